/** The old family in the words of the real one: its gateway, its tokens, what it does not know, people and departments. */
import { expect, test } from 'vitest'
import { clientId, clientSecret, getUser, misbehave, post, set } from './old-family.ts'
import { simulated } from './simulated.ts'

test.each([
  ['a wrong secret', `appkey=${clientId}&appsecret=x`, 40096, '不合法的appKey或appSecret'],
  ['no key', 'appsecret=x', 40035, '缺少参数 corpid or appkey'],
  ['no secret', `appkey=${clientId}`, 40035, expect.stringContaining('缺少参数')],
  ['the secret of an organisation', 'corpid=x&corpsecret=y', 40089, '不合法的corpId或corpSecret'],
])('gettoken with %s is refused outside the gateway', async (_what, query, errcode, errmsg) => {
  const simulator = await simulated()
  const { status, body } = await simulator.ask('GET', `/gettoken?${query}`)
  expect({ status, body }).toEqual({ status: 200, body: { errcode, errmsg } })
})

test('gettoken reads the query and no form', async () => {
  const simulator = await simulated()
  const form = `appkey=${clientId}&appsecret=${clientSecret}`
  const type = 'application/x-www-form-urlencoded'
  expect(await post(simulator, '/gettoken', type, form)).toMatchObject({ errcode: 40035 })
})

test('the gateway wraps what it refuses itself, and reads the token from the query or a form', async () => {
  const simulator = await simulated()
  const token = await simulator.token()
  const form = 'application/x-www-form-urlencoded;charset=utf-8'
  const ask = (fields: string) => post(simulator, getUser, form, `userid=mei04&${fields}`)
  expect(await ask('')).toEqual({
    errcode: 88,
    sub_code: '40000',
    sub_msg: 'access_token is blank',
    errmsg: 'ding talk error[subcode=40000,submsg=access_token is blank]',
    request_id: expect.stringMatching(/^[0-9a-z]{12,14}$/),
  })
  expect(await ask('access_token=made-up')).toMatchObject({
    errcode: 88,
    sub_code: '40014',
    sub_msg: '不合法的access_token',
    errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]',
  })
  expect(await ask(`access_token=${token}`)).toMatchObject({ errcode: 0, errmsg: 'ok' })
  const inHeader = { 'x-acs-dingtalk-access-token': token }
  const json = 'application/json'
  expect(await post(simulator, getUser, json, '{"userid":"mei04"}', inHeader)).toMatchObject({
    sub_code: '40000',
  })
  const inJson = JSON.stringify({ userid: 'mei04', access_token: token })
  expect(await post(simulator, getUser, json, inJson)).toMatchObject({ sub_code: '40000' })
})

test('outside the gateway a wrong token comes bare, and without a request id', async () => {
  const simulator = await simulated()
  const ask = async (query: string) =>
    (await simulator.ask('GET', `/user/get?userid=mei04${query}`)).body
  expect(await ask('&access_token=x')).toEqual({ errcode: 40014, errmsg: '不合法的access_token' })
  expect(await ask('')).toEqual({ errcode: 41001, errmsg: '缺少access_token参数' })
})

test('the gateway takes GET for POST, the rest of the family says which method it needs', async () => {
  const simulator = await simulated()
  const token = await simulator.token()
  const ask = (method: string, path: string) =>
    simulator.ask(method, `${path}access_token=${token}`, method === 'GET' ? undefined : {})
  expect((await ask('GET', `${getUser}?userid=mei04&`)).body).toMatchObject({ errcode: 0 })
  expect((await ask('GET', '/robot/send?')).body).toEqual({
    errcode: 43002,
    errmsg: '需要POST请求',
  })
  expect((await ask('POST', '/get_jsapi_ticket?')).body).toMatchObject({ errcode: 43001 })
})

test('an unknown method of the gateway is errcode 22 for every caller', async () => {
  const simulator = await simulated()
  const path = '/topapi/v2/user/notexist'
  const why = '不合法ApiName，ApiName = dingtalk.oapi.v2.user.notexist'
  expect((await simulator.ask('POST', `${path}?access_token=test`, {})).body).toMatchObject({
    errcode: 22,
    sub_msg: why,
    errmsg: `Invalid method[submsg=${why}]`,
  })
})

test.each([
  ['GET', '/chat/get'],
  ['POST', '/call_back/unheard_of'],
  ['POST', '/oauth2/corpAccessToken'],
  ['PUT', '/nothing/at/all.json'],
  ['GET', '/%E0%A4%A.json'],
  ['DELETE', '/user'],
])(
  '%s %s, which does not exist, is JSON of DingTalk and in the list of calls',
  async (method, path) => {
    const simulator = await simulated()
    const response = await fetch(simulator.url + path, { method, headers: { accept: 'text/html' } })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ errcode: 404, errmsg: '请求的URI地址不存在' })
    const calls = await simulator.ask('GET', '/simulator/api/calls')
    expect(calls.body).toMatchObject([{ method, path, errcode: 404 }])
  },
)

test.each(['UTF-8', 'utf8', 'application/json', 'x-none'])(
  'a body that says it is encoded as %s is read as it is',
  async (encoding) => {
    const simulator = await simulated()
    const path = `${getUser}?access_token=${await simulator.token()}`
    const more = { 'content-encoding': encoding }
    expect(
      await post(simulator, path, 'application/json', '{"userid":"mei04"}', more),
    ).toMatchObject({
      errcode: 0,
    })
  },
)

test('a body that is no JSON has a code in each family, and matters to no unknown path', async () => {
  const simulator = await simulated()
  const unknown = await post(simulator, '/nothing/here', 'application/json', '{"userid":')
  expect(unknown).toMatchObject({ errcode: 404 })
  const fresh = await post(simulator, '/v1.0/oauth2/accessToken', 'application/json', '{')
  expect(fresh).toMatchObject({ code: 'Missingbody' })
  const path = `${getUser}?access_token=${await simulator.token()}`
  expect(await post(simulator, path, 'application/json', '{"userid":')).toMatchObject({
    errcode: 47001,
  })
})

test('an errcode that a rule gives is wrapped when it is one of the gateway, and 15 and 88 come as at a time-out', async () => {
  const simulator = await simulated()
  const refused = async (value: number) => {
    await misbehave(simulator, { where: getUser, what: 'errcode', value, times: 1 })
    return (await simulator.old(getUser, { userid: 'mei04' })).body
  }
  expect(await refused(90018)).toMatchObject({ errcode: 88, sub_code: '90018' })
  expect(await refused(90005)).toMatchObject({ errcode: 88, sub_code: '90005' })
  expect(await refused(60011)).toMatchObject({
    errcode: 88,
    sub_code: '60011',
    errmsg: expect.stringContaining('{requiredScopes=[qyapi_get_member]}'),
  })
  const timeout = 'isp.top-remote-connection-timeout'
  expect(await refused(15)).toMatchObject({ errcode: 15, sub_code: timeout })
  expect(await refused(88)).toEqual({
    errcode: 88,
    errmsg: '鉴权异常',
    request_id: expect.any(String),
  })
  expect(await refused(60121)).toMatchObject({ errcode: 60121 })
  const calls = await simulator.ask('GET', '/simulator/api/calls')
  const codes = (calls.body as unknown as { path: string; errcode: unknown }[])
    .filter(({ path }) => path === getUser)
    .map(({ errcode }) => errcode)
  expect(codes.slice(0, 2)).toEqual([90018, 90005])
})

test('answers come with numbers and flags as text, as the documentation writes its examples, when it is set so', async () => {
  const simulator = await simulated()
  const read = async () => (await simulator.old(getUser, { userid: 'mei04' })).body
  expect(await read()).toMatchObject({ errcode: 0, result: { active: true } })
  await set(simulator, { documentedTexts: true })
  expect(await read()).toMatchObject({ errcode: '0', result: { active: 'true', userid: 'mei04' } })
  const departments = await simulator.old('/topapi/v2/department/listsub', { dept_id: 1 })
  expect(departments.body).toMatchObject({ errcode: 0 })
})

test('a rule puts any answer in place of the true one, or takes fields out of it after the effect', async () => {
  const simulator = await simulated()
  const where = '/topapi/v2/department/create'
  const make = async (name: string) => (await simulator.old(where, { name, parent_id: 1 })).body
  const names = async () => {
    const list = await simulator.old('/topapi/v2/department/listsub', { dept_id: 1 })
    return (list.body.result as { name: string }[]).map(({ name }) => name)
  }
  await misbehave(simulator, { where, what: 'body', value: '{"success":false}', times: 1 })
  expect(await make('Never')).toEqual({ success: false })
  await misbehave(simulator, { where, what: 'body', value: 'ok', times: 1 })
  expect(await make('Never')).toEqual({ text: 'ok' })
  await misbehave(simulator, { where, what: 'body', times: 1 })
  expect(await make('Never')).toEqual({})
  await misbehave(simulator, { where, what: 'deny', times: 1 })
  expect(await make('Never')).toMatchObject({ status: 1111, punish: 'deny' })
  expect(await names()).toEqual([])
  await misbehave(simulator, { where, what: 'without', value: 'result, errcode', times: 1 })
  expect(await make('Harbour Pay')).toEqual({ errmsg: 'ok', request_id: expect.any(String) })
  expect(await names()).toEqual(['Harbour Pay'])
})
