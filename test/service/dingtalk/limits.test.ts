import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { findUserByMobile, getUser, joinLink } from '../../../service/dingtalk/contacts.ts'
import {
  asLater,
  asRefusal,
  banTime,
  DingTalkError,
  pausesAfterPage,
} from '../../../service/dingtalk/errors.ts'
import { callLimits, withinLimit } from '../../../service/dingtalk/limits.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { knownApis } from '../../../service/dingtalk/known-limits.ts'
import { isPostponed, type Later } from '../../../service/outbox/handlers.ts'
import { waitForLimit } from '../../../service/dingtalk/retries.ts'
import { sendToPeople } from '../../../service/dingtalk/robot.ts'
import { forgetTokens } from '../../../service/dingtalk/tokens.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { configureDoor, startDingTalk, type DingTalk, type LoggedCall } from './door.ts'

const byMobile = '/topapi/v2/user/getbymobile'

let dingtalk: DingTalk
let environment: Record<string, string>

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
function busiestSecond(calls: (LoggedCall & { at: number })[]): number {
  const times = calls.map(({ at }) => at).toSorted((one, other) => one - other)
  return Math.max(...times.map((at) => times.filter((one) => one > at - 1_000 && one <= at).length))
}

async function callsByMobile() {
  return (await dingtalk.calls(byMobile)) as (LoggedCall & { at: number })[]
}

/** @returns the codes of the calls that failed */
async function callerProcess(count: number): Promise<string[]> {
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

test('two instances with a hundred calls never go beyond the limit, and no call is refused', async () => {
  expect(await Promise.all([callerProcess(50), callerProcess(50)])).toEqual([[], []])
  const calls = await callsByMobile()
  expect(calls).toHaveLength(100)
  // 60121: no person has these numbers
  expect(new Set(calls.map(({ errcode }) => errcode))).toEqual(new Set([60121]))
  expect(busiestSecond(calls)).toBeLessThanOrEqual(callLimits['*'] ?? 0)
}, 60_000)

test('a call that would wait longer than a second is left for later, and DingTalk does not see it', async () => {
  const phones = Array.from({ length: 60 }, (_, n) => `+6581${200_000 + n}`)
  const ends = await Promise.allSettled(phones.map((phone) => findUserByMobile(phone)))
  const errors = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  expect(errors.length).toBeGreaterThan(0)
  for (const error of errors) {
    expect(error).toMatchObject({ code: 'own_limit', kind: 'throttled', uncertain: false })
    expect(asLater(error)).toMatchObject({ name: 'Later' })
    expect(asRefusal(error)).toMatchObject({ code: 'dingtalk_unavailable' })
  }
  const calls = await callsByMobile()
  expect(calls).toHaveLength(phones.length - errors.length)
  expect(new Set(calls.map(({ errcode }) => errcode))).toEqual(new Set([60121]))
})

test('one API that is full does not hold up another', async () => {
  const calls = Array.from({ length: 30 }, () => findUserByMobile('+6581230002'))
  expect(await getUser('olivia01')).toMatchObject({ userId: 'olivia01' })
  await Promise.allSettled(calls)
})

test('an API may have a limit of its own', async () => {
  callLimits['/slow'] = 1
  let running = 0
  const ends = await Promise.allSettled(
    [1, 2, 3].map(() =>
      withinLimit('old', '/slow', async () => {
        running++
        expect(running).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 20))
        running--
      }),
    ),
  )
  expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(3)
  delete callLimits['/slow']
})

test('the place of a call that failed is given back as any other', async () => {
  const fail = () =>
    waitForLimit(() =>
      withinLimit('old', '/failing', () =>
        Promise.reject(new DingTalkError('old', 'network', 'unavailable')),
      ),
    )
  const ends = await Promise.allSettled(Array.from({ length: 25 }, fail))
  for (const end of ends) expect(end).toMatchObject({ reason: { code: 'network' } })
})

test('the places of an instance that was killed come free by themselves', async () => {
  const dead = Array.from({ length: 20 }, (_, n) => ({ id: `dead${n}`, until: new Date(0) }))
  const { DINGTALK_CLIENT_ID } = environment
  await Places.create({ _id: `${DINGTALK_CLIENT_ID} /dead`, places: dead, at: new Date() })
  expect(await withinLimit('old', '/dead', () => Promise.resolve('called'))).toBe('called')
})

const caught = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

/** How the service is left when so many milliseconds have passed; DingTalk lives in its own time. */
const later = (milliseconds: number) => clock.arrange(() => new Date(Date.now() + milliseconds))

describe('while DingTalk bans us', () => {
  const member = '/topapi/v2/user/get'

  test('no instance calls anything, no matter which one met the ban, and all come back at its end', async () => {
    await getUser('olivia01')
    const before = (await dingtalk.calls(member)).length
    await dingtalk.misbehave({ where: byMobile, what: 'html' })
    expect(await caught(findUserByMobile('+6581230002'))).toMatchObject({ code: 'html' })
    await dingtalk.control('DELETE', '/misbehaviour')
    later(banTime / 2)
    const errors = [
      await caught(findUserByMobile('+6581230002')),
      await caught(getUser('olivia01')),
      // an API that was never called before
      await caught(withinLimit('new', '/never-called', () => expect.fail('called'))),
    ]
    for (const error of errors) {
      expect(error).toMatchObject({ code: 'closed', kind: 'throttled', uncertain: false })
      const { milliseconds } = asLater(error) as Later
      expect(milliseconds).toBeGreaterThan(0)
      expect(milliseconds).toBeLessThanOrEqual(banTime / 2)
    }
    // another instance
    expect(await callerProcess(2)).toEqual(['closed', 'closed'])
    expect(await callsByMobile()).toHaveLength(1)
    expect(await dingtalk.calls(member)).toHaveLength(before)
    later(banTime + 1_000)
    expect(await getUser('olivia01')).toMatchObject({ userId: 'olivia01' })
    expect(await withinLimit('new', '/never-called', () => Promise.resolve('called'))).toBe(
      'called',
    )
  })

  test('a page in the place of an answer of the new API closes that API, which no instance calls till its end', async () => {
    const links = '/v1.0/contact/invites/infos'
    await dingtalk.misbehave({ where: links, what: 'html' })
    expect(await caught(joinLink(1))).toMatchObject({ code: 'html', kind: 'unavailable' })
    await dingtalk.control('DELETE', '/misbehaviour')
    expect(await caught(joinLink(1))).toMatchObject({ code: 'closed' })
    expect(await dingtalk.calls(links)).toHaveLength(1)
    expect(await getUser('olivia01')).toMatchObject({ userId: 'olivia01' })
    later(pausesAfterPage + 1_000)
    expect(await joinLink(1)).toMatch(/^https?:/)
  })

  test('where a caller waits for the answer one page closes nothing: it may have been a 502', async () => {
    forgetTokens()
    await dingtalk.misbehave({ where: '/v1.0/oauth2/accessToken', what: 'html', times: 1 })
    expect(await caught(joinLink(1))).toMatchObject({ code: 'html', kind: 'unavailable' })
    expect(await joinLink(1)).toMatch(/^https?:/)
  })

  test('a ban met while asking for a token keeps every call away too', async () => {
    await dingtalk.control('POST', '/tokens/expire')
    forgetTokens()
    await dingtalk.misbehave({ where: '/gettoken', what: 'html' })
    expect(await caught(getUser('olivia01'))).toMatchObject({ code: 'html' })
    await dingtalk.control('DELETE', '/misbehaviour')
    expect(await caught(joinLink(1))).toMatchObject({ code: 'closed' })
    expect(await dingtalk.calls('/gettoken')).toHaveLength(1)
  })
})

const hour = 3_600_000
const day = 24 * hour
const at = (time: string) => clock.arrange(() => new Date(time))
const lookUp = () => findUserByMobile('+6581230002')

describe('a month that is used up', () => {
  test('closes that API alone, is looked at again once a day, and waits until the next month', async () => {
    at('2026-11-10T02:00:00Z')
    await dingtalk.misbehave({ where: byMobile, what: 'errcode', value: 90020 })
    const error = await caught(lookUp())
    expect(error).toMatchObject({ code: '90020', kind: 'throttled', limitOf: 'month' })
    const waits = asLater(error) as Later
    expect(waits.milliseconds).toBe(day)
    // still no failure on the last day of the month
    at('2026-11-30T02:00:00Z')
    expect(isPostponed(waits, { at: new Date('2026-11-01T00:00:00Z') })).toBe(true)

    at('2026-11-11T01:59:00Z')
    const closed = await caught(lookUp())
    expect(closed).toMatchObject({ code: 'closed', kind: 'throttled', limitOf: 'month' })
    expect(asLater(closed)).toMatchObject({ milliseconds: 60_000, patience: waits.patience })
    expect(await callsByMobile()).toHaveLength(1)
    expect(await getUser('olivia01')).toMatchObject({ userId: 'olivia01' })

    at('2026-11-11T02:00:01Z')
    expect(await caught(lookUp())).toMatchObject({ code: '90020' })
    expect(await callsByMobile()).toHaveLength(2)
    await dingtalk.control('DELETE', '/misbehaviour')
    at('2026-11-12T02:00:02Z')
    expect(await lookUp()).toBeUndefined()
  })

  test('ends with the month of DingTalk, which is that of Beijing', async () => {
    at('2026-11-30T10:00:00Z')
    await dingtalk.misbehave({ where: byMobile, what: 'errcode', value: 90020 })
    expect(await caught(lookUp())).toMatchObject({ retryAfter: 6 * hour })
    await dingtalk.control('DELETE', '/misbehaviour')
    at('2026-11-30T15:59:59Z')
    expect(await caught(lookUp())).toMatchObject({ code: 'closed' })
    at('2026-11-30T16:00:01Z')
    expect(await lookUp()).toBeUndefined()
  })

  test('does not make a ban that comes later last longer', async () => {
    at('2026-11-30T10:00:00Z')
    await dingtalk.misbehave({ where: byMobile, what: 'errcode', value: 90020, times: 1 })
    await caught(lookUp())
    at('2026-12-01T02:00:00Z')
    await dingtalk.misbehave({ where: byMobile, what: 'html', times: 1 })
    await caught(lookUp())
    const closed = await caught(lookUp())
    expect(closed).toMatchObject({ code: 'closed', retryAfter: banTime })
    expect(closed).not.toMatchObject({ limitOf: 'month' })
  })
})

describe('a limit of the new API', () => {
  const path = '/v1.0/robot/oToMessages/batchSend'
  const send = () =>
    sendToPeople({ userIds: ['olivia01'], msgKey: 'sampleText', msgParam: { content: 'hello' } })

  test.each([
    ['Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', undefined, undefined],
    ['Forbidden.AccessDenied.QpsLimitForApi', undefined, undefined],
    ['Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', 60_000, undefined],
    ['Forbidden.AccessDenied.ApiCountLimitForOrg', day, 'month'],
    ['send.too.fast', undefined, undefined],
    ['send.byToken.tooFast', undefined, undefined],
    ['too.many.people', undefined, undefined],
    ['too.many.group', undefined, undefined],
    ['daily.call.limit', hour, 'day'],
  ])(
    '%s is later, never a refusal',
    async (code, retryAfter, limitOf) => {
      at('2026-11-10T02:00:00Z')
      await dingtalk.misbehave({ where: path, what: 'errcode', value: code })
      const error = await caught(send())
      expect(error).toMatchObject({ code, kind: 'throttled', uncertain: false })
      expect([(error as DingTalkError).retryAfter, (error as DingTalkError).limitOf]).toEqual([
        retryAfter,
        limitOf,
      ])
      expect(asLater(error)).toMatchObject({ name: 'Later' })
      await dingtalk.control('DELETE', '/misbehaviour')
      at('2026-11-11T02:00:01Z')
      expect(await send()).toMatchObject({ delivered: ['olivia01'] })
    },
    10_000,
  )

  test('of a minute keeps every call away from that API until the minute is over', async () => {
    at('2026-11-10T02:00:00Z')
    const value = 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi'
    await dingtalk.misbehave({ where: path, what: 'errcode', value })
    await caught(send())
    expect(await caught(send())).toMatchObject({ code: 'closed', kind: 'throttled' })
    expect(await dingtalk.calls(path)).toHaveLength(1)
  })
})

/** An address at which nothing listens any more. */
async function nowhere(): Promise<string> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return `http://127.0.0.1:${port}`
}

describe('calls of a month', () => {
  // notes of calls are written for speed, and read once the majority has them
  const calledBy = async (api: string) =>
    (await knownApis()).find((known) => known.api === api)?.months

  test('are counted by API and month over all instances, whatever DingTalk answered', async () => {
    await Places.updateMany({}, { $unset: { months: 1 } })
    at('2026-11-30T15:59:00Z')
    await lookUp()
    await dingtalk.misbehave({ where: byMobile, what: 'status', value: 500, times: 1 })
    await lookUp()
    at('2026-11-30T16:00:01Z')
    await lookUp()
    await expect.poll(() => calledBy(byMobile)).toEqual({ '2026-11': 3, '2026-12': 1 })
    // of a year that is over the same months are not kept
    at('2027-12-02T00:00:00Z')
    await lookUp()
    await expect.poll(() => calledBy(byMobile)).toEqual({ '2026-12': 1, '2027-12': 1 })
  })

  test('of two processes add up', async () => {
    await Places.updateMany({}, { $unset: { months: 1 } })
    await Promise.all([callerProcess(20), callerProcess(20)])
    const counted = async () => Object.values((await calledBy(byMobile)) ?? {})
    await expect.poll(counted).toEqual([40])
  }, 30_000)

  test('that were never made are not counted', async () => {
    await Places.updateMany({}, { $unset: { months: 1 } })
    at('2026-11-10T00:00:00Z')
    await dingtalk.misbehave({ where: byMobile, what: 'html', times: 1 })
    await caught(lookUp())
    await caught(lookUp())
    await expect.poll(() => calledBy(byMobile)).toEqual({ '2026-11': 1 })
  })

  test('that found no server at the address are not counted either', async () => {
    await Places.deleteMany({})
    at('2026-11-10T00:00:00Z')
    // the token is asked for first, and is what does not get through
    configureDoor({ DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: await nowhere() })
    expect(await caught(lookUp())).toMatchObject({ code: 'network', uncertain: false })
    configureDoor({ DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url })
    await lookUp()
    await expect.poll(() => calledBy('/gettoken')).toEqual({ '2026-11': 1 })
  })
})
