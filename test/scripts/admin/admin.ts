/** Runs `npm run admin` as an operator does: a program of its own, with the settings of the service. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { compiledBefore } from '../../setup/environment.ts'

const main = join(import.meta.dirname, '../../../scripts/admin/main.ts')

export interface Ended {
  code: number
  out: string
  err: string
  /** What it answered with `--json`. */
  json: ReturnType<typeof JSON.parse>
}

/** @param env all that the program gets of an environment */
export async function admin(env: Record<string, string>, ...args: string[]): Promise<Ended> {
  const child = execFile(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], ...compiledBefore(), ...env },
  })
  child.stdin?.end()
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)))
  const [out, err, code] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    ended,
  ])
  return { code, out, err, json: args.includes('--json') ? JSON.parse(out) : undefined }
}
