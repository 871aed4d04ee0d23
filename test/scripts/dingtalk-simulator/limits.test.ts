/** What DingTalk takes no more of: calls, messages, addresses, apps without a permission. */
import { expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, type Simulated } from './simulated.ts'

const { agentId, clientSecret, clientId } = demoOrganisation
const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)
const whoIs = (simulator: Simulated) => simulator.old('/topapi/v2/user/get', { userid: 'mei04' })
const ticket = (simulator: Simulated) => simulator.fresh('POST', '/v1.0/oauth2/jsapiTickets', {})

test('too many calls of all APIs together, and a month that is used up, are refused by number', async () => {
  const simulator = await simulated()
  await set(simulator, { callsPerSecondOfAll: 0 })
  const token = await simulator.ask('GET', `/gettoken?appkey=${clientId}&appsecret=${clientSecret}`)
  expect(token.body).toMatchObject({ errcode: 90002 })
  await set(simulator, { callsPerSecondOfAll: null, callsPerMonth: 0 })
  const counted = async () => (await simulator.old('/auth/scopes', {})).body
  expect(await counted()).toMatchObject({ errcode: 88, sub_code: '90020' })
  // the contacts are not among what the month counts
  expect((await whoIs(simulator)).body).toMatchObject({ errcode: 0 })
  await set(simulator, { callsPerMonth: null })
  expect(await counted()).toMatchObject({ errcode: 0 })
})

test('an address with far too many calls gets a page of HTML, or JSON of its own kind, until its ban is over', async () => {
  const simulator = await simulated()
  await set(simulator, { callsPerAddress: 2, banSeconds: 300 })
  const asked = async () => (await whoIs(simulator)).body
  expect(await asked()).toMatchObject({ errcode: 0 })
  expect(String((await asked()).text)).toMatch(/^<!DOCTYPE html>/)
  await set(simulator, { callsPerAddress: 10_000 })
  expect(String((await asked()).text)).toMatch(/^<!DOCTYPE html>/)
  await set(simulator, { banAnswer: 'deny' })
  expect(await asked()).toMatchObject({ status: 1111, wait: 5, source: 'x5', punish: 'deny' })
  await simulator.ask('DELETE', '/simulator/api/ban')
  expect(await asked()).toMatchObject({ errcode: 0 })
})

test('an address that is not on the allow list is refused in the words of each family', async () => {
  const simulator = await simulated()
  await set(simulator, { egressAddresses: ['192.0.2.1'] })
  expect((await whoIs(simulator)).body).toMatchObject({ errcode: 88, sub_code: '60020' })
  expect(await ticket(simulator)).toMatchObject({
    status: 403,
    body: { code: 'Forbidden.AccessDenied.IpNotInWhiteList' },
  })
  await set(simulator, { egressAddresses: ['192.0.2.1', '127.0.0.1'] })
  expect((await whoIs(simulator)).body).toMatchObject({ errcode: 0 })
})

test('a permission that the app lacks is named by the API that needs it', async () => {
  const simulator = await simulated()
  const missingScopes = ['qyapi_get_member', 'Card.Instance.Write', 'fieldMobile']
  await set(simulator, { missingScopes })
  expect((await whoIs(simulator)).body).toMatchObject({ errcode: 88, sub_code: '60011' })
  const changed = await simulator.fresh('PUT', '/v1.0/card/instances', { outTrackId: 'x' })
  expect(changed).toMatchObject({
    status: 403,
    body: {
      code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      accessdenieddetail: { requiredScopes: ['Card.Instance.Write'] },
    },
  })
  const byMobile = await simulator.old('/topapi/v2/user/getbymobile', { mobile: '+65-81230004' })
  expect(byMobile.body).toMatchObject({ errcode: 0, result: { userid: 'mei04' } })

  await set(simulator, { missingScopes: ['fieldMobile'] })
  expect((await whoIs(simulator)).body.result).not.toHaveProperty('mobile')
})

test('one errcode given as a rule is understood by both families', async () => {
  const simulator = await simulated()
  const rule = { where: '*', what: 'errcode', value: 60011 }
  await simulator.token()
  await simulator.ask('POST', '/simulator/api/misbehaviour', { rule })
  expect((await simulator.ask('POST', '/topapi/v2/user/get', {})).body).toMatchObject({
    errcode: 88,
    sub_code: '60011',
  })
  expect((await simulator.ask('GET', '/v1.0/contact/users/me')).body).toMatchObject({
    code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
    accessdenieddetail: { requiredScopes: ['Contact.User.Read'] },
  })
})

test('a work notification too many, or the same again, is answered with success and shows in its result only', async () => {
  const simulator = await simulated()
  await set(simulator, { messagesPerDay: 2 })
  const path = '/topapi/message/corpconversation'
  const result = async (content: string) => {
    const sent = await simulator.old(`${path}/asyncsend_v2`, {
      agent_id: agentId,
      userid_list: 'mei04',
      msg: { msgtype: 'text', text: { content } },
    })
    expect(sent.body).toMatchObject({ errcode: 0 })
    const asked = { agent_id: agentId, task_id: sent.body.task_id }
    return (await simulator.old(`${path}/getsendresult`, asked)).body.send_result
  }
  expect(await result('one')).toMatchObject({ unread_user_id_list: ['mei04'] })
  expect(await result('one')).toMatchObject({ forbidden_list: [{ code: '143106' }] })
  expect(await result('two')).toMatchObject({ unread_user_id_list: ['mei04'] })
  expect(await result('three')).toMatchObject({
    forbidden_list: [{ userid: 'mei04', code: '143105', count: 2 }],
    unread_user_id_list: [],
  })
  const [chat] = (await simulator.person('mei')).chats
  expect(chat?.messages.map((one) => 'text' in one && one.text)).toEqual(['one', 'two'])
})

test('its clock can be another one than ours', async () => {
  const simulator = await simulated()
  await set(simulator, { clockSkewSeconds: 600 })
  const { headers } = await fetch(`${simulator.url}/gettoken`)
  const ahead = Date.parse(headers.get('date') ?? '') - Date.now()
  expect(Math.round(ahead / 60_000)).toBe(10)
})

test('a sign-in by OAuth can be prolonged once by each refresh token', async () => {
  const simulator = await simulated()
  const ask = (grant: object) =>
    simulator.ask('POST', '/v1.0/oauth2/userAccessToken', { clientId, clientSecret, ...grant })
  const form = new URLSearchParams({
    person: 'olivia',
    redirect_uri: `${(await simulator.state()).publicUrl}/console`,
    answer: 'agree',
  })
  const back = await fetch(`${simulator.url}/oauth2/auth`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('authCode')
  const signedIn = await ask({ grantType: 'authorization_code', code })
  const { refreshToken } = signedIn.body
  const prolonged = await ask({ grantType: 'refresh_token', refreshToken })
  const headers = { 'x-acs-dingtalk-access-token': String(prolonged.body.accessToken) }
  const me = await simulator.ask('GET', '/v1.0/contact/users/me', undefined, headers)
  expect(me.body).toMatchObject({ nick: 'Olivia Tan' })
  expect(await ask({ grantType: 'refresh_token', refreshToken })).toMatchObject({ status: 400 })
})

test('a department lists who is directly in it', async () => {
  const simulator = await simulated()
  const made = await simulator.old('/topapi/v2/department/create', { name: 'ISO', parent_id: 1 })
  const { dept_id: id } = made.body.result as { dept_id: number }
  await simulator.old('/topapi/v2/user/update', { userid: 'mei04', dept_id_list: String(id) })
  const listed = async (dept_id: number) =>
    (await simulator.old('/topapi/user/listid', { dept_id })).body.result
  expect(await listed(id)).toEqual({ userid_list: ['mei04'] })
  expect(await listed(1)).not.toMatchObject({ userid_list: expect.arrayContaining(['mei04']) })
  expect(
    (await simulator.old('/topapi/v2/user/list', { dept_id: 77, cursor: 0, size: 10 })).body,
  ).toMatchObject({ errcode: 60003 })
})
