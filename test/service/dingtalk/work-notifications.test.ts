/** What became of a work notification, as today's answers and older ones say it. */
import nock from 'nock'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { asLater } from '../../../service/dingtalk/errors.ts'
import {
  readSendResult,
  sendWorkNotification,
} from '../../../service/dingtalk/work-notifications.ts'
import { configureDoor, openDatabase } from './door.ts'

const oapi = 'https://oapi.dingtalk.com'
const folder = '/topapi/message/corpconversation'

beforeAll(() => openDatabase())
beforeEach(() => {
  configureDoor()
  nock(oapi).get('/gettoken').query(true).reply(200, { errcode: 0, access_token: 'o1' })
})
afterEach(() => nock.cleanAll())

const forbidden = { state: 'not_sent', reason: '143105' }

test.each([
  [{ forbidden_list: [{ code: '143105', count: 500, userid: 'lin02' }] }, forbidden],
  [{ forbidden_list: [{ code: 143_105, userid: 'lin02' }], failed_user_id_list: [] }, forbidden],
  [{ forbidden_list: '[{"code":"143105","userid":"lin02"}]' }, forbidden],
  [
    {
      forbidden_user_id_list: ['lin02'],
      forbidden_list: [{ code: '143105', userid: 'lin02' }],
    },
    forbidden,
  ],
  [{ forbidden_user_id_list: ['lin02'] }, { state: 'not_sent', reason: 'forbidden' }],
  [
    { forbidden_list: [{ code: '143105', userid: 'mei04' }], unread_user_id_list: ['lin02'] },
    { state: 'unread' },
  ],
  [{ invalid_user_id_list: ['lin02'] }, { state: 'not_sent', reason: 'not_in_organisation' }],
  [{ read_user_id_list: ['lin02'] }, { state: 'read' }],
  [{}, { state: 'unknown' }],
])('%j', async (result, state) => {
  nock(oapi)
    .post(`${folder}/getsendresult`)
    .query(true)
    .reply(200, { errcode: 0, send_result: result })
  expect(await readSendResult(7, 'lin02')).toEqual(state)
})

test.each([143_103, 143_104, 1_430_003, 41_047])(
  'too many in a minute (%i) is later, not a refusal',
  async (errcode) => {
    nock(oapi).post(`${folder}/asyncsend_v2`).query(true).times(3).reply(200, { errcode })
    const key = `too many ${errcode}`
    const sent = sendWorkNotification({ userId: 'lin02', title: 't', text: 't', key })
    const error: unknown = await sent.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'throttled' })
    expect(asLater(error)).toMatchObject({ name: 'Later' })
  },
  10_000,
)
