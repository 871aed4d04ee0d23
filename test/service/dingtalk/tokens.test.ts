import nock from 'nock'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { getUser } from '../../../service/dingtalk/contacts.ts'
import { DingTalkError } from '../../../service/dingtalk/errors.ts'
import { sendToPeople } from '../../../service/dingtalk/robot.ts'
import { withToken } from '../../../service/dingtalk/tokens.ts'
import { configureDoor, openDatabase, organisation } from './door.ts'

// the limits of calls are kept there
beforeAll(() => openDatabase())

const api = 'https://api.dingtalk.com'
const oapi = 'https://oapi.dingtalk.com'

/** Lets DingTalk give out these tokens, one after the other. */
function newTokens(tokens: string[], expireIn: unknown = 7200): void {
  for (const accessToken of tokens) {
    nock(api).post('/v1.0/oauth2/accessToken').reply(200, { accessToken, expireIn })
  }
}

function oldTokens(tokens: string[], expiresIn: unknown = 7200): void {
  for (const access_token of tokens) {
    nock(oapi)
      .get('/gettoken')
      .query({ appkey: organisation.clientId, appsecret: organisation.clientSecret })
      .reply(200, { errcode: 0, errmsg: 'ok', access_token, expires_in: expiresIn })
  }
}

const echo = (token: string) => Promise.resolve(token)

beforeEach(() => configureDoor())

afterEach(() => {
  clock.arrange()
  const left = nock.pendingMocks()
  nock.cleanAll()
  expect(left).toEqual([])
})

describe('an access token', () => {
  test('is asked for once by many calls at the same time, and then kept', async () => {
    newTokens(['n1'])
    oldTokens(['o1'])
    const many = Array.from({ length: 20 }, () =>
      Promise.all([withToken('new', echo), withToken('old', echo)]),
    )
    expect(new Set((await Promise.all(many)).flat())).toEqual(new Set(['n1', 'o1']))
    expect(await withToken('new', echo)).toBe('n1')
    expect(await withToken('old', echo)).toBe('o1')
  })

  test('is renewed before it ends', async () => {
    newTokens(['n1', 'n2'])
    const start = Date.now()
    clock.arrange(() => new Date(start))
    expect(await withToken('new', echo)).toBe('n1')
    clock.arrange(() => new Date(start + 6_000_000))
    expect(await withToken('new', echo)).toBe('n1')
    clock.arrange(() => new Date(start + 6_600_000))
    expect(await withToken('new', echo)).toBe('n2')
  })

  test('serves on to its end when the early renewal fails', async () => {
    newTokens(['n1'])
    const start = Date.now()
    clock.arrange(() => new Date(start))
    await withToken('new', echo)
    nock(api)
      .post('/v1.0/oauth2/accessToken')
      .times(3)
      .reply(503, { code: 'ServiceUnavailable', message: 'busy' })
    clock.arrange(() => new Date(start + 7_000_000))
    expect(await withToken('new', echo)).toBe('n1')
  })

  test.each([0, -5, '0', undefined])(
    'with a lifetime of %s is not asked for again at every call',
    async (lifetime) => {
      newTokens(['n1'], lifetime)
      oldTokens(['o1'], lifetime)
      for (let n = 0; n < 3; n += 1) {
        expect(await withToken('new', echo)).toBe('n1')
        expect(await withToken('old', echo)).toBe('o1')
      }
    },
  )

  test('with a lifetime of years is renewed all the same', async () => {
    newTokens(['n1', 'n2'], 999_999_999)
    const start = Date.now()
    clock.arrange(() => new Date(start))
    await withToken('new', echo)
    clock.arrange(() => new Date(start + 7_200_000))
    expect(await withToken('new', echo)).toBe('n2')
  })

  test('of one app is not used for another', async () => {
    newTokens(['n1', 'n2'])
    expect(await withToken('new', echo)).toBe('n1')
    configureDoor({ DINGTALK_CLIENT_ID: 'dinganother' })
    expect(await withToken('new', echo)).toBe('n2')
  })

  test.each([
    { errcode: 40014, errmsg: '不合法的access_token' },
    { errcode: 42001, errmsg: 'access_token已过期' },
    { errcode: 88, sub_code: '40014', sub_msg: '不合法的access_token', errmsg: 'ding talk error' },
    { errcode: '40014', errmsg: 'invalid' },
    { errcode: 88, sub_code: '40000', sub_msg: '参数错误', errmsg: 'ding talk error' },
    { errcode: 40000, errmsg: '参数错误' },
    { errcode: 41001, errmsg: '缺少access_token参数' },
  ])('that the old API no longer takes is renewed once: $errcode', async (answer) => {
    oldTokens(['o1', 'o2'])
    nock(oapi).post('/topapi/v2/user/get').query({ access_token: 'o1' }).reply(200, answer)
    nock(oapi)
      .post('/topapi/v2/user/get', { userid: 'lin02' })
      .query({ access_token: 'o2' })
      .reply(200, { errcode: 0, result: { userid: 'lin02', unionid: 'u', name: 'Lin Wei' } })
    expect((await getUser('lin02'))?.userId).toBe('lin02')
  })

  test.each([
    [400, 'InvalidAuthentication'],
    [400, 'accesstoken.expired'],
  ])('that the new API no longer takes is renewed once: %i %s', async (status, code) => {
    newTokens(['n1', 'n2'])
    const path = '/v1.0/robot/oToMessages/batchSend'
    nock(api, { reqheaders: { 'x-acs-dingtalk-access-token': 'n1' } })
      .post(path)
      .reply(status, { code, requestid: 'r', message: 'bad' })
    nock(api, { reqheaders: { 'x-acs-dingtalk-access-token': 'n2' } })
      .post(path)
      .reply(200, { processQueryKey: 'p', invalidStaffIdList: [], flowControlledStaffIdList: [] })
    const sent = await sendToPeople({
      userIds: ['lin02'],
      msgKey: 'sampleText',
      msgParam: { content: 'hello' },
    })
    expect(sent.delivered).toEqual(['lin02'])
  })

  test('refused to many calls at once is renewed once for all of them', async () => {
    oldTokens(['o1', 'o2'])
    const refuseOld = async (token: string) => {
      if (token === 'o1') throw new DingTalkError('old', 40014, 'auth')
      return token
    }
    await withToken('old', echo)
    const all = await Promise.all(Array.from({ length: 10 }, () => withToken('old', refuseOld)))
    expect(new Set(all)).toEqual(new Set(['o2']))
  })

  test('that is refused late, after others have renewed it, costs no other renewal', async () => {
    oldTokens(['o1', 'o2'])
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const refuseOld = (wait: () => Promise<void>) => async (token: string) => {
      await wait()
      if (token === 'o1') throw new DingTalkError('old', 40014, 'auth')
      return token
    }
    const late = withToken(
      'old',
      refuseOld(async () => {
        begun.resolve()
        await goOn.promise
      }),
    )
    await begun.promise
    expect(
      await withToken(
        'old',
        refuseOld(() => Promise.resolve()),
      ),
    ).toBe('o2')
    goOn.resolve()
    expect(await late).toBe('o2')
  })

  test('refused even when new ends in an error, not in a loop', async () => {
    oldTokens(['o1', 'o2'])
    nock(oapi)
      .post('/topapi/v2/user/get')
      .query(true)
      .times(2)
      .reply(200, { errcode: 40014, errmsg: 'bad' })
    await expect(getUser('lin02')).rejects.toMatchObject({ kind: 'auth', code: '40014' })
  })

  test('is not given for wrong credentials, and the error holds none of them', async () => {
    nock(api)
      .post('/v1.0/oauth2/accessToken')
      .reply(400, { code: 'invalidClientIdOrSecret', requestid: 'r', message: 'no' })
    nock(oapi).get('/gettoken').query(true).reply(200, { errcode: 40096, errmsg: 'no' })
    for (const family of ['new', 'old'] as const) {
      const error: unknown = await withToken(family, echo).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ name: 'DingTalkError', kind: 'denied' })
      const all = JSON.stringify(error) + String(error) + (error as Error).stack
      expect(all).not.toContain(organisation.clientSecret)
    }
  })
})
