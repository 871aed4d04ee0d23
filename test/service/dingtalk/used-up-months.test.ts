/** Calls of a month: counted, and not made when the month is used up. */
import { describe, expect, test } from 'vitest'
import { findUserByMobile, getUser } from '../../../service/dingtalk/contacts.ts'
import { asLater, banTime } from '../../../service/dingtalk/errors.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { knownApis } from '../../../service/dingtalk/known-limits.ts'
import { isPostponed, type Later } from '../../../service/outbox/handlers.ts'
import { configureDoor } from './door.ts'
import {
  at,
  byMobile,
  callerProcess,
  callsByMobile,
  caught,
  day,
  dingtalk,
  hour,
  nowhere,
} from './limited.ts'

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
