import { randomUUID } from 'node:crypto'
import nock from 'nock'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { asLater } from '../../../service/dingtalk/errors.ts'
import { sendToPeople } from '../../../service/dingtalk/robot.ts'
import { configureDoor, openDatabase, organisation, startDingTalk, type DingTalk } from './door.ts'

const api = 'https://api.dingtalk.com'
const path = '/v1.0/robot/oToMessages/batchSend'
const hello = { msgKey: 'sampleText', msgParam: { content: '你好 100%' } }

beforeAll(() => openDatabase())

describe('against a simulated DingTalk', () => {
  let dingtalk: DingTalk

  beforeAll(async () => {
    dingtalk = await startDingTalk()
    configureDoor({ DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url })
    return () => dingtalk.stop()
  })
  beforeEach(async () => {
    await dingtalk.control('POST', '/reset')
  })
  afterEach(() => clock.arrange())

  async function textsOf(person: string): Promise<string[]> {
    const { people } = (await dingtalk.control('GET', '/state')) as {
      people: { id: string; chats: { messages: { text?: string }[] }[] }[]
    }
    const chats = people.find(({ id }) => id === person)?.chats ?? []
    return chats.flatMap(({ messages }) => messages.map(({ text }) => text ?? ''))
  }

  test('a message reaches a person, and an unknown one is told apart', async () => {
    const sent = await sendToPeople({ userIds: ['olivia01', 'nobody'], ...hello })
    expect(sent).toEqual({ delivered: ['olivia01'], invalid: ['nobody'], flowControlled: [] })
    expect(await textsOf('olivia')).toEqual(['你好 100%'])
  })

  test('a person who got too many messages is told apart, and gets it at the next try alone', async () => {
    const key = randomUUID()
    await dingtalk.misbehave({
      where: 'robot:flowControlled',
      what: 'errcode',
      times: 1,
      for: { mobile: '+6581230001' },
    })
    const first = await sendToPeople({ userIds: ['olivia01'], ...hello, key })
    expect(first).toMatchObject({ delivered: [], flowControlled: ['olivia01'] })
    const second = await sendToPeople({ userIds: ['olivia01'], ...hello, key })
    expect(second).toMatchObject({ delivered: ['olivia01'], flowControlled: [] })
    const third = await sendToPeople({ userIds: ['olivia01'], ...hello, key })
    expect(third).toMatchObject({ delivered: ['olivia01'] })
    expect(await textsOf('olivia')).toHaveLength(1)
  })

  test('a message whose answer was lost is not sent twice', async () => {
    const key = randomUUID()
    const send = () => sendToPeople({ userIds: ['olivia01'], ...hello, key })
    await dingtalk.misbehave({ where: path, what: 'drop', times: 1 })
    await expect(send()).rejects.toMatchObject({ code: 'network', uncertain: true })
    const again: unknown = await send().catch((error: unknown) => error)
    expect(again).toMatchObject({ code: 'send_in_doubt' })
    expect(asLater(again)).toMatchObject({ name: 'Later' })
    expect(await textsOf('olivia')).toHaveLength(1)
    expect(await dingtalk.calls(path)).toHaveLength(1)
  })

  test('a message that may not have been sent goes out when the doubt is over', async () => {
    const key = randomUUID()
    const send = () => sendToPeople({ userIds: ['olivia01'], ...hello, key })
    await dingtalk.misbehave({ where: path, what: 'disconnect', times: 1 })
    await expect(send()).rejects.toMatchObject({ code: 'network' })
    clock.arrange(() => new Date(Date.now() + 121_000))
    expect(await send()).toMatchObject({ delivered: ['olivia01'] })
    expect(await textsOf('olivia')).toHaveLength(1)
  })

  test('a DingTalk that cannot be reached leaves no doubt, and the next try sends', async () => {
    const key = randomUUID()
    const send = () => sendToPeople({ userIds: ['olivia01'], ...hello, key })
    configureDoor({ DINGTALK_API_URL: 'http://127.0.0.1:9', DINGTALK_OAPI_URL: dingtalk.url })
    await expect(send()).rejects.toMatchObject({ code: 'network', uncertain: false })
    configureDoor({ DINGTALK_API_URL: dingtalk.url, DINGTALK_OAPI_URL: dingtalk.url })
    expect(await send()).toMatchObject({ delivered: ['olivia01'] })
  })

  test('the same message is sent once by two who send at the same time', async () => {
    const key = randomUUID()
    const send = () => sendToPeople({ userIds: ['olivia01'], ...hello, key })
    const all = await Promise.allSettled([send(), send(), send()])
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    expect(await textsOf('olivia')).toHaveLength(1)
  })

  test('a limit is waited out inside the call', async () => {
    await dingtalk.misbehave({ where: path, what: 'status', value: 403, times: 1 })
    const sent = await sendToPeople({ userIds: ['olivia01'], ...hello, key: randomUUID() })
    expect(sent.delivered).toEqual(['olivia01'])
    expect(await textsOf('olivia')).toHaveLength(1)
  })

  test('a refusal that surely sent nothing leaves no doubt', async () => {
    const key = randomUUID()
    const send = () => sendToPeople({ userIds: ['olivia01'], ...hello, key })
    await dingtalk.misbehave({
      where: path,
      what: 'errcode',
      value: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      times: 1,
    })
    const error: unknown = await send().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'denied' })
    expect(asLater(error)).toMatchObject({ name: 'Later', patience: Infinity })
    expect(await send()).toMatchObject({ delivered: ['olivia01'] })
  })
})

describe('on the wire', () => {
  beforeEach(() => {
    configureDoor()
    nock(api).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'n1', expireIn: 7200 })
  })
  afterEach(() => nock.cleanAll())

  test('many people are written to in twenties, each once', async () => {
    const people = Array.from({ length: 45 }, (_, n) => `user${n}`)
    const batch = (from: number, to: number, answer: object) =>
      nock(api)
        .post(path, {
          robotCode: organisation.robotCode,
          userIds: people.slice(from, to),
          msgKey: hello.msgKey,
          msgParam: JSON.stringify(hello.msgParam),
        })
        .reply(200, answer)
    batch(0, 20, { processQueryKey: 'p', invalidStaffIdList: ['user3'] })
    batch(20, 40, { processQueryKey: 'p' })
    batch(40, 45, { processQueryKey: 'p', invalidStaffIdList: ['user44'] })
    const sent = await sendToPeople({ userIds: [...people, ...people], ...hello })
    expect(sent.invalid).toEqual(['user3', 'user44'])
    expect(sent.delivered).toHaveLength(43)
  })

  test('after a fault in the middle only the rest is written to', async () => {
    const people = Array.from({ length: 25 }, (_, n) => `user${n}`)
    const key = randomUUID()
    nock(api).post(path).reply(200, { processQueryKey: 'p' })
    nock(api).post(path).reply(403, { code: 'Forbidden.AccessDenied.IpNotInWhiteList' })
    const send = () => sendToPeople({ userIds: people, ...hello, key })
    await expect(send()).rejects.toMatchObject({ kind: 'denied' })
    nock(api)
      .post(path, (body: { userIds: string[] }) => body.userIds.length === 5)
      .reply(200, { processQueryKey: 'p' })
    expect((await send()).delivered.toSorted()).toEqual(people.toSorted())
  })
})
