/** Builds the pages that are served, each only when something it is made of has changed. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** One built page. */
export interface Page {
  /** What people call it in a progress line. */
  title: string
  /** Vite's configuration. */
  config: string
  /** Its folder in `dist`. */
  name: string
  /** Files that it is made of, as globs. */
  sources: string[]
}

/** Vite could not build a page; the message holds Vite's own words. */
export class BuildFailed extends Error {
  constructor(page: Page, words: string) {
    // Without the stack of Vite's insides.
    const plain = stripVTControlCharacters(words).replaceAll(/\n {4}at .*/g, '')
    super(`The ${page.title} could not be built.\n${plain.trim()}`)
    this.name = 'BuildFailed'
  }
}

const common = ['package-lock.json', 'tsconfig.json']

export const pages: Page[] = [
  {
    title: 'mini-app',
    config: 'vite.config.ts',
    name: 'miniapp',
    sources: [
      'vite.config.ts',
      'scripts/engines/**/*',
      'miniapp/**/*',
      'service/**/{contract,shared}.ts',
      'service/**/{contract,shared}/**/*.ts',
      ...common,
    ],
  },
  {
    title: 'simulator page',
    config: 'scripts/dingtalk-simulator/page/vite.config.ts',
    name: 'simulator',
    sources: ['scripts/dingtalk-simulator/page/**/*', ...common],
  },
]

export interface BuildOptions {
  /** Takes one line of progress for each page that has to be built. */
  say: (line: string) => void
  signal?: AbortSignal
  /** Names of those to look at; all when not given. */
  only?: string[]
}

/** Builds what is out of date, all at once. @throws BuildFailed */
export async function buildPages(options: BuildOptions): Promise<void> {
  const wanted = pages.filter(({ name }) => options.only?.includes(name) ?? true)
  await Promise.all(wanted.map((page) => build(page, options)))
}

async function build(page: Page, { say, signal }: BuildOptions): Promise<void> {
  const dist = join(root, 'dist')
  const ready = join(dist, page.name)
  const stamp = join(dist, `${page.name}.sources`)
  const sources = await hashOf(page.sources)
  const built = existsSync(join(ready, 'index.html')) && existsSync(stamp)
  if (built && (await readFile(stamp, 'utf8')) === sources) return

  say(`Building the ${page.title}.`)
  await mkdir(dist, { recursive: true })
  // Built aside and put in place by renames: another start or test run may be serving or building it.
  const fresh = join(dist, `${page.name}.new-${process.pid}`)
  const old = join(dist, `${page.name}.old-${process.pid}`)
  try {
    await vite(page, fresh, signal)
    if (existsSync(ready)) await rename(ready, old)
    await rename(fresh, ready)
    await writeFile(stamp, sources)
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(old, { recursive: true, force: true })
  }
}

async function vite(page: Page, outDir: string, signal?: AbortSignal): Promise<void> {
  const program = join(root, 'node_modules/vite/bin/vite.js')
  // prettier-ignore
  const args = ['build', '--config', join(root, page.config), '--outDir', outDir, '--emptyOutDir',
    '--logLevel', 'warn']
  // Built alike for all callers: vitest runs with NODE_ENV=test, the demo with development.
  const env = { ...process.env, NODE_ENV: 'production' }
  try {
    await run(process.execPath, [program, ...args], { cwd: root, env, ...(signal && { signal }) })
  } catch (error) {
    signal?.throwIfAborted()
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new BuildFailed(page, words)
  }
}

/** One hash over names and contents. */
async function hashOf(patterns: string[]): Promise<string> {
  const hash = createHash('sha256')
  const names: string[] = []
  for await (const file of glob(patterns, { cwd: root, withFileTypes: true })) {
    if (file.isFile()) names.push(join(file.parentPath, file.name))
  }
  for (const name of names.sort()) {
    hash
      .update(`${name.slice(root.length)}\0`)
      .update(await readFile(name))
      .update('\0')
  }
  return hash.digest('hex')
}
