/** Where DingTalk's own libraries mislead: each way in which they do is shut here, once for all. */
import { createRequire } from 'node:module'
import { glob, readFile } from 'node:fs/promises'
import nock from 'nock'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createUser, getUser } from '../../../service/dingtalk/contacts.ts'
import { DingTalkError } from '../../../service/dingtalk/errors.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { requestAccessToken } from '../../../service/dingtalk/sdk/tokens.ts'
import { withToken } from '../../../service/dingtalk/tokens.ts'
import { configureDoor, openDatabase, startDingTalk } from './door.ts'

// the limits of calls are kept there
beforeAll(() => openDatabase())

const api = 'https://api.dingtalk.com'
const oapi = 'https://oapi.dingtalk.com'
const lin = { name: 'Lin Wei', phone: '+6581230002', departmentId: 1 }

beforeEach(async () => {
  configureDoor()
  // what one test's answers have closed
  await Places.deleteMany({})
})
afterEach(() => nock.cleanAll())

async function sourcesOf(folder: string): Promise<{ file: string; text: string }[]> {
  const sources: { file: string; text: string }[] = []
  for await (const file of glob(`${folder}/**/*.{ts,tsx}`)) {
    sources.push({ file, text: await readFile(file, 'utf8') })
  }
  expect(sources.length).toBeGreaterThan(0)
  return sources
}

test('the app secret never travels in clear text, although the SDK would send it by HTTP', async () => {
  const inClear = nock('http://api.dingtalk.com')
    .post('/v1.0/oauth2/accessToken')
    .reply(200, { accessToken: 'in clear text', expireIn: 7200 })
  nock(api).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'safe', expireIn: 7200 })
  expect((await requestAccessToken()).token).toBe('safe')
  expect(inClear.isDone()).toBe(false)
})

test('a base URL on this machine is taken as it is, with its port', async () => {
  const dingtalk = await startDingTalk()
  configureDoor({ DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url })
  expect((await requestAccessToken()).token).toMatch(/^\w{16,}$/)
  await dingtalk.stop()
})

test('what the SDK does not have goes to the old API', async () => {
  nock(oapi).get('/gettoken').query(true).reply(200, { errcode: 0, access_token: 'o1' })
  nock(oapi).post('/topapi/v2/user/create').query(true).reply(200, { errcode: 40103 })
  expect(await createUser(lin)).toEqual({ kind: 'invited' })
})

test.each([
  [429, { code: 'Throttling.Api' }],
  [403, { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' }],
  [500, { code: 'unknownError' }],
  [502, {}],
])('status %i, which the SDK never repeats, is repeated by us', async (status, body) => {
  nock(api).post('/v1.0/oauth2/accessToken').reply(status, body)
  nock(api).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'n1', expireIn: 7200 })
  expect(await withToken('new', (token) => Promise.resolve(token))).toBe('n1')
})

test.each([
  ['a page of HTML', '<html>banned</html>', { code: 'html', kind: 'unavailable' }],
  ['nothing', '', { code: 'not_json', kind: 'unavailable' }],
  ['a list', '[]', { code: 'unreadable', kind: 'unavailable' }],
])('%s, at which the SDK throws what says nothing, has a class', async (_name, body, expected) => {
  nock(api).post('/v1.0/oauth2/accessToken').times(3).reply(200, body)
  const error: unknown = await requestAccessToken().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DingTalkError)
  expect(error).toMatchObject(expected)
})

test('a new API that never answers, about which the SDK gives no code, has a class', async () => {
  const dingtalk = await startDingTalk()
  configureDoor({ DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url })
  const where = '/v1.0/oauth2/accessToken'
  await dingtalk.misbehave({ where, what: 'timeout', value: 7_000 })
  await expect(requestAccessToken()).rejects.toMatchObject({
    code: 'timeout',
    kind: 'unavailable',
    uncertain: true,
  })
  await dingtalk.stop()
})

test('nothing listens through the client whose acknowledgements come before the work', async () => {
  for (const { file, text } of await sourcesOf('service')) {
    expect(text, file).not.toMatch(/from 'dingtalk-stream'|from 'dingtalk-encrypt'/)
  }
})

test('the service never loads the bridge of pages, which cannot be loaded outside a page', async () => {
  const require = createRequire(import.meta.url)
  expect(() => require('dingtalk-jsapi') as unknown).toThrow()
  for (const { file, text } of await sourcesOf('service')) {
    expect(text, file).not.toContain("from 'dingtalk-jsapi")
  }
})

test('the SDK is loaded by one file, one module at a time, and only when it is called', async () => {
  const users = (await sourcesOf('service')).filter(({ text }) => text.includes('@alicloud/'))
  expect(users.map(({ file }) => file)).toEqual(['service/dingtalk/sdk/client.ts'])
  const { cache } = createRequire(import.meta.url)
  const loaded = Object.keys(cache).filter((file) => file.includes('@alicloud/dingtalk/dist'))
  expect(loaded).toEqual([expect.stringMatching(/oauth2_1_0\/client\.js$/)])
})

test('ids and codes of the old API are never matched by their text', async () => {
  nock(oapi).get('/gettoken').query(true).reply(200, { errcode: '0', access_token: 'o1' })
  nock(oapi).post('/topapi/v2/user/get').query(true).reply(200, { errcode: '60121', errmsg: 'ok' })
  expect(await getUser('nobody')).toBeUndefined()
})
