/** The old family in the words of the real one: its gateway, its tokens, what it does not know, people and departments. */
import { expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, type Simulated } from './simulated.ts'

const { clientId, clientSecret } = demoOrganisation
const getUser = '/topapi/v2/user/get'

/** Posts a body as it is. */
async function post(simulator: Simulated, path: string, type: string, body: string, more = {}) {
  const headers = { 'content-type': type, ...more }
  const response = await fetch(simulator.url + path, { method: 'POST', headers, body })
  return (await response.json()) as Record<string, unknown>
}

const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)

const misbehave = (simulator: Simulated, rule: object) =>
  simulator.ask('POST', '/simulator/api/misbehaviour', { rule })

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

test.each([
  ['one that is taken', { name: 'Harbour Pay' }, 60021],
  ['an empty one', { name: '' }, 60001],
  ['one of 65 letters', { name: 'x'.repeat(65) }, 60001],
  ['one with a hyphen', { name: 'Harbour-Pay' }, 60009],
  ['one with a comma', { name: 'Harbour, Pay' }, 60009],
  ['one with a Chinese comma', { name: '港湾，支付' }, 60009],
  ['none', { name: undefined }, 40035],
  ['a parent that is not there', { name: 'Lotus Pay', parent_id: 77 }, 60004],
  ['no parent', { name: 'Lotus Pay', parent_id: undefined }, 40035],
])('a department is not made with %s', async (_what, change, errcode) => {
  const simulator = await simulated()
  const make = (body: object) => simulator.old('/topapi/v2/department/create', body)
  await make({ name: 'Harbour Pay', parent_id: 1 })
  expect((await make({ parent_id: 1, ...change })).body).toMatchObject({ errcode })
  const list = await simulator.old('/topapi/v2/department/listsub', { dept_id: 1 })
  expect(list.body.result).toHaveLength(1)
})

test('a department is changed and removed within the rules', async () => {
  const simulator = await simulated()
  const ask = async (verb: string, body: object) =>
    (await simulator.old(`/topapi/v2/department/${verb}`, body)).body
  const make = async (name: string, parent_id = 1) =>
    ((await ask('create', { name, parent_id })).result as { dept_id: number }).dept_id
  const upper = await make('x'.repeat(64))
  const lower = await make('Lower', upper)
  const update = (change: object) => ask('update', { dept_id: upper, ...change })
  expect(await update({ name: 'a-b' })).toMatchObject({ errcode: 60009 })
  expect(await update({ parent_id: lower })).toMatchObject({ errcode: 60010 })
  expect(await update({ parent_id: 77 })).toMatchObject({ errcode: 60004 })
  expect(await update({ dept_id: 1, name: 'Root' })).toMatchObject({ errcode: 60018 })
  expect(await update({ dept_id: 77, name: 'Gone' })).toMatchObject({ errcode: 60003 })
  expect(await update({ name: 'Upper' })).toMatchObject({ errcode: 0 })
  expect(await ask('delete', { dept_id: 1 })).toMatchObject({ errcode: 60007 })
  expect(await ask('delete', { dept_id: upper })).toMatchObject({ errcode: 60006 })
  await simulator.old('/topapi/v2/user/update', { userid: 'mei04', dept_id_list: String(lower) })
  expect(await ask('delete', { dept_id: lower })).toMatchObject({ errcode: 60005 })
})

test.each([
  ['get', 33012],
  ['delete', 33012],
  ['update', 60121],
])('user/%s of an unknown userid says %i', async (verb, errcode) => {
  const simulator = await simulated()
  const answer = await simulator.old(`/topapi/v2/user/${verb}`, { userid: 'nobody' })
  expect(answer.body).toMatchObject({ errcode })
})

test('getbymobile tells an unknown number from one that is none', async () => {
  const simulator = await simulated()
  const find = async (mobile: string) =>
    (await simulator.old('/topapi/v2/user/getbymobile', { mobile })).body
  expect(await find('+65-81230004')).toMatchObject({ errcode: 0, result: { userid: 'mei04' } })
  expect(await find('+65-89999999')).toMatchObject({ errcode: 60121 })
  expect(await find('none')).toMatchObject({ errcode: 40104 })
})

test('an organisation abroad writes mainland numbers with their country, a mainland one without', async () => {
  const simulator = await simulated()
  const create = async (mobile: string) => {
    const wanted = { name: 'Wang Fang', mobile, dept_id_list: '1' }
    return (await simulator.old('/topapi/v2/user/create', wanted)).body
  }
  const find = async (mobile: string) =>
    (await simulator.old('/topapi/v2/user/getbymobile', { mobile })).body
  expect(await create('13800138000')).toMatchObject({ errcode: 40103 })
  await set(simulator, { isAbroad: true })
  expect(await create('13800138000')).toMatchObject({ errcode: 60103 })
  expect(await create('+86-13800138000')).toMatchObject({ errcode: 40103 })
  expect(await create('+65-81230002')).toMatchObject({ errcode: 40103 })
  expect(await find('13800138000')).toMatchObject({ errcode: 40104 })
  expect(await find('+86-13800138000')).toMatchObject({ errcode: 60121 })
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

test('members are found by a part of their name, or by all of it', async () => {
  const simulator = await simulated()
  const search = async (body: object) =>
    simulator.fresh('POST', '/v1.0/contact/users/search', { offset: 0, size: 10, ...body })
  expect((await search({ queryWord: 'mei c' })).body).toEqual({
    hasMore: false,
    totalCount: 1,
    list: ['mei04'],
  })
  expect((await search({ queryWord: 'Mei', fullMatchField: 1 })).body).toMatchObject({
    totalCount: 0,
    list: [],
  })
  const first = (await search({ queryWord: 'a', size: 2 })).body
  const second = (await search({ queryWord: 'a', size: 2, offset: 1 })).body
  expect(first).toMatchObject({ hasMore: true, totalCount: second.totalCount })
  expect(first.list).toHaveLength(2)
  expect(second.list).not.toEqual(first.list)
  expect(await search({ queryWord: 'a', size: '2' })).toMatchObject({
    status: 400,
    body: { code: 'parameter.error' },
  })
  await set(simulator, { missingScopes: ['qyapi_addresslist_search'] })
  expect(await search({ queryWord: 'a' })).toMatchObject({
    status: 403,
    body: { accessdenieddetail: { requiredScopes: ['qyapi_addresslist_search'] } },
  })
})
