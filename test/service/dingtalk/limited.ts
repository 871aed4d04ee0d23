/** A DingTalk whose limits are met, and other processes that call it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { configureDoor, startDingTalk, type DingTalk, type LoggedCall } from './door.ts'

export const byMobile = '/topapi/v2/user/getbymobile'

export let dingtalk: DingTalk
export let environment: Record<string, string>

beforeAll(async () => {
  dingtalk = await startDingTalk()
  const urls = { DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url }
  environment = testEnvironment(urls)
  configureDoor(urls)
  await connectDatabase(environment['MONGODB_URI'] ?? '')
  await ensureIndexes()
})
afterAll(async () => {
  await disconnectDatabase()
  await dingtalk.stop()
})
// places stay taken from test to test: DingTalk counts on, too
beforeEach(async () => {
  clock.arrange()
  await dingtalk.control('POST', '/reset')
  await Places.updateMany({}, { $unset: { closedUntil: 1, usedUp: 1, refusal: 1 } })
})

/** The most calls that DingTalk counted within any second. */
export function busiestSecond(calls: (LoggedCall & { at: number })[]): number {
  const times = calls.map(({ at }) => at).toSorted((one, other) => one - other)
  return Math.max(...times.map((at) => times.filter((one) => one > at - 1_000 && one <= at).length))
}

export async function callsByMobile() {
  return (await dingtalk.calls(byMobile)) as (LoggedCall & { at: number })[]
}

/** @returns the codes of the calls that failed */
export async function callerProcess(count: number): Promise<string[]> {
  const caller = spawn(
    process.execPath,
    [join(import.meta.dirname, 'caller-process.ts'), String(count)],
    { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exit = once(caller, 'exit')
  const written = await text(caller.stdout)
  expect((await exit)[0]).toBe(0)
  return JSON.parse(written) as string[]
}

export const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

/** How the service is left when so many milliseconds have passed; DingTalk lives in its own time. */
export const later = (milliseconds: number) =>
  clock.arrange(() => new Date(Date.now() + milliseconds))

/** An address at which nothing listens any more. */
export async function nowhere(): Promise<string> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return `http://127.0.0.1:${port}`
}

export const hour = 3_600_000
export const day = 24 * hour
export const at = (time: string) => clock.arrange(() => new Date(time))
