/** One program of the demonstration as a child process: its full log in a file, its troubles on the screen. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '../..')
const endWithParent = join(import.meta.dirname, 'end-with-parent.ts')

export interface ProgramOptions {
  name: string
  /** The file to run, from the root of the project. */
  file: string
  args?: string[]
  env: Record<string, string>
  /** Folder of the log files. */
  logs: string
  say: (line: string) => void
  /** What it prints for people is shown, not its troubles alone. */
  talks?: boolean
}

/** A program ended that should not have, or not so; the message holds its last lines and names its log. */
export class ProgramFailed extends Error {
  constructor(name: string, how: string, lastLines: string[], log: string) {
    const lines = lastLines.map((line) => `  ${line}`)
    super([`The ${name} ended unexpectedly (${how}).`, ...lines, `Its log: ${log}`].join('\n'))
    this.name = 'ProgramFailed'
  }
}

export class Program {
  readonly name: string
  /** Settles when the program has ended and its output has been read; tells how it ended. */
  readonly exited: Promise<{ code: number | null; signal: string | null }>
  readonly #child: ChildProcess
  readonly #log: string
  /** Its last lines, for as long as none of its troubles was shown. */
  #lastLines: string[] | undefined = []
  readonly #say: (line: string) => void
  readonly #talks: boolean
  #stopping = false

  constructor({ name, file, args = [], env, logs, say, talks = false }: ProgramOptions) {
    this.name = name
    this.#say = say
    this.#talks = talks
    this.#child = spawn(process.execPath, ['--import', endWithParent, join(root, file), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // In a process group of its own: Ctrl-C is for us, who know in which order to stop.
      detached: true,
      windowsHide: true,
    })
    this.#log = join(logs, `${name}.log`)
    const log = freshLog(this.#log)
    this.exited = new Promise((done) => {
      this.#child.once('close', (code, signal) => {
        closeSync(log)
        done({ code, signal })
      })
    })
    for (const source of ['stdout', 'stderr'] as const) {
      const stream = this.#child[source]
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        writeSync(log, `${line}\n`)
        this.#read(line, source)
      })
    }
  }

  /** Waits until a request to the address is answered with 200. @throws ProgramFailed when it ends first */
  async ready(url: string, signal: AbortSignal): Promise<void> {
    const ended = this.#failed()
    while (!(await Promise.race([answers(url), ended]))) {
      signal.throwIfAborted()
      await sleep(40)
    }
  }

  /** Waits until the program has done its work. @throws ProgramFailed when its exit code is not 0 */
  async done(): Promise<void> {
    const { code, signal } = await this.exited
    if (code !== 0 && !this.#stopping) throw this.#failure(code, signal)
  }

  /** Rejects when the program ends without having been asked to. */
  async #failed(): Promise<never> {
    const { code, signal } = await this.exited
    if (this.#stopping) return new Promise(() => undefined)
    throw this.#failure(code, signal)
  }

  /** Calls back when the program ends without having been asked to. */
  watch(onFailure: (error: Error) => void): void {
    this.#failed().catch(onFailure)
  }

  /** Asks the program to end, waits, and ends it by force when the time (milliseconds) is over. */
  async stop(patience: number): Promise<void> {
    this.#stopping = true
    if (this.#ended) return
    this.#child.kill('SIGTERM')
    const force = setTimeout(() => {
      this.#say(`The ${this.name} takes too long and is ended by force.`)
      this.kill()
    }, patience)
    await this.exited
    clearTimeout(force)
  }

  kill(): void {
    this.#stopping = true
    if (this.#ended || this.#child.pid === undefined) return
    // with the programs that it runs, where there are process groups
    if (process.platform === 'win32') this.#child.kill('SIGKILL')
    else process.kill(-this.#child.pid, 'SIGKILL')
  }

  get #ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  #failure(code: number | null, signal: string | null): ProgramFailed {
    return new ProgramFailed(this.name, signal ?? `code ${code}`, this.#lastLines ?? [], this.#log)
  }

  #read(line: string, source: 'stdout' | 'stderr'): void {
    const { text, level } = readable(line)
    const troubling = level === undefined ? this.#talks || source === 'stderr' : level >= warn
    if (troubling && !this.#stopping) {
      this.#lastLines = undefined
      this.#say(`[${this.name}] ${text}`)
    }
    this.#lastLines?.push(text)
    if (this.#lastLines && this.#lastLines.length > 20) this.#lastLines.shift()
  }
}

/** pino's number for a warning. */
const warn = 40

/** A line for people: pino's JSON is shortened to its message and its error. */
function readable(line: string): { text: string; level?: number } {
  if (!line.startsWith('{')) return { text: line }
  try {
    const entry = JSON.parse(line) as {
      level?: number
      msg?: string
      err?: { message?: string; stack?: string }
    }
    if (typeof entry.level !== 'number') return { text: line }
    const words = [entry.msg, entry.err?.stack ?? entry.err?.message].filter(Boolean)
    return { text: words.join(': ') || line, level: entry.level }
  } catch (error) {
    if (error instanceof SyntaxError) return { text: line }
    throw error
  }
}

/** The log of the run before is kept once more, for it may tell why that one ended. */
function freshLog(file: string): number {
  if (existsSync(file)) renameSync(file, `${file}.before`)
  return openSync(file, 'w')
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await answer.body?.cancel()
    return answer.status === 200
  } catch {
    return false
  }
}
