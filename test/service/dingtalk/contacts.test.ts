import { register } from '@prometheus-io/client'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createUser,
  findUserByMobile,
  getUser,
  getUserByCode,
  removeUser,
} from '../../../service/dingtalk/contacts.ts'
import { ensureDepartment, renameDepartment } from '../../../service/dingtalk/departments.ts'
import { asLater } from '../../../service/dingtalk/errors.ts'
import { isRefused, knownApis } from '../../../service/dingtalk/known-limits.ts'
import { isPostponed, type Later } from '../../../service/outbox/handlers.ts'
import { configureDoor, type DingTalk, startDingTalk } from './door.ts'
import { caught, create, lin } from './contact-calls.ts'

describe('against a simulated DingTalk', () => {
  let dingtalk: DingTalk

  beforeAll(async () => {
    dingtalk = await startDingTalk()
    configureDoor({ DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url })
    return () => dingtalk.stop()
  })

  beforeEach(async () => {
    await dingtalk.control('POST', '/reset')
  })

  test('a person with DingTalk is invited, and inviting again changes nothing', async () => {
    expect(await createUser(lin)).toEqual({ kind: 'invited' })
    expect(await createUser(lin)).toEqual({ kind: 'invited' })
    expect(await findUserByMobile(lin.phone)).toBeUndefined()
  })

  test('where no consent is needed the person has joined at once', async () => {
    await dingtalk.control('PATCH', '/settings', { consentNeeded: false })
    expect(await createUser(lin)).toEqual({ kind: 'joined', userId: 'lin02' })
    expect(await findUserByMobile(lin.phone)).toBe('lin02')
    expect(await getUser('lin02')).toMatchObject({
      userId: 'lin02',
      name: 'Lin Wei',
      phone: lin.phone,
      departmentIds: [1],
    })
    await removeUser('lin02')
    expect(await getUser('lin02')).toBeUndefined()
    await removeUser('lin02')
  })

  test('a person who is a member already is told apart and found by the number', async () => {
    const olivia = { name: 'Olivia Tan', phone: '+6581230001', departmentId: 1 }
    expect(await createUser(olivia)).toEqual({ kind: 'already_member' })
    expect(await findUserByMobile(olivia.phone)).toBe('olivia01')
  })

  test('a department is made once for a name', async () => {
    const made = (await ensureDepartment('Harbour Pay')) ?? 0
    expect(await ensureDepartment('Harbour Pay')).toBe(made)
    expect(await ensureDepartment('Lotus Pay')).not.toBe(made)
    expect(await createUser({ ...lin, departmentId: made })).toEqual({ kind: 'invited' })
  })

  test.each([60021, 60008])('a name that is taken by code %i is found', async (errcode) => {
    const made = (await ensureDepartment('Harbour Pay')) ?? 0
    const where = '/topapi/v2/department/*'
    await dingtalk.misbehave({ where, what: 'errcode', value: errcode, times: 1 })
    expect(await ensureDepartment('Harbour Pay')).toBe(made)
    await dingtalk.misbehave({ where, what: 'errcode', value: errcode, times: 1 })
    expect(await renameDepartment(made, 'Lotus Pay')).toBe(false)
  })

  test('a name that is taken by a department that is not listed is not found', async () => {
    const where = '/topapi/v2/department/create'
    await dingtalk.misbehave({ where, what: 'errcode', value: 60021 })
    expect(await ensureDepartment('Unseen')).toBeUndefined()
  })

  test('a sign-in code that DingTalk does not know, or no longer, names no person', async () => {
    expect(await getUserByCode('guessed')).toBeUndefined()
    for (const value of [40029, 40102, 42003, 42008]) {
      const where = '/topapi/v2/user/getuserinfo'
      await dingtalk.misbehave({ where, what: 'errcode', value, times: 1 })
      expect(await getUserByCode('late')).toBeUndefined()
    }
  })

  test('a number of no country is bad input, not a fault', async () => {
    expect(await createUser({ ...lin, phone: '+999123' })).toEqual({
      kind: 'failed',
      reason: 'bad_phone_number',
      errcode: 60103,
      final: true,
    })
  })

  test.each([
    [60102, 'userid_conflict'],
    [40104, 'bad_phone_number'],
    [40019, 'too_many_organisations'],
    [40020, 'organisation_full'],
    [40023, 'organisation_full'],
    [40024, 'organisation_full'],
    [60112, 'name_refused'],
    [60022, 'name_refused'],
  ])('errcode %i is final and not asked again: %s', async (errcode, reason) => {
    await dingtalk.misbehave({ where: create, what: 'errcode', value: errcode })
    expect(await createUser(lin)).toEqual({ kind: 'failed', reason, errcode, final: true })
    expect(await dingtalk.calls(create)).toHaveLength(1)
  })

  // -1, 15 and 88 without a sub_code are passing, 9000x are limits, and the last one is of another API
  test.each([
    [-1, 'unavailable'],
    [15, 'unavailable'],
    [88, 'unavailable'],
    ...[90001, 90003, 90005, 90010, 90014].map((limit) => [limit, 'throttled'] as const),
    [60013, 'other'],
  ] as const)(
    'errcode %i decides nothing about the person: %s',
    async (errcode, kind) => {
      await dingtalk.misbehave({ where: create, what: 'errcode', value: errcode })
      const error = await caught(createUser(lin))
      expect(error).toMatchObject({ code: String(errcode), kind })
      // what passes is waited for, and does not count as a failure
      expect(asLater(error)).toMatchObject({ name: kind === 'other' ? 'DingTalkError' : 'Later' })
      await dingtalk.control('DELETE', '/misbehaviour')
      expect(await createUser(lin)).toEqual({ kind: 'invited' })
    },
    20_000,
  )

  test.each([60104, 60107])('errcode %i means a member already', async (errcode) => {
    await dingtalk.misbehave({ where: create, what: 'errcode', value: errcode })
    expect(await createUser(lin)).toEqual({ kind: 'already_member' })
  })

  test('a busy DingTalk is asked again, and succeeds', async () => {
    await dingtalk.misbehave({ where: create, what: 'errcode', value: -1, times: 1 })
    expect(await createUser(lin)).toEqual({ kind: 'invited' })
    await dingtalk.misbehave({ where: create, what: 'status', value: 500, times: 1 })
    expect(await createUser(lin)).toEqual({ kind: 'invited' })
    await dingtalk.misbehave({ where: create, what: 'empty', times: 1 })
    expect(await createUser(lin)).toEqual({ kind: 'invited' })
    await dingtalk.misbehave({ where: create, what: 'status', value: 429, times: 1 })
    expect(await createUser(lin)).toEqual({ kind: 'invited' })
  })

  test.each([
    [
      { what: 'errcode', value: -1 },
      { code: '-1', kind: 'unavailable' },
    ],
    [
      { what: 'status', value: 429 },
      { code: '90018', kind: 'throttled' },
    ],
    [
      { what: 'status', value: 500 },
      { code: '-1', kind: 'unavailable' },
    ],
    [{ what: 'empty' }, { code: 'empty', kind: 'unavailable' }],
    [{ what: 'disconnect' }, { code: 'network', kind: 'unavailable' }],
  ])('trouble that stays is given up after three tries: %o', async (rule, expected) => {
    await dingtalk.misbehave({ where: create, ...rule })
    expect(await caught(createUser(lin))).toMatchObject(expected)
    const asked = await dingtalk.calls(create)
    // a call that was cut is not in the list
    if (rule.what !== 'disconnect') expect(asked).toHaveLength(3)
  })

  test('a page of HTML is a ban: not asked again, and left alone for five minutes', async () => {
    await dingtalk.misbehave({ where: create, what: 'html' })
    const error = await caught(createUser(lin))
    expect(error).toMatchObject({ code: 'html', kind: 'throttled' })
    expect(await dingtalk.calls(create)).toHaveLength(1)
    expect(asLater(error)).toMatchObject({ name: 'Later', milliseconds: 300_000 })
  })

  test('no answer at all ends after some seconds, once', async () => {
    await dingtalk.misbehave({ where: create, what: 'timeout', value: 8_000 })
    expect(await caught(createUser(lin))).toMatchObject({ code: 'timeout', kind: 'unavailable' })
  })

  test.each([60011, 60020, 50002, 40096, 43007, 33001])(
    'errcode %i means not set up: no fault of the person, not repeated at once, and waits for as long as it takes',
    async (errcode) => {
      await dingtalk.misbehave({ where: create, what: 'errcode', value: errcode })
      const error = await caught(createUser(lin))
      expect(error).toMatchObject({ code: String(errcode), kind: 'denied' })
      const later = asLater(error) as Later
      expect(later).toMatchObject({ name: 'Later', patience: Infinity })
      expect(isPostponed(later, { at: new Date(0) })).toBe(true)
      expect(await dingtalk.calls(create)).toHaveLength(1)
    },
  )

  test('a number that DingTalk calls none belongs to no person', async () => {
    const where = '/topapi/v2/user/getbymobile'
    await dingtalk.misbehave({ where, what: 'errcode', value: 40104 })
    expect(await findUserByMobile(lin.phone)).toBeUndefined()
  })

  test('a refusal stays known until DingTalk takes the call again', async () => {
    await dingtalk.misbehave({ where: create, what: 'errcode', value: 43007 })
    await caught(createUser(lin))
    await expect.poll(() => isRefused(create)).toBe(true)
    const known = async () => (await knownApis()).find(({ api }) => api === create)?.refusal
    const first = await known()
    expect(first).toMatchObject({ code: '43007' })
    await caught(createUser(lin))
    await expect.poll(async () => Number((await known())?.at)).toBeGreaterThan(Number(first?.at))
    expect((await known())?.since).toEqual(first?.since)
    await dingtalk.control('DELETE', '/misbehaviour')
    await createUser(lin)
    await expect.poll(() => isRefused(create)).toBe(false)
  })

  test('calls are counted by API and by what became of them', async () => {
    await dingtalk.control('PATCH', '/settings', { consentNeeded: false })
    register.resetMetrics()
    await createUser(lin)
    await dingtalk.misbehave({ where: create, what: 'errcode', value: 60011, times: 1 })
    await caught(createUser(lin))
    const shown = await register.getSingleMetricAsString('dingtalk_calls_total')
    expect(shown).toContain(`dingtalk_calls_total{api="${create}",outcome="ok"} 1`)
    expect(shown).toContain(`dingtalk_calls_total{api="${create}",outcome="denied"} 1`)
  })

  test('errors say nothing about the person', async () => {
    await dingtalk.misbehave({ where: create, what: 'errcode', value: -1, message: lin.phone })
    const error = await caught(createUser(lin))
    const all = `${JSON.stringify(error)} ${String(error)} ${error.stack}`
    expect(all).not.toContain('8123')
    expect(all).not.toContain(lin.name)
    expect(all).not.toContain('access_token')
  })
})
