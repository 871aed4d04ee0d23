import { randomUUID } from 'node:crypto'
import nock from 'nock'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { deliverCard, updateCard } from '../../../service/dingtalk/cards.ts'
import { asLater } from '../../../service/dingtalk/errors.ts'
import { Places } from '../../../service/dingtalk/limit-places.ts'
import { configureDoor, openDatabase } from './door.ts'

const api = 'https://api.dingtalk.com'
const create = '/v1.0/card/instances/createAndDeliver'
const deliver = '/v1.0/card/instances/deliver'
const update = '/v1.0/card/instances'
const route = '/v1.0/card/callbacks/register'

beforeAll(() => openDatabase())
beforeEach(async () => {
  configureDoor({ DINGTALK_EVENTS: 'stream' })
  await Places.deleteMany({})
  nock(api).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'n1', expireIn: 7200 })
})
afterEach(() => {
  clock.arrange()
  nock.cleanAll()
})

const arrives = (success = true) => [{ spaceType: 'IM_ROBOT', spaceId: 'olivia01', success }]
const made = (success = true) => ({ success: true, result: { deliverResults: arrives(success) } })
const exists = { code: 'param.cardAlreadyExist', message: 'param.cardAlreadyExist' }

const announcement = { text: 'x', byLanguage: {} }

const send = (outTrackId: string) =>
  deliverCard({
    outTrackId,
    templateId: 'any.schema',
    userId: 'olivia01',
    params: { title: 'x' },
    announcement,
  })

/** After the time in which a send without an answer is not repeated. */
const later = () => clock.arrange(() => new Date(Date.now() + 180_000))

describe('a card whose answer was lost', () => {
  test('is delivered when DingTalk says that it has it, and is not sent again', async () => {
    const outTrackId = randomUUID()
    nock(api)
      .post(create)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))
    await expect(send(outTrackId)).rejects.toMatchObject({ uncertain: true })
    later()
    const second = nock(api).post(create).reply(400, exists)
    await send(outTrackId)
    expect(second.isDone()).toBe(true)
    // nothing answers any more: another call would fail
    await send(outTrackId)
  })

  test.each<[string, object]>([
    ['without results of its spaces', { success: true, result: {} }],
    ['with no space', { success: true, result: { deliverResults: [] } }],
    [
      'with a space about which nothing is said',
      { success: true, result: { deliverResults: [{}] } },
    ],
    ['with results alone', { result: { deliverResults: arrives() } }],
    ['with something else', { status: 1111, wait: 5 }],
  ])('or came back %s, is not taken for delivered', async (_name, answer) => {
    const outTrackId = randomUUID()
    nock(api).post(create).reply(200, answer)
    await expect(send(outTrackId)).rejects.toMatchObject({ uncertain: true })
    later()
    nock(api).post(create).reply(200, made())
    await send(outTrackId)
  })
})

test('a card that was made but not delivered is put before its reader by the next try', async () => {
  const outTrackId = randomUUID()
  nock(api).post(create).reply(200, made(false))
  await expect(send(outTrackId)).rejects.toMatchObject({ code: 'card_not_delivered' })
  nock(api).post(create).reply(400, exists)
  nock(api)
    .post(deliver)
    .reply(200, { success: true, result: arrives(false) })
  await expect(send(outTrackId)).rejects.toMatchObject({ code: 'card_not_delivered' })
  nock(api).post(create).reply(400, exists)
  const asked: unknown[] = []
  nock(api)
    .post(deliver, (body) => asked.push(body) > 0)
    .reply(200, { success: true, result: arrives() })
  await send(outTrackId)
  expect(asked).toMatchObject([
    { outTrackId, openSpaceId: 'dtv1.card//IM_ROBOT.olivia01', userIdType: 1 },
  ])
  // nothing answers any more: another call would fail
  await send(outTrackId)
})

describe('a change of a card', () => {
  const change = () => updateCard({ outTrackId: randomUUID(), params: { status: 'x' } })

  test('is done when both the request and the change succeeded', async () => {
    nock(api).put(update).reply(200, { success: true, result: true })
    await change()
  })

  test.each<[object, object]>([
    [
      { success: true, result: false },
      { code: 'card_not_updated', kind: 'other' },
    ],
    [{ success: false }, { code: 'card_not_updated', kind: 'other' }],
    [{ success: true }, { code: 'unreadable', uncertain: true }],
    [
      { status: 1111, wait: 5 },
      { code: 'unreadable', uncertain: true },
    ],
  ])('answered with %j is not', async (answer, expected) => {
    nock(api).put(update).times(3).reply(200, answer)
    const error: unknown = await change().catch((reason: unknown) => reason)
    expect(error).toMatchObject(expected)
    // tried again later, not given up
    expect((asLater(error) as Error).name).not.toBe('GiveUp')
  })
})

test('a ban in the place of an answer is a ban, and leaves no doubt', async () => {
  const ban = { status: 1111, wait: 5, source: 'x5', punish: 'deny' }
  nock(api).put(update).reply(200, ban)
  const params = { status: 'Approved' }
  await expect(updateCard({ outTrackId: randomUUID(), params })).rejects.toMatchObject({
    code: 'banned',
    kind: 'throttled',
    uncertain: false,
  })
  await Places.updateMany({}, { $unset: { closedUntil: 1 } })
})

test('an address for presses that DingTalk does not take is not called registered', async () => {
  configureDoor({ DINGTALK_EVENTS: 'callback' })
  nock(api).post(route).reply(200, { success: false })
  await expect(send(randomUUID())).rejects.toMatchObject({ code: 'card_route_refused' })
  nock(api).post(route).reply(200, { success: true, result: {} })
  nock(api).post(create).reply(200, made())
  await send(randomUUID())
})

test('a value that DingTalk would not take is cut, and never through a character', async () => {
  const asked: { cardData: { cardParamMap: Record<string, string> } }[] = []
  nock(api)
    .put(update, (body: (typeof asked)[number]) => asked.push(body) > 0)
    .reply(200, { success: true, result: true })
  const params = { title: 'a'.repeat(1_024), text: '请重拍门头照。😀'.repeat(60), status: '' }
  await updateCard({ outTrackId: randomUUID(), params })
  const { title, text = '', status } = asked[0]?.cardData.cardParamMap ?? {}
  expect({ title, status }).toEqual({ title: params.title, status: '' })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_024)
  expect(Buffer.byteLength(text)).toBeGreaterThan(1_015)
  expect(text.endsWith('…')).toBe(true)
  expect(params.text.startsWith(text.slice(0, -1))).toBe(true)
})
