/** Waits for what a child process says, whatever it logs before. */
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** @returns the first line of its output that fits; rejects with all it has said when it ends without one */
export async function spoken(child: ChildProcess, wanted: RegExp): Promise<string> {
  const { stdout } = child
  if (!stdout) throw new Error('its output cannot be read')
  const lines = createInterface({ input: stdout })
  const said: string[] = []
  const found = Promise.withResolvers<string>()
  lines.on('line', (line) => {
    said.push(line)
    if (wanted.test(line)) found.resolve(line)
  })
  lines.on('close', () =>
    found.reject(new Error(`ended without saying ${String(wanted)}:\n${said.join('\n')}`)),
  )
  // goes on reading: a full pipe would hold the process up
  return found.promise
}
