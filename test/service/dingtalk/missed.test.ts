import { setTimeout as sleep } from 'node:timers/promises'
import { Cron } from 'croner'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pullMissedEvents, pullSchedule } from '../../../service/dingtalk/missed.ts'
import { Inbox } from '../../../service/dingtalk/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import {
  configureDoor,
  openDatabase,
  organisation,
  recordedEvents,
  serveDoor,
  startDingTalk,
  type DingTalk,
  type Listening,
} from './door.ts'

beforeAll(() => openDatabase())
beforeEach(async () => {
  await Promise.all([Events.deleteMany({}), Inbox.deleteMany({})])
})

const whoJoined = async () => (await recordedEvents()).map(({ subject }) => subject.id)

describe('events that DingTalk could not post', () => {
  let dingtalk: DingTalk
  let door: Listening

  beforeAll(async () => {
    door = await serveDoor()
    dingtalk = await startDingTalk({ events: 'callback', targetUrl: door.url })
    await dingtalk.control('PATCH', '/settings', { redeliverMs: 10 })
  })
  afterAll(async () => {
    await dingtalk.stop()
    await door.close()
  })

  /** Our addresses answer, or there is nothing there. */
  function listen(isThere: boolean): void {
    configureDoor({
      DINGTALK_API_URL: dingtalk.url,
      DINGTALK_OAPI_URL: dingtalk.url,
      DINGTALK_EVENTS: isThere ? 'callback' : 'stream',
    })
  }

  async function happens(userId: string, timeStamp: number): Promise<void> {
    const data = { timeStamp, userId: [userId] }
    await dingtalk.control('POST', '/events', { eventType: 'user_add_org', data })
  }

  test('are pulled, and count once', async () => {
    listen(false)
    await happens('lin02', 1_000)
    await expect.poll(pullMissedEvents).toBe(1)
    expect(await whoJoined()).toEqual(['lin02'])
    expect(await pullMissedEvents()).toBe(0)
  })

  test('are not taken again when the post had come through and only our answer was lost', async () => {
    listen(true)
    await happens('lin02', 2_000)
    await expect.poll(whoJoined).toEqual(['lin02'])
    listen(false)
    await happens('lin02', 2_000)
    await happens('aroon03', 2_000)
    await expect.poll(pullMissedEvents).toBe(1)
    await sleep(300)
    expect(await pullMissedEvents()).toBe(0)
    expect(await whoJoined()).toEqual(['aroon03', 'lin02'])
  })
})

describe('the list of missed events', () => {
  const oapi = 'https://oapi.dingtalk.com'
  const path = '/call_back/get_call_back_failed_result'

  beforeEach(() => {
    configureDoor()
    nock(oapi).get('/gettoken').query(true).reply(200, { errcode: 0, access_token: 'o1' })
  })
  afterEach(() => nock.cleanAll())

  const row = (userid: string[], corpid: string = organisation.corpId) => ({
    event_time: 1_535_028_105_000,
    call_back_tag: 'user_add_org',
    user_add_org: { corpid, userid },
  })
  const list = (rows: object[], has_more = false) =>
    nock(oapi).get(path).query({ access_token: 'o1' }).reply(200, {
      errcode: 0,
      has_more,
      failed_list: rows,
    })

  test('is read to its end, whatever is in it', async () => {
    list([row(['lin02', 'mei04']), { call_back_tag: 'bpms_task_change', event_time: 5 }, {}], true)
    list([row(['aroon03']), row(['stranger'], 'dingother')])
    expect(await pullMissedEvents()).toBe(2)
    expect(await whoJoined()).toEqual(['aroon03', 'lin02', 'mei04'])
  })

  const { corpId } = organisation
  const tag = { call_back_tag: 'user_add_org', event_time: 1_535_028_105_000 }
  const inner = { userid: ['lin02', 'mei04'], corpid: corpId }
  const asText = JSON.stringify

  test.each([
    ['under its own name', { ...tag, user_add_org: inner }],
    ['beside it', { ...tag, ...inner }],
    ['in callbackData', { ...tag, user_add_org: { corpid: corpId, callbackData: inner } }],
    ['in callbackData of the entry', { ...tag, callbackData: inner }],
    ['as text', { ...tag, user_add_org: asText(inner) }],
    ['as text in callbackData', { ...tag, user_add_org: { callbackData: asText(inner) } }],
    [
      'as text in text, in the words of a post',
      {
        ...tag,
        user_add_org: asText({
          corpid: corpId,
          callbackData: asText({
            EventType: 'user_add_org',
            CorpId: corpId,
            UserId: ['lin02', 'mei04'],
            TimeStamp: '1535028105000',
          }),
        }),
      },
    ],
    [
      'with its people as text',
      { ...tag, user_add_org: { ...inner, userid: '["lin02","mei04"]' } },
    ],
    [
      'without a tag, in callbackData',
      { callbackData: { EventType: 'user_add_org', UserId: ['lin02', 'mei04'], CorpId: corpId } },
    ],
  ])('holds what happened %s', async (_, entry) => {
    list([entry])
    expect(await pullMissedEvents()).toBe(1)
    expect(await whoJoined()).toEqual(['lin02', 'mei04'])
    // the same entry as text, in a list that is text
    nock(oapi)
      .get(path)
      .query({ access_token: 'o1' })
      .reply(200, { errcode: '0', has_more: 'false', failed_list: asText([asText(entry)]) })
    expect(await pullMissedEvents()).toBe(0)
    await Promise.all([Events.deleteMany({}), Inbox.deleteMany({})])
    nock(oapi)
      .get(path)
      .query({ access_token: 'o1' })
      .reply(200, { errcode: '0', has_more: 'false', failed_list: asText([asText(entry)]) })
    expect(await pullMissedEvents()).toBe(1)
    expect(await whoJoined()).toEqual(['lin02', 'mei04'])
  })

  test('of another organisation is none of ours, however deep that stands', async () => {
    list([{ ...tag, user_add_org: { callbackData: asText({ ...inner, corpid: 'dingother' }) } }])
    expect(await pullMissedEvents()).toBe(0)
  })

  test('is read on when it says so in text', async () => {
    nock(oapi)
      .get(path)
      .query({ access_token: 'o1' })
      .reply(200, { errcode: 0, has_more: 'true', failed_list: [row(['lin02'])] })
    list([row(['mei04'])])
    expect(await pullMissedEvents()).toBe(2)
  })

  test('is asked for no more when it says more and gives nothing', async () => {
    list([], true)
    expect(await pullMissedEvents()).toBe(0)
    expect(nock.pendingMocks()).toEqual([])
  })
})

test.each([
  ['unlimited', 10],
  ['50000', 10],
  ['5000', 60],
  ['1000', 6 * 60],
])(
  'with %s calls a month they are pulled every %i minutes, for a fifth of the calls at most',
  (calls, minutes) => {
    configureDoor({ DINGTALK_MONTHLY_CALLS: calls })
    const from = new Date('2026-12-01T00:00:00Z')
    const [first, second] = new Cron(pullSchedule(), { timezone: 'UTC' }).nextRuns(2, from)
    expect((second?.getTime() ?? 0) - (first?.getTime() ?? 0)).toBe(minutes * 60_000)
    const aMonth = (31 * 24 * 60) / minutes
    expect(aMonth).toBeLessThanOrEqual(calls === 'unlimited' ? Infinity : Number(calls) / 5)
  },
)
