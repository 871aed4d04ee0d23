/** The release before, unpacked so that it runs beside the present one, and instances of either as real processes. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { brotliDecompressSync } from 'node:zlib'

/** Of this project. */
export const root = join(import.meta.dirname, '../..')

interface Kept {
  commit: string
  files: Record<string, string>
}

/** Unpacks what `scripts/keep-release.ts` has packed. @returns the folder; not inside node_modules, where Node takes no TypeScript */
export async function unpackRelease(): Promise<string> {
  const packed = await readFile(join(root, 'test/releases/before.json.br'))
  const { files } = JSON.parse(brotliDecompressSync(packed).toString()) as Kept
  const folder = await mkdtemp(join(tmpdir(), 'release-before-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

export async function removeRelease(folder: string): Promise<void> {
  // the link itself, not what it leads to
  await rm(join(folder, 'node_modules'))
  await rm(folder, { recursive: true, force: true })
}

interface Line {
  msg?: string
  address?: string
  migration?: string
  ring?: string
}

/** A process of the service. */
export class Instance {
  readonly #child: ChildProcess
  /** What it has logged, and in `said` what it wrote to the process that started it. */
  readonly lines: Line[] = []
  said = ''
  #url: string | undefined

  /** @param from root of the release */
  constructor(from: string, environment: Record<string, string>) {
    this.#child = spawn(process.execPath, [join(from, 'service/main.ts')], {
      cwd: from,
      env: { ...process.env, ...environment, PORT: '0', LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stderr?.on('data', (bytes) => (this.said += String(bytes)))
  }

  /** Resolves when it takes requests. @throws when it ends before */
  async ready(): Promise<this> {
    const { stdout } = this.#child
    if (!stdout) throw new Error('no output')
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: stdout }).on('line', (line) => {
        const entry = JSON.parse(line) as Line
        this.lines.push(entry)
        if (entry.msg !== 'ready') return
        this.#url = entry.address
        resolve()
      })
      this.#child.once('exit', (code) => reject(new Error(`ended with ${code}: ${this.said}`)))
    })
    return this
  }

  get url(): string {
    if (this.#url === undefined) throw new Error('it is not ready')
    return this.#url
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill(signal)
    await ended
  }
}
