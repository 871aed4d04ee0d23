import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliverCard, updateCard } from '../../../service/dingtalk/cards.ts'
import { asLater } from '../../../service/dingtalk/errors.ts'
import type { CardAction } from '../../../service/dingtalk/card-presses.ts'
import { onCardAction } from '../../../service/dingtalk/inbound.ts'
import { startStream } from '../../../service/dingtalk/stream/stream.ts'
import { waitUntil } from '../../setup/wait-until.ts'
import {
  configureDoor,
  openDatabase,
  serveDoor,
  startDingTalk,
  type DingTalk,
  type Listening,
} from './door.ts'

interface Card {
  outTrackId: string
  title: string
  status?: string
  buttons: { id: string; title: string }[]
}

const pressed: CardAction[] = []
onCardAction('test.', async (action) => {
  pressed.push(action)
  return { status: `Approved by ${action.userId}`, statusKind: 'success', button1Title: '' }
})

const params = {
  title: 'Association request',
  text: 'Lin Wei asks to join.',
  button1Id: 'test.approve',
  button1Title: 'Approve',
  button1Style: 'primary',
}

const announcement = { text: 'Association request', byLanguage: {} }

async function cardsOf(dingtalk: DingTalk, person: string): Promise<Card[]> {
  const { people } = (await dingtalk.control('GET', '/state')) as {
    people: { id: string; chats: { messages: (Card & { kind: string })[] }[] }[]
  }
  const chats = people.find(({ id }) => id === person)?.chats ?? []
  return chats.flatMap(({ messages }) => messages.filter(({ kind }) => kind === 'card'))
}

function press(dingtalk: DingTalk, outTrackId: string) {
  return dingtalk.control('POST', `/people/olivia/cards/${outTrackId}/press`, {
    actionId: 'test.approve',
  })
}

beforeAll(() => openDatabase())
beforeEach(() => pressed.splice(0))

describe.each(['stream', 'callback'] as const)('a card, with events by %s', (events) => {
  let dingtalk: DingTalk
  let door: Listening

  beforeAll(async () => {
    door = await serveDoor()
    dingtalk = await startDingTalk({ events, targetUrl: door.url })
    configureDoor({
      DINGTALK_API_URL: dingtalk.url,
      DINGTALK_OAPI_URL: dingtalk.url,
      DINGTALK_EVENTS: events,
      PUBLIC_URL: door.url,
    })
    const stream = events === 'stream' ? startStream() : undefined
    if (stream) await waitUntil(() => stream.health().connected)
    return async () => {
      await stream?.stop()
      await dingtalk.stop()
      await door.close()
    }
  })
  beforeEach(async () => {
    await dingtalk.control('DELETE', '/misbehaviour')
  })

  const deliver = (outTrackId: string, userId = 'olivia01') =>
    deliverCard({ outTrackId, templateId: 'any.schema', userId, params, announcement })

  test('is put before a person once, however often it is sent', async () => {
    const outTrackId = randomUUID()
    await deliver(outTrackId)
    await deliver(outTrackId)
    const mine = (await cardsOf(dingtalk, 'olivia')).filter((one) => one.outTrackId === outTrackId)
    expect(mine).toMatchObject([
      { title: 'Association request', buttons: [{ id: 'test.approve', title: 'Approve' }] },
    ])
  })

  test('can be changed, and keeps what is not changed', async () => {
    const outTrackId = randomUUID()
    await deliver(outTrackId)
    await updateCard({ outTrackId, params: { status: 'Withdrawn', button1Title: '' } })
    const card = (await cardsOf(dingtalk, 'olivia')).find((one) => one.outTrackId === outTrackId)
    expect(card).toMatchObject({ title: params.title, status: 'Withdrawn', buttons: [] })
  })

  test('tells who pressed which button, and shows the answer', async () => {
    const outTrackId = randomUUID()
    await deliver(outTrackId)
    expect(await press(dingtalk, outTrackId)).toEqual({ delivered: true })
    expect(pressed).toEqual([
      {
        outTrackId,
        userId: 'olivia01',
        actionId: 'test.approve',
        params: { actionId: 'test.approve' },
      },
    ])
    const card = (await cardsOf(dingtalk, 'olivia')).find((one) => one.outTrackId === outTrackId)
    expect(card).toMatchObject({ status: 'Approved by olivia01', buttons: [] })
  })

  test('pressed once but told twice is acted on once', async () => {
    const outTrackId = randomUUID()
    await deliver(outTrackId)
    await dingtalk.misbehave({ where: '/v1.0/card/instances/callback', what: 'duplicate' })
    expect(await press(dingtalk, outTrackId)).toEqual({ delivered: true })
    expect(pressed).toHaveLength(1)
  })

  test('for a person who is not there is an error that is not repeated without end', async () => {
    await expect(deliver(randomUUID(), 'nobody')).rejects.toMatchObject({
      code: 'card_not_delivered',
    })
  })

  test('that does not exist cannot be changed', async () => {
    const change = updateCard({ outTrackId: randomUUID(), params: { status: 'x' } })
    const error: unknown = await change.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'bad_input' })
    expect(asLater(error)).toMatchObject({ name: 'GiveUp' })
  })
})
