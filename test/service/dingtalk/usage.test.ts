/** Calls of the month: who sees them, what counts, and what is saved when they near their end. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { CardChanges, batchWindow } from '../../../service/dingtalk/card-changes.ts'
import { deliverCard, sendBatchedChanges, updateCard } from '../../../service/dingtalk/cards.ts'
import { createUser, findUserByMobile } from '../../../service/dingtalk/contacts.ts'
import { dingtalkState } from '../../../service/dingtalk/contract.ts'
import { shouldSaveCalls } from '../../../service/dingtalk/usage.ts'
import { buildOperator, buildStaff, clientOf } from '../../setup/people.ts'
import {
  budget,
  byMobile,
  callsTo,
  cards,
  isByMobile,
  phones,
  robot,
  send,
  service,
  state,
} from './budgets.ts'

test('only operators of the platform who run the service see it', async () => {
  const admin = await buildOperator(service.url)
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const worker = await buildStaff(service.url, admin.workspace._id)
  const answers = []
  for (const { refused } of [clientOf(service.url), admin, worker, reviewer]) {
    const { status, code } = await refused(dingtalkState)
    answers.push([status, code])
  }
  expect(answers).toEqual([
    [401, 'signed_out'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
  ])
})

test('calls are shown by API, and tokens and contacts do not count towards the budget', async () => {
  clock.arrange(() => new Date())
  expect(await state()).toMatchObject({ calls: 0, budget: 5000, level: 'fine', apis: [] })
  await send()
  await send()
  await findUserByMobile('+6581230002')
  // notes of calls are written for speed, and read once the majority has them
  const free = async () => (await state()).apis.find(isByMobile)?.calls
  await expect.poll(free).toBe(1)
  const { apis, ...all } = await state()
  expect(all).toMatchObject({ calls: 2, budget: 5000, level: 'fine' })
  expect(new Date(all.ends).getTime()).toBeGreaterThan(Date.now())
  expect(apis).toEqual(
    [
      { api: robot, calls: 2, counts: true },
      { api: '/gettoken', calls: 1, counts: false },
      { api: byMobile, calls: 1, counts: false },
      { api: '/v1.0/oauth2/accessToken', calls: 1, counts: false },
    ].map((one) => ({ ...one, callsBefore: 0, usedUpUntil: null, refusal: null })),
  )
})

test('from 80 % on it is said that the budget nears its end, then that it is over; unlimited is never over', async () => {
  budget('5')
  for (let n = 0; n < 3; n++) await send()
  await expect.poll(state).toMatchObject({ calls: 3, level: 'fine' })
  await send()
  await expect.poll(state).toMatchObject({ calls: 4, level: 'near' })
  await send()
  await expect.poll(state).toMatchObject({ calls: 5, level: 'used_up' })
  budget('unlimited')
  expect(await state()).toMatchObject({ calls: 5, budget: null, level: 'fine' })
})

test('a month that DingTalk calls used up is used up, whatever we have counted', async () => {
  const value = 'Forbidden.AccessDenied.ApiCountLimitForOrg'
  await phones.misbehave({ where: robot, what: 'errcode', value })
  await send().catch(() => undefined)
  await expect.poll(async () => (await state()).level).toBe('used_up')
  const { apis } = await state()
  const usedUpUntil = apis.find(({ api }) => api === robot)?.usedUpUntil ?? ''
  expect(new Date(usedUpUntil).getTime()).toBeGreaterThan(Date.now())
})

test('what DingTalk refuses to the app is shown until it takes it again', async () => {
  const create = '/topapi/v2/user/create'
  await phones.misbehave({ where: create, what: 'errcode', value: 43_007 })
  const lin = { name: 'Lin Wei', phone: '+6581230002', departmentId: 1 }
  await createUser(lin).catch(() => undefined)
  const shown = async () => (await state()).apis.find(({ api }) => api === create)?.refusal
  await expect.poll(shown).toEqual({
    code: '43007',
    since: expect.any(String),
    at: expect.any(String),
  })
  await phones.behave()
  await createUser(lin)
  await expect.poll(shown).toBeNull()
})

test.each(['param.templateNotExist', 'param.templateUnpublished'])(
  'a card template that DingTalk does not have (%s) is told to the platform as not set up',
  async (code) => {
    const deliver = '/v1.0/card/instances/createAndDeliver'
    await phones.misbehave({ where: deliver, what: 'errcode', value: code })
    const params = { title: 'Request' }
    const announcement = { text: 'Request', byLanguage: {} }
    const card = { templateId: 'no.schema', userId: 'olivia01', params, announcement }
    const given = await deliverCard({ ...card, outTrackId: randomUUID() }).catch((error) => error)
    expect(given).toMatchObject({ code, kind: 'denied' })
    const shown = async () => (await state()).apis.find(({ api }) => api === deliver)?.refusal?.code
    await expect.poll(shown).toBe(code)
  },
)

test('all of it is in the metrics', async () => {
  budget('5')
  await send()
  await phones.misbehave({ where: byMobile, what: 'errcode', value: 60_011 })
  await findUserByMobile('+6581230002').catch(() => undefined)
  const headers = { authorization: 'Bearer what-the-scraper-of-metrics-sends' }
  const metrics = async () => (await fetch(`${service.url}/metrics`, { headers })).text()
  await expect.poll(metrics).toContain(`dingtalk_month_calls{api="${robot}",counts="yes"} 1`)
  await expect.poll(metrics).toContain(`dingtalk_month_calls{api="${byMobile}",counts="no"} 1`)
  await expect.poll(metrics).toContain('dingtalk_month_budget 5')
  await expect.poll(metrics).toContain(`dingtalk_refused_apis{api="${byMobile}",code="60011"} 1`)
})

describe('when the calls of the month near their end', () => {
  const day = 24 * 3_600_000
  const deliver = async () => {
    const outTrackId = randomUUID()
    const params = { title: 'Request', status: 'Waiting', button1Title: 'Approve' }
    const announcement = { text: 'Request', byLanguage: {} }
    const card = { outTrackId, templateId: 'any.schema', userId: 'olivia01', params, announcement }
    await deliverCard(card)
    return outTrackId
  }
  /** The budget is used up by what was sent, and known to be. */
  const isSaved = () => expect.poll(shouldSaveCalls).toBe(true)
  const later = (milliseconds: number) => {
    clock.arrange(() => new Date(Date.now() + milliseconds))
  }
  const shows = async (outTrackId: string) =>
    (await phones.cards('olivia')).find((card) => card.outTrackId === outTrackId)?.status

  test('changes of one card are sent together some minutes later: the last state wins', async () => {
    const [one, other] = [await deliver(), await deliver()]
    budget('2')
    await expect.poll(async () => (await state()).level).toBe('used_up')
    budget('3')
    await send()
    await expect.poll(async () => (await state()).calls).toBe(3)
    for (const status of ['Approved', 'Taken back', 'Rejected']) {
      await updateCard({ outTrackId: one, params: { status } })
    }
    await updateCard({ outTrackId: one, params: { button1Title: '' } })
    await updateCard({ outTrackId: other, params: { status: 'Approved' } })
    expect(await sendBatchedChanges()).toBe(0)
    expect(await callsTo(cards)).toEqual([])
    expect(await shows(one)).toBe('Waiting')

    later(batchWindow + 1_000)
    expect(await sendBatchedChanges()).toBe(2)
    expect(await callsTo(cards)).toHaveLength(2)
    const [changed] = (await phones.cards('olivia')).filter((card) => card.outTrackId === one)
    expect(changed).toMatchObject({ status: 'Rejected', buttons: [] })
    expect(await shows(other)).toBe('Approved')
    expect(await sendBatchedChanges()).toBe(0)
    expect(await CardChanges.countDocuments()).toBe(0)
  })

  test('two instances that send at the same time send each change once', async () => {
    const card = await deliver()
    budget('1')
    await isSaved()
    await updateCard({ outTrackId: card, params: { status: 'Approved' } })
    later(batchWindow + 1_000)
    const sent = await Promise.all([sendBatchedChanges(), sendBatchedChanges()])
    expect(sent.toSorted()).toEqual([0, 1])
    expect(await callsTo(cards)).toHaveLength(1)
  })

  test('a change that DingTalk does not take now waits; one that it never takes does not', async () => {
    const card = await deliver()
    budget('1')
    await isSaved()
    await updateCard({ outTrackId: card, params: { status: 'Approved' } })
    await updateCard({ outTrackId: randomUUID(), params: { status: 'Nowhere' } })
    await phones.misbehave({ where: cards, what: 'status', value: 503 })
    later(batchWindow + 1_000)
    await sendBatchedChanges()
    expect(await CardChanges.countDocuments()).toBe(2)
    await phones.behave()
    later(2 * batchWindow + 120_000)
    await sendBatchedChanges()
    expect(await shows(card)).toBe('Approved')
    expect(await CardChanges.countDocuments()).toBe(0)
  })

  test('a change that comes while the one before is on its way is sent after it', async () => {
    const card = await deliver()
    budget('1')
    await isSaved()
    await updateCard({ outTrackId: card, params: { status: 'Approved' } })
    await phones.misbehave({ where: cards, what: 'delay', value: 1_500 })
    later(batchWindow + 1_000)
    const sending = sendBatchedChanges()
    const isTaken = async () => (await CardChanges.findById(card).lean())?.dueAt.getTime()
    await expect.poll(isTaken).toBeGreaterThan(clock.time())
    await updateCard({ outTrackId: card, params: { status: 'Taken back' } })
    expect(await sending).toBe(1)
    await phones.behave()
    later(2 * batchWindow)
    expect(await sendBatchedChanges()).toBe(1)
    expect(await shows(card)).toBe('Taken back')
    expect(await CardChanges.countDocuments()).toBe(0)
  })

  test('a change that DingTalk has not taken for more than a month is given up', async () => {
    const card = await deliver()
    budget('1')
    await isSaved()
    await updateCard({ outTrackId: card, params: { status: 'Approved' } })
    await phones.misbehave({ where: cards, what: 'status', value: 503 })
    later(34 * day)
    await sendBatchedChanges()
    expect(await CardChanges.countDocuments()).toBe(1)
    later(36 * day)
    await sendBatchedChanges()
    expect(await CardChanges.countDocuments()).toBe(0)
  })

  test('while DingTalk takes no changes, the first of many shows it and the others stay', async () => {
    const all = [await deliver(), await deliver(), await deliver()]
    budget('1')
    await isSaved()
    for (const outTrackId of all) await updateCard({ outTrackId, params: { status: 'Approved' } })
    await phones.misbehave({
      where: cards,
      what: 'errcode',
      value: 'Forbidden.AccessDenied.ApiCountLimitForOrg',
    })
    later(batchWindow + 1_000)
    expect(await sendBatchedChanges()).toBe(1)
    expect(await callsTo(cards)).toHaveLength(1)
    expect(await CardChanges.countDocuments()).toBe(3)
  })

  test('with the next month changes go at once again, with what was waiting', async () => {
    clock.arrange(() => new Date('2026-11-30T15:00:00Z'))
    const card = await deliver()
    budget('1')
    await isSaved()
    await updateCard({ outTrackId: card, params: { title: 'Request of Lin' } })
    expect(await callsTo(cards)).toEqual([])
    clock.arrange(() => new Date('2026-11-30T16:01:00Z'))
    await updateCard({ outTrackId: card, params: { status: 'Approved' } })
    expect(await callsTo(cards)).toHaveLength(1)
    const [changed] = (await phones.cards('olivia')).filter(({ outTrackId }) => outTrackId === card)
    expect(changed).toMatchObject({ title: 'Request of Lin', status: 'Approved' })
    expect(await CardChanges.countDocuments()).toBe(0)
    clock.arrange(() => new Date(Date.now() + day))
    expect(await sendBatchedChanges()).toBe(0)
  })
})
