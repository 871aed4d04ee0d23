/** One instance of the service as a process of its own, which can be killed, paused and started again on its port. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asInProduction } from '../../bench/server.ts'
import { memoryOf } from '../../processes.ts'

const root = join(import.meta.dirname, '../../..')
const endWithParent = join(root, 'scripts/start/end-with-parent.ts')

/** Milliseconds until an instance must take requests, and must have ended after SIGTERM. */
const timeouts = { start: 30_000, stop: 8_000 }

interface InstanceOptions {
  name: string
  env: Record<string, string>
  /** Folder of its log. */
  logs: string
  /** The program, from the root of the project. */
  file?: string
}

export class Instance {
  readonly name: string
  readonly url: string
  readonly #options: InstanceOptions
  readonly #log: string
  #child: ChildProcess | undefined

  /** @param options with `PORT` in its `env` */
  constructor(options: InstanceOptions) {
    this.name = options.name
    this.url = `http://127.0.0.1:${options.env['PORT']}`
    this.#options = options
    this.#log = join(options.logs, `${options.name}.log`)
  }

  start(): void {
    const { env, file = 'service/main.ts' } = this.#options
    const output = openSync(this.#log, 'a')
    this.#child = spawn(
      process.execPath,
      [...asInProduction, '--import', endWithParent, join(root, file)],
      { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', output, output, 'ipc'] },
    )
    closeSync(output)
  }

  /** Settles when it takes requests. @throws Error with the last lines of its log when it does not */
  async ready(): Promise<void> {
    const until = performance.now() + timeouts.start
    while (this.#runs() && performance.now() < until) {
      const answer = await fetch(`${this.url}/readyz`, {
        signal: AbortSignal.timeout(2_000),
      }).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.status === 200) return
      await sleep(100)
    }
    const lines = (await readFile(this.#log, 'utf8')).trim().split('\n').slice(-5)
    throw new Error([`${this.name} did not start.`, ...lines].join('\n'))
  }

  #runs(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  /** kill -9 */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** SIGTERM, and SIGKILL when it takes too long. */
  async stop(): Promise<void> {
    const force = setTimeout(() => this.#child?.kill('SIGKILL'), timeouts.stop)
    await this.#end('SIGTERM')
    clearTimeout(force)
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || !this.#runs()) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  /** The errors that it logged, in short, each as often as it was logged. */
  async errorLines(): Promise<string[]> {
    if (!this.#child) return []
    const lines = (await readFile(this.#log, 'utf8')).split('\n')
    return lines.flatMap((line) => errorIn(line) ?? [])
  }

  /** Resident memory in MB. */
  async memory(): Promise<number> {
    return memoryOf(this.#child?.pid ?? 0)
  }
}

/** pino's level of an error. */
const errorLevel = 50

interface Entry {
  level?: number
  msg?: string
  error?: { kind?: string; errorCode?: unknown }
}

/** A line of the log at the level of an error: its message, and the kind and code of the error. */
function errorIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined
  let entry: Entry
  try {
    entry = JSON.parse(line) as Entry
  } catch (broken) {
    // a killed instance may have left half a line
    if (broken instanceof SyntaxError) return undefined
    throw broken
  }
  if ((entry.level ?? 0) < errorLevel) return undefined
  const { kind, errorCode } = entry.error ?? {}
  return [entry.msg, kind, errorCode].filter(Boolean).join(', ')
}
