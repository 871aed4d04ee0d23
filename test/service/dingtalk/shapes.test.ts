/** Answers with status 200 that are not what the API promises: nothing is called done for them. */
import nock from 'nock'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  allMembers,
  createUser,
  findUserByMobile,
  getUser,
  getUserByCode,
  joinLink,
  moveUser,
  removeUser,
} from '../../../service/dingtalk/contacts.ts'
import {
  createDepartment,
  listDepartments,
  renameDepartment,
} from '../../../service/dingtalk/departments.ts'
import { asLater, banTime } from '../../../service/dingtalk/errors.ts'
import { jsapiTicket } from '../../../service/dingtalk/tokens.ts'
import { findUserByUnionId, ownerOfLoginCode } from '../../../service/dingtalk/login-page.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { pullMissedEvents } from '../../../service/dingtalk/missed.ts'
import { sendToPeople } from '../../../service/dingtalk/robot.ts'
import { openGateway } from '../../../service/dingtalk/sdk/gateway.ts'
import {
  readSendResult,
  sendWorkNotification,
} from '../../../service/dingtalk/work-notifications.ts'
import { configureDoor, openDatabase } from './door.ts'

const oapi = 'https://oapi.dingtalk.com'
const api = 'https://api.dingtalk.com'
const hello = { userIds: ['lin02'], msgKey: 'sampleText', msgParam: { content: 'hello' } }
const lin = { name: 'Lin Wei', phone: '+6581230002', departmentId: 1 }
let sends = 0
const work = () =>
  sendWorkNotification({ userId: 'lin02', title: 't', text: 't', key: `shape${(sends += 1)}` })
const readAll = async () => {
  for await (const page of allMembers()) expect(page).toEqual([])
}

beforeAll(() => openDatabase())
beforeEach(async () => {
  configureDoor()
  await Places.deleteMany({})
  nock(oapi).get('/gettoken').query(true).reply(200, { errcode: 0, access_token: 'o1' })
  nock(api).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'n1', expireIn: 7200 })
})
afterEach(() => nock.cleanAll())

const caught = (work: Promise<unknown>) =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => error,
  )

const topapi = '/topapi/v2'

/** Calls of the old API, and answers with errcode 0 that lack what each of them promises. */
const old: [string, () => Promise<unknown>, object[]][] = [
  [
    `${topapi}/user/create`,
    () => createUser(lin),
    [{}, { result: {} }, { result: { userid: '' } }],
  ],
  [
    `${topapi}/user/getuserinfo`,
    () => getUserByCode('c'),
    [
      {},
      { result: { name: 'Lin', unionid: 'u' } },
      { result: { userid: 'lin02', unionid: '' } },
      { result: { userid: 'lin02' } },
    ],
  ],
  [`${topapi}/user/get`, () => getUser('lin02'), [{}, { result: { name: 'Lin' } }]],
  [`${topapi}/user/getbymobile`, () => findUserByMobile(lin.phone), [{}, { result: {} }]],
  [
    `${topapi}/department/create`,
    () => createDepartment('Harbour Pay'),
    [{}, { result: { dept_id: null } }, { result: { dept_id: 'none' } }],
  ],
  [
    `${topapi}/department/listsub`,
    () => listDepartments(),
    [{}, { result: {} }, { result: [{ name: 'x' }] }],
  ],
  [`${topapi}/user/list`, readAll, [{}, { result: {} }, { result: { list: [], has_more: true } }]],
  ['/topapi/user/getbyunionid', () => findUserByUnionId('u'), [{}, { result: {} }]],
  ['/topapi/message/corpconversation/asyncsend_v2', work, [{}, { task_id: null }]],
  ['/topapi/message/corpconversation/getsendresult', () => readSendResult(1, 'lin02'), [{}]],
]

describe('the old API', () => {
  test.each([
    {},
    { result: { userid: 'lin02' } },
    { errcode: null, result: { userid: 'lin02' } },
    { errcode: '', result: { userid: 'lin02' } },
    { errcode: false, result: { userid: 'lin02' } },
    { success: true, result: { userid: 'lin02' } },
  ])('without an errcode is no answer: %o', async (body) => {
    nock(oapi).post(`${topapi}/user/get`).query(true).times(3).reply(200, body)
    expect(await caught(getUser('lin02'))).toMatchObject({
      kind: 'unavailable',
      code: 'unpromised',
    })
  })

  test.each(old)('%s without what it promises is no answer', async (path, call, bodies) => {
    for (const body of [
      { errcode: undefined, result: { userid: 'lin02', dept_id: 7 } },
      ...bodies,
    ]) {
      const at = nock(oapi).post(path).query(true)
      at.times(3).reply(200, { errcode: 0, errmsg: 'ok', ...body })
      expect(await caught(call())).toMatchObject({ kind: 'unavailable', code: 'unpromised' })
      nock.removeInterceptor(at)
    }
  })

  test.each([
    ['user/update', () => moveUser('lin02', [1])],
    ['user/delete', () => removeUser('lin02')],
    ['department/update', () => renameDepartment(7, 'Harbour')],
  ])('%s without an errcode is not done', async (path, call) => {
    nock(oapi).post(`${topapi}/${path}`).query(true).times(3).reply(200, { success: true })
    expect(await caught(call())).toMatchObject({ kind: 'unavailable', code: 'unpromised' })
  })

  test('a token and a list of missed events too', async () => {
    nock.cleanAll()
    const at = nock(oapi).persist().get('/gettoken').query(true)
    at.reply(200, { errcode: 0, expires_in: 7200 })
    expect(await caught(pullMissedEvents())).toMatchObject({ code: 'unpromised' })
    nock.removeInterceptor(at)
    nock(oapi).get('/gettoken').query(true).reply(200, { errcode: 0, access_token: 'o1' })
    nock(oapi)
      .get('/call_back/get_call_back_failed_result')
      .query(true)
      .reply(200, { errcode: 0, failed_list: 'none' })
    expect(await caught(pullMissedEvents())).toMatchObject({ code: 'unpromised' })
  })

  test.each([
    { errcode: 0 },
    { errcode: 15, sub_code: 'isp.top-remote-connection-timeout', errmsg: 'Remote service error' },
  ])('a message that may have gone out is not sent again at once: %o', async (answer) => {
    const path = '/topapi/message/corpconversation/asyncsend_v2'
    nock(oapi).post(path).query(true).times(2).reply(200, answer)
    const error = await caught(work())
    expect(error).toMatchObject({ kind: 'unavailable', uncertain: true })
    // one of the two is left
    expect(nock.pendingMocks()).toEqual(expect.arrayContaining([expect.stringContaining(path)]))
  })
})

describe('the new API', () => {
  const send = () => sendToPeople(hello)
  const open = () => openGateway([{ type: 'EVENT', topic: '*' }])

  test.each([
    ['POST', '/v1.0/robot/oToMessages/batchSend', send],
    ['POST', '/v1.0/oauth2/jsapiTickets', () => jsapiTicket()],
    ['POST', '/v1.0/oauth2/userAccessToken', () => ownerOfLoginCode('c')],
    ['POST', '/v1.0/gateway/connections/open', open],
    ['GET', '/v1.0/contact/invites/infos', () => joinLink(1)],
  ])('%s %s without what it promises is no answer', async (method, path, call) => {
    for (const body of [{ success: true }, { status: 1, wait: 5 }]) {
      const scope = nock(api)
      const at = method === 'POST' ? scope.post(path) : scope.get(path).query(true)
      at.times(3).reply(200, body)
      expect(await caught(call())).toMatchObject({ kind: 'unavailable', code: 'unpromised' })
      nock.removeInterceptor(at)
    }
  })

  test('a token without its text too, and whose it is', async () => {
    nock.cleanAll()
    nock(api).persist().post('/v1.0/oauth2/accessToken').reply(200, { expireIn: 7200 })
    expect(await caught(send())).toMatchObject({ code: 'unpromised' })
    nock(api).post('/v1.0/oauth2/userAccessToken').reply(200, { accessToken: 'u1', expireIn: 7200 })
    nock(api).get('/v1.0/contact/users/me').times(3).reply(200, { nick: 'Lin' })
    expect(await caught(ownerOfLoginCode('c'))).toMatchObject({ code: 'unpromised' })
  })

  test('a message of which it is not known whether it was sent is in doubt, and not sent again at once', async () => {
    const path = '/v1.0/robot/oToMessages/batchSend'
    nock(api).post(path).reply(200, { invalidStaffIdList: [] })
    const key = 'shape of a message'
    expect(await caught(sendToPeople({ ...hello, key }))).toMatchObject({ uncertain: true })
    expect(await caught(sendToPeople({ ...hello, key }))).toMatchObject({ code: 'send_in_doubt' })
  })
})

describe('the JSON of a ban', () => {
  const ban = { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: 'x' }

  test.each([200, 403, 405])('with status %i is the ban of five minutes', async (status) => {
    nock(oapi).post(`${topapi}/user/create`).query(true).reply(status, ban)
    const error = await caught(createUser(lin))
    expect(error).toMatchObject({ code: 'banned', kind: 'throttled', retryAfter: banTime })
    expect(asLater(error)).toMatchObject({ name: 'Later', milliseconds: banTime })
    // everything is closed, also what was never called yet
    expect(await caught(getUser('lin02'))).toMatchObject({ code: 'closed' })
    expect(await caught(sendToPeople(hello))).toMatchObject({ code: 'closed' })
  })

  test.each([200, 403])('from the new API with status %i too', async (status) => {
    nock(api).post('/v1.0/robot/oToMessages/batchSend').reply(status, ban)
    const error = await caught(sendToPeople(hello))
    expect(error).toMatchObject({ code: 'banned', kind: 'throttled', uncertain: false })
    expect(await caught(getUser('lin02'))).toMatchObject({ code: 'closed' })
  })

  test('also where a caller waits for the answer', async () => {
    nock.cleanAll()
    nock(api).post('/v1.0/oauth2/accessToken').reply(200, ban)
    expect(await caught(sendToPeople(hello))).toMatchObject({ code: 'banned' })
    expect(await caught(getUser('lin02'))).toMatchObject({ code: 'closed' })
  })
})
