/** The parent's half of a measured server: a child process that works when it is its turn and rests otherwise. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reply, Word } from './child.ts'

const root = join(import.meta.dirname, '../..')
const endWithParent = join(root, 'scripts/start/end-with-parent.ts')

/**
 * V8's options of `npm run service`, for both: what a request leaves behind is short-lived, and costs little to clear
 * away.
 */
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { service: string }
}
export const asInProduction = scripts.service
  .split(' ')
  .filter((word) => word.startsWith('--') && word !== '--import')

export class MeasuredServer {
  readonly name: string
  readonly url: URL
  readonly #child: ChildProcess
  #resting = false

  private constructor(name: string, url: URL, child: ChildProcess) {
    this.name = name
    this.url = url
    this.#child = child
  }

  /**
   * Starts one and waits until it listens.
   * @param log file for all that it says, as a log is written in production
   * @throws Error with its last words when it ends instead
   */
  static async start(
    name: string,
    file: string,
    env: Record<string, string>,
    log: string,
  ): Promise<MeasuredServer> {
    const output = openSync(log, 'w')
    // BENCH_NODE_OPTIONS: to look into a server, with --cpu-prof for instance
    const options = process.env['BENCH_NODE_OPTIONS']?.split(' ').filter(Boolean) ?? []
    const child = spawn(
      process.execPath,
      [...asInProduction, ...options, '--import', endWithParent, join(import.meta.dirname, file)],
      { cwd: root, env: { ...process.env, ...env }, stdio: ['pipe', output, output, 'ipc'] },
    )
    closeSync(output)
    const ended = once(child, 'exit').then(async ([code]) => {
      const words = (await readFile(log, 'utf8')).trim().split('\n').slice(-5).join('\n')
      throw new Error(`${name} ended with code ${String(code)}\n${words}`)
    })
    const [{ url = '' }] = (await Promise.race([once(child, 'message'), ended])) as [Reply]
    ended.catch(() => undefined)
    return new MeasuredServer(name, new URL(url), child)
  }

  async #say(word: Word): Promise<Reply> {
    const heard = once(this.#child, 'message') as Promise<[Reply]>
    this.#child.send(word)
    const [reply] = await heard
    return reply
  }

  /** Processor time that it has used so far, in microseconds. */
  async cost(): Promise<number> {
    return (await this.#say('cost')).cost ?? 0
  }

  /** Settles when it has stopped working, until `wake`. */
  async rest(): Promise<void> {
    if (this.#resting) return
    this.#resting = true
    await this.#say('rest')
  }

  wake(): void {
    if (!this.#resting) return
    this.#resting = false
    this.#child.stdin?.write('.')
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.wake()
    const force = setTimeout(() => this.#child.kill('SIGKILL'), 10_000)
    this.#child.kill('SIGTERM')
    await once(this.#child, 'exit')
    clearTimeout(force)
  }
}
