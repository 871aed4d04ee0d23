import { describe, expect, test } from 'vitest'
import { findUserByMobile, getUser, joinLink } from '../../../service/dingtalk/contacts.ts'
import {
  asLater,
  asRefusal,
  banTime,
  DingTalkError,
  pauseAfterPage,
} from '../../../service/dingtalk/errors.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { callLimits, withinLimit } from '../../../service/dingtalk/limits.ts'
import { waitForLimit } from '../../../service/dingtalk/retries.ts'
import { sendToPeople } from '../../../service/dingtalk/robot.ts'
import { forgetTokens } from '../../../service/dingtalk/tokens.ts'
import { type Later } from '../../../service/outbox/handlers.ts'
import {
  at,
  busiestSecond,
  byMobile,
  callerProcess,
  callsByMobile,
  caught,
  day,
  dingtalk,
  environment,
  hour,
  later,
} from './limited.ts'

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
    later(pauseAfterPage + 1_000)
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
