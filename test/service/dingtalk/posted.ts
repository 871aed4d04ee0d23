/** The door for what DingTalk posts, with one process beside it. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { configureDoor, openDatabase, serveDoor, type Listening } from './door.ts'

let door: Listening

beforeAll(async () => {
  const closeDatabase = await openDatabase()
  door = await serveDoor()
  return async () => {
    await door.close()
    await closeDatabase()
  }
})
beforeEach(() => configureDoor())
afterEach(() => clock.arrange())

export const post = (path: string, body: unknown, headers: Record<string, string>) =>
  door.post(path, body, headers)

const run = promisify(execFile)
const inbound = join(import.meta.dirname, '../../../service/dingtalk/inbound.ts')

/** Lines that a process logs when it takes a message to the robot. */
export async function logOf(message: object): Promise<string[]> {
  const program = `import { takeBotMessage } from ${JSON.stringify(inbound)}
    await takeBotMessage(${JSON.stringify(message)})`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program])
  return stdout.trim().split('\n')
}
