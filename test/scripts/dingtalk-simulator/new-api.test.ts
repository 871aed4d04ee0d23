/** How the new API (api.dingtalk.com) refuses: credentials, tokens, permissions, unknown paths, limits and bans. */
import { expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, type Simulated } from './simulated.ts'

const { clientId, clientSecret, robotCode } = demoOrganisation
const batchSend = '/v1.0/robot/oToMessages/batchSend'

const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)
const misbehave = (simulator: Simulated, rule: object) =>
  simulator.ask('POST', '/simulator/api/misbehaviour', { rule })
const greeting = {
  robotCode,
  userIds: ['mei04'],
  msgKey: 'sampleText',
  msgParam: JSON.stringify({ content: 'Welcome' }),
}
const greet = (simulator: Simulated) => simulator.fresh('POST', batchSend, greeting)
const messagesOf = async (simulator: Simulated, person: string) =>
  (await simulator.person(person)).chats.flatMap(({ messages }) => messages)

test('the gateway refuses a wrong secret with 401, in other words than the token call', async () => {
  const simulator = await simulated()
  const subscriptions = [{ type: 'EVENT', topic: '*' }]
  const open = (secret: string) =>
    simulator.ask('POST', '/v1.0/gateway/connections/open', {
      clientId,
      clientSecret: secret,
      subscriptions,
    })
  expect(await open('wrong')).toMatchObject({
    status: 401,
    body: { code: 'authFailed', message: '鉴权失败', requestid: expect.any(String) },
  })
  expect(await open(clientSecret)).toMatchObject({
    status: 200,
    body: { ticket: expect.any(String) },
  })
  const token = { appKey: clientId, appSecret: 'wrong' }
  expect(await simulator.ask('POST', '/v1.0/oauth2/accessToken', token)).toMatchObject({
    status: 400,
    body: { code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
  })
})

test('a token that is made up or over is one and the same error, one that is missing another', async () => {
  const simulator = await simulated()
  const over = await simulator.token()
  await simulator.ask('POST', '/simulator/api/tokens/expire')
  const ask = (headers: Record<string, string>, query = '') =>
    simulator.ask('POST', batchSend + query, {}, headers)
  for (const token of ['made-up', over])
    expect(await ask({ 'x-acs-dingtalk-access-token': token })).toMatchObject({
      status: 400,
      body: { code: 'InvalidAuthentication', message: '不合法的access_token' },
    })
  const fresh = await simulator.token()
  for (const answer of [
    await ask({}),
    await ask({ authorization: `Bearer ${fresh}` }),
    await ask({}, `?access_token=${fresh}`),
  ])
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'AuthenticationFailed.MissingParameter',
        message: '缺少参数：x-acs-dingtalk-access-token',
      },
    })
})

test('a permission that is missing is named in accessdenieddetail', async () => {
  const simulator = await simulated()
  await set(simulator, { missingScopes: ['Contact.Common.Read', 'qyapi_robot_sendmsg'] })
  const denied = (scope: string) => ({
    status: 403,
    body: {
      code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      requestid: expect.any(String),
      message: expect.stringContaining(scope),
      accessdenieddetail: { requiredScopes: [scope] },
    },
  })
  const invite = await simulator.fresh('GET', '/v1.0/contact/invites/infos', undefined)
  expect(invite).toEqual(denied('Contact.Common.Read'))
  expect(await greet(simulator)).toEqual(denied('qyapi_robot_sendmsg'))
})

test.each([
  ['POST', '/v1.0/nowhere'],
  ['POST', '/v1.1/oauth2/accessToken'],
  ['POST', '/v2.0/calendar/users'],
  // a path that is there, by another method
  ['DELETE', '/v1.0/card/instances'],
])('%s %s is no API', async (method, path) => {
  const simulator = await simulated()
  expect(await simulator.fresh(method, path, {})).toEqual({
    status: 404,
    body: {
      code: 'InvalidAction.NotFound',
      requestid: expect.any(String),
      message: 'Specified api is not found, please check your url and method.',
    },
  })
})

test.each([
  ['callsPerSecond', 'QpsLimitForAppkeyAndApi'],
  ['callsPerMinute', 'QpmLimitForAppkeyAndApi'],
  ['callsPerSecondOfAll', 'QpsLimitForApi'],
  ['callsPerMonth', 'ApiCountLimitForOrg'],
])('what goes beyond %s is refused with 403 and %s', async (knob, code) => {
  const simulator = await simulated()
  const headers = { 'x-acs-dingtalk-access-token': await simulator.token() }
  const ask = () => simulator.ask('POST', batchSend, greeting, headers)
  const first = await ask()
  expect(first.status).toBe(200)
  await set(simulator, { [knob]: knob === 'callsPerSecond' ? 1 : 0 })
  const answers = await Promise.all([ask(), ask()])
  expect(answers).toContainEqual({
    status: 403,
    body: {
      code: `Forbidden.AccessDenied.${code}`,
      requestid: expect.any(String),
      message: expect.stringContaining('开放平台'),
    },
  })
})

test.each(['send.too.fast', 'too.many.people', 'daily.call.limit'])(
  'a message can be arranged to be refused with 400 and %s',
  async (code) => {
    const simulator = await simulated()
    await misbehave(simulator, { where: batchSend, what: 'errcode', value: code, times: 1 })
    expect(await greet(simulator)).toMatchObject({ status: 400, body: { code } })
    expect(await messagesOf(simulator, 'mei')).toEqual([])
    expect(await greet(simulator)).toMatchObject({ status: 200 })
  },
)

test('a ban comes as HTML or as JSON, both with status 200', async () => {
  const simulator = await simulated()
  await simulator.token()
  const deny = { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: expect.any(String) }
  const headers = { 'x-acs-dingtalk-access-token': await simulator.token() }
  const ask = () => simulator.ask('POST', batchSend, {}, headers)
  await misbehave(simulator, { where: batchSend, what: 'deny', times: 1 })
  expect(await ask()).toEqual({ status: 200, body: deny })
  await simulator.ask('POST', '/simulator/api/ban')
  expect(String((await ask()).body.text)).toMatch(/^<!DOCTYPE html>/)
  await set(simulator, { banAnswer: 'deny' })
  expect(await ask()).toEqual({ status: 200, body: deny })
})

test('an answer of 200 can be arranged to lack what the API promises', async () => {
  const simulator = await simulated()
  await misbehave(simulator, { where: batchSend, what: 'body', times: 1 })
  expect(await greet(simulator)).toEqual({ status: 200, body: {} })
  const value = JSON.stringify({ processQueryKey: '' })
  await misbehave(simulator, { where: batchSend, what: 'body', value, times: 1 })
  expect(await greet(simulator)).toEqual({ status: 200, body: { processQueryKey: '' } })
  expect(await messagesOf(simulator, 'mei')).toEqual([])
})
