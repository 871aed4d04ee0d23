/** What the log says to those who run the service: calls that near their end, and APIs that DingTalk refuses. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { keyOf, Places } from '../../../service/dingtalk/limit-places.ts'
import { monthOf } from '../../../service/dingtalk/months.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { configureDoor, startDingTalk, type DingTalk } from './door.ts'

const run = promisify(execFile)
const robot = '/v1.0/robot/oToMessages/batchSend'

let dingtalk: DingTalk
let environment: Record<string, string>

beforeAll(async () => {
  dingtalk = await startDingTalk()
  const urls = { DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url }
  environment = { ...testEnvironment(urls), LOG_LEVEL: 'info', DINGTALK_MONTHLY_CALLS: '5000' }
  configureDoor(urls)
  await connectDatabase(environment['MONGODB_URI'] ?? '')
})
afterAll(async () => {
  await disconnectDatabase()
  await dingtalk.stop()
})
beforeEach(async () => {
  await dingtalk.control('POST', '/reset')
  await Places.deleteMany({})
})

async function called(calls: number): Promise<void> {
  const months = { [monthOf(new Date())]: calls }
  await Places.collection.insertOne({ _id: keyOf(robot), places: [], months } as never)
}

/** What another process logs as a warning, whole lines. */
async function warnings(): Promise<Record<string, unknown>[]> {
  const file = join(import.meta.dirname, 'watching-process.ts')
  const { stdout } = await run(process.execPath, [file], {
    env: { ...process.env, ...environment },
  })
  const lines = stdout.split('\n').filter(Boolean)
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ level }) => level === 40)
}

test('below 80 % of the calls nothing is said', async () => {
  await called(3_999)
  expect(await warnings()).toEqual([])
})

test.each([
  [4_000, 'DingTalk calls of the month nearly used up'],
  [5_000, 'DingTalk calls of the month used up'],
])('with %i of 5000 calls it is said once', async (calls, words) => {
  await called(calls)
  expect(await warnings()).toMatchObject([
    { calls, budget: 5_000, month: monthOf(new Date()), msg: expect.stringContaining(words) },
  ])
})

test('an API that DingTalk refuses to the app is named once, with its code and nothing of the person it was about', async () => {
  await dingtalk.control('PATCH', '/settings', { missingScopes: ['qyapi_get_member_by_mobile'] })
  const said = await warnings()
  expect(said).toMatchObject([
    {
      api: '/topapi/v2/user/getbymobile',
      errorCode: '60011',
      msg: expect.stringContaining('DingTalk API refused'),
    },
  ])
  expect(JSON.stringify(said)).not.toContain('81230002')
})
