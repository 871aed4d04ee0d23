import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
// the platform's own envelope, written apart from ours
import {
  decryptMessage,
  encryptMessage,
  signEnvelope,
} from '../../../scripts/dingtalk-simulator/events/crypto.ts'
import { clock } from '../../../service/clock.ts'
import { Inbox } from '../../../service/dingtalk/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import {
  configureDoor,
  openDatabase,
  organisation,
  recordedEvents,
  serveDoor,
  type Listening,
} from './door.ts'

const secrets = {
  token: organisation.callbackToken,
  aesKey: organisation.callbackAesKey,
  ownerKey: organisation.clientId,
}

let door: Listening

beforeAll(async () => {
  const closeDatabase = await openDatabase()
  door = await serveDoor()
  return async () => {
    await door.close()
    await closeDatabase()
  }
})

beforeEach(async () => {
  configureDoor()
  await Events.deleteMany({})
  await Inbox.deleteMany({})
})

afterEach(() => clock.arrange())

interface Envelope {
  timestamp: string
  nonce: string
  encrypt: string
  signature: string
}

function seal(message: unknown, given: Partial<Envelope> & { ownerKey?: string } = {}): Envelope {
  const { ownerKey = secrets.ownerKey } = given
  const timestamp = given.timestamp ?? String(Date.now())
  const nonce = given.nonce ?? randomBytes(6).toString('hex')
  const text = typeof message === 'string' ? message : JSON.stringify(message)
  const encrypt = given.encrypt ?? encryptMessage({ ...secrets, ownerKey }, text)
  const signature = given.signature ?? signEnvelope(secrets.token, timestamp, nonce, encrypt)
  return { timestamp, nonce, encrypt, signature }
}

const post = (path: string, body: unknown) => door.post(path, body)

function postEnvelope({ timestamp, nonce, encrypt, signature }: Envelope, name = 'signature') {
  const query = new URLSearchParams({ [name]: signature, timestamp, nonce })
  return post(`/dingtalk/callback?${query}`, { encrypt })
}

/** Opens the answer as DingTalk would: one that is sealed for another owner it does not read. */
function opened(answer: Record<string, unknown>, ownerKey = secrets.ownerKey): string | undefined {
  const { msg_signature, timeStamp, nonce, encrypt } = answer as Record<string, string>
  const signed = signEnvelope(secrets.token, String(timeStamp), String(nonce), String(encrypt))
  expect(msg_signature).toBe(signed)
  return decryptMessage({ ...secrets, ownerKey }, String(encrypt))
}

const joined = (userId: unknown, timeStamp = String(Date.now())) => ({
  EventType: 'user_add_org',
  TimeStamp: timeStamp,
  CorpId: organisation.corpId,
  UserId: userId,
})

describe('a contact event over HTTP', () => {
  test.each(['signature', 'msg_signature'])(
    'signed under the name %s becomes one event for each person and is answered with success',
    async (name) => {
      const answer = await postEnvelope(seal(joined(['lin02', 'aroon03'])), name)
      expect(answer.status).toBe(200)
      expect(opened(answer.body)).toBe('success')
      const recorded = await recordedEvents()
      expect(recorded.map(({ type, tenant, subject }) => ({ type, tenant, ...subject }))).toEqual(
        ['aroon03', 'lin02'].map((id) => ({
          type: 'dingtalk.user_add_org',
          tenant: 'platform',
          kind: 'dingtalkUser',
          id,
        })),
      )
      expect(recorded.map(({ data }) => data['userId'])).toEqual(['aroon03', 'lin02'])
    },
  )

  test.each([
    { userId: ['lin02'] },
    { userId: 'lin02' },
    { UserID: ['lin02', 'lin02'] },
    { USERID: 'lin02' },
  ])('is read whatever its spelling: %o', async (ids) => {
    await postEnvelope(seal({ eventType: 'user_active_org', timeStamp: 1, ...ids }))
    expect((await recordedEvents()).map(({ subject }) => subject.id)).toEqual(['lin02'])
  })

  test('keeps ids only, nothing of what else it brings', async () => {
    await postEnvelope(
      seal({
        EventType: 'user_modify_org',
        TimeStamp: '5',
        UserId: ['lin02'],
        DiffInfo: { prev: { name: '林伟', mobile: '81230002' }, curr: { name: 'Lin 100%' } },
      }),
    )
    const all = JSON.stringify(await recordedEvents())
    expect(all).toContain('lin02')
    expect(all).not.toMatch(/8123|林伟|100%/)
  })

  test('delivered twice, or ten times at once, counts once', async () => {
    const message = joined(['lin02'])
    const all = await Promise.all(Array.from({ length: 10 }, () => postEnvelope(seal(message))))
    for (const answer of all) expect(opened(answer.body)).toBe('success')
    expect(opened((await postEnvelope(seal(message))).body)).toBe('success')
    expect(await recordedEvents()).toHaveLength(1)
  })

  test('is another one at another time', async () => {
    await postEnvelope(seal(joined(['lin02'], '1000')))
    await postEnvelope(seal(joined(['lin02'], '2000')))
    expect(await recordedEvents()).toHaveLength(2)
  })

  test('is answered only when it is committed', async () => {
    await postEnvelope(seal(joined(['lin02'], '1000')))
    const [{ _id } = { _id: '' }] = await Inbox.find().lean()
    await Inbox.deleteMany({})
    await Events.deleteMany({})
    // another instance is about to note the same event
    const session = await mongoose.startSession()
    session.startTransaction()
    await Inbox.insertMany([{ _id, at: new Date() }], { session })
    let answered = false
    const answer = postEnvelope(seal(joined(['lin02'], '1000'))).finally(() => (answered = true))
    await sleep(150)
    expect(answered).toBe(false)
    await session.abortTransaction()
    await session.endSession()
    expect(opened((await answer).body)).toBe('success')
    expect(await recordedEvents()).toHaveLength(1)
  })

  test.each(['check_url', 'check_create_suite_url', 'check_update_suite_url'])(
    'the check of the address %s is answered and nothing else',
    async (EventType) => {
      const answer = await postEnvelope(seal({ EventType }))
      expect(opened(answer.body)).toBe('success')
      expect(await recordedEvents()).toHaveLength(0)
      expect(await Inbox.countDocuments()).toBe(0)
    },
  )

  test('of an unknown type is answered and forgotten', async () => {
    const answer = await postEnvelope(seal({ EventType: '__proto__', UserId: ['x'] }))
    expect(opened(answer.body)).toBe('success')
    expect(await recordedEvents()).toHaveLength(0)
  })

  test('about departments and the organisation is recorded as such', async () => {
    await postEnvelope(seal({ EventType: 'org_dept_create', TimeStamp: '1', DeptId: [7, 8] }))
    await postEnvelope(
      seal({ EventType: 'org_change', TimeStamp: '1', CorpId: organisation.corpId }),
    )
    expect((await recordedEvents()).map(({ subject }) => subject)).toEqual([
      { kind: 'dingtalkDepartment', id: '7' },
      { kind: 'dingtalkDepartment', id: '8' },
      { kind: 'dingtalkOrganisation', id: organisation.corpId },
    ])
  })
})

describe('what does not come from DingTalk', () => {
  const refused = { status: 400, body: { code: 'bad_callback' } }

  test.each([
    ['a wrong signature', () => seal(joined('x'), { signature: '0'.repeat(40) })],
    ['no signature', () => seal(joined('x'), { signature: '' })],
    ['a signature that is too long', () => seal(joined('x'), { signature: 'f'.repeat(400) })],
    [
      'another time than was signed',
      () => ({ ...seal(joined('x')), timestamp: `${Date.now() + 5}` }),
    ],
    ['another nonce than was signed', () => ({ ...seal(joined('x')), nonce: 'other' })],
    ['a time two hours ago', () => seal(joined('x'), { timestamp: `${Date.now() - 7_200_000}` })],
    ['a time in two hours', () => seal(joined('x'), { timestamp: `${Date.now() + 7_200_000}` })],
    ['a time that is none', () => seal(joined('x'), { timestamp: 'now' })],
    ['a message for another app', () => seal(joined('x'), { ownerKey: 'dinganother' })],
    ['a message without a receiver', () => seal(joined('x'), { ownerKey: '' })],
    ['bytes that are no envelope', () => seal('', { encrypt: 'aGVsbG8=' })],
    ['text that is no base64', () => seal('', { encrypt: '☃' })],
    ['a message that is no JSON', () => seal('hello')],
    ['a message that is no object', () => seal('"hello"')],
  ])('%s is refused, and nothing happens', async (_name, make) => {
    expect(await postEnvelope(make())).toMatchObject(refused)
    expect(await recordedEvents()).toHaveLength(0)
  })

  test('a body without an envelope, or none at all, is refused', async () => {
    expect(await post('/dingtalk/callback', {})).toMatchObject(refused)
    expect(await post('/dingtalk/callback', '{')).toMatchObject({ status: 400 })
    expect(await post('/dingtalk/callback', '[]')).toMatchObject({ status: 400 })
    const query = 'signature=a&signature=b&timestamp=1&timestamp=2'
    expect(await post(`/dingtalk/callback?${query}`, { encrypt: [] })).toMatchObject(refused)
  })

  test('a body of a megabyte is refused unread', async () => {
    const answer = await post('/dingtalk/callback', { encrypt: 'x'.repeat(1_000_000) })
    expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  })

  test('a replay within the hour is answered but changes nothing', async () => {
    const envelope = seal(joined(['lin02']))
    expect((await postEnvelope(envelope)).status).toBe(200)
    expect((await postEnvelope(envelope)).status).toBe(200)
    expect(await recordedEvents()).toHaveLength(1)
  })

  test('a replay after the hour is refused', async () => {
    const envelope = seal(joined(['lin02']))
    clock.arrange(() => new Date(Date.now() + 3_700_000))
    expect(await postEnvelope(envelope)).toMatchObject(refused)
  })

  test.each([organisation.clientId, organisation.corpId])(
    'the answer is sealed for the owner that the message was sealed for: %s',
    async (ownerKey) => {
      for (const message of [{ EventType: 'check_url' }, joined(['lin02'])]) {
        const answer = await postEnvelope(seal(message, { ownerKey }))
        expect(answer.status).toBe(200)
        expect(opened(answer.body, ownerKey)).toBe('success')
      }
    },
  )

  test('an event of another organisation is answered and forgotten', async () => {
    const answer = await postEnvelope(seal({ ...joined(['lin02']), CorpId: 'dingother' }))
    expect(opened(answer.body)).toBe('success')
    expect(await recordedEvents()).toHaveLength(0)
  })

  test('with Stream there is nothing to post to', async () => {
    configureDoor({ DINGTALK_EVENTS: 'stream' })
    expect(await postEnvelope(seal(joined('x')))).toMatchObject({ status: 404 })
    expect(await post('/dingtalk/robot', {})).toMatchObject({ status: 404 })
    expect(await post('/dingtalk/card', {})).toMatchObject({ status: 404 })
  })
})
