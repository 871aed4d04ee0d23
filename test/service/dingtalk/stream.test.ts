import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { Inbox } from '../../../service/dingtalk/model.ts'
import { waitUntil } from '../../setup/wait-until.ts'
import {
  configureDoor,
  organisation,
  recordedEvents,
  startDingTalk,
  type DingTalk,
} from './door.ts'
import {
  callback,
  event,
  farewell,
  startGateway,
  system,
  type Ack,
  type Gateway,
} from './gateway.ts'
import { heard, start, success } from './streamed.ts'

describe('a Stream connection', () => {
  let gateway: Gateway
  beforeEach(async () => {
    gateway = await startGateway()
    return () => gateway.close()
  })

  async function connected(count = 1): Promise<WebSocket | undefined> {
    await waitUntil(() => gateway.sockets.length >= count)
    return gateway.sockets[count - 1]
  }

  async function ackOf(messageId: string): Promise<Ack | undefined> {
    const find = () => gateway.acks.find(({ headers }) => headers.messageId === messageId)
    await waitUntil(find)
    return find()
  }

  test('asks for events, messages to the robot and card presses, with its ticket', async () => {
    start()
    await connected()
    expect(gateway.opened[0]).toMatchObject({
      clientId: organisation.clientId,
      clientSecret: organisation.clientSecret,
      subscriptions: [
        { type: 'EVENT', topic: '*' },
        { type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' },
        { type: 'CALLBACK', topic: '/v1.0/card/instances/callback' },
      ],
    })
    expect(gateway.tickets).toEqual(['t+/=1'])
  })

  test('acknowledges an event, which is then recorded', async () => {
    start()
    const socket = await connected()
    gateway.send(socket, event({ timeStamp: 1, userId: ['lin02'] }, {}, 'm1'))
    expect(await ackOf('m1')).toMatchObject(success)
    expect(await recordedEvents()).toMatchObject([
      { type: 'dingtalk.user_add_org', data: { userId: 'lin02', eventId: 'event of m1' } },
    ])
  })

  test('acknowledges an event that comes again, and records it once', async () => {
    start()
    const socket = await connected()
    const same = { eventId: 'same' }
    const sent = Array.from({ length: 5 }, () => event({ userId: ['lin02'] }, same))
    for (const frame of sent) gateway.send(socket, frame)
    for (const { headers } of sent) {
      expect(await ackOf(headers.messageId)).toMatchObject(success)
    }
    expect(await recordedEvents()).toHaveLength(1)
  })

  test('acknowledges an event only when it is committed', async () => {
    start()
    const socket = await connected()
    const session = await mongoose.startSession()
    session.startTransaction()
    await Inbox.insertMany([{ _id: 'event:held', at: new Date() }], { session })
    gateway.send(socket, event({ userId: ['lin02'] }, { eventId: 'held' }, 'm1'))
    await sleep(150)
    expect(gateway.acks).toEqual([])
    await session.abortTransaction()
    await session.endSession()
    expect(await ackOf('m1')).toMatchObject(success)
    expect(await recordedEvents()).toHaveLength(1)
  })

  test('asks for an event again that could not be taken', async () => {
    start()
    const socket = await connected()
    gateway.send(socket, { ...event({}, { eventId: 'bad' }, 'm1'), data: '{broken' })
    expect(await ackOf('m1')).toMatchObject({ code: 200, data: '{"status":"LATER"}' })
    gateway.send(socket, event({ userId: ['lin02'] }, { eventId: 'bad' }, 'm2'))
    expect(await ackOf('m2')).toMatchObject(success)
    expect(await recordedEvents()).toHaveLength(1)
  })

  test('records joining and leaving in the order in which they came', async () => {
    start()
    const socket = await connected()
    const types = Array.from({ length: 12 }, (_, n) => (n % 2 ? 'user_leave_org' : 'user_add_org'))
    const sent = types.map((eventType) => event({ userId: ['lin02'] }, { eventType }))
    for (const frame of sent) gateway.send(socket, frame)
    await ackOf(sent.at(-1)?.headers.messageId ?? '')
    const order = sent.map(({ headers }) => headers.eventId)
    expect((await recordedEvents()).map(({ data }) => data['eventId'])).toEqual(order)
  })

  test('answers pings with what they brought', async () => {
    start()
    gateway.send(await connected(), system('ping', { opaque: 'x' }, 'p1'))
    expect(await ackOf('p1')).toMatchObject({ code: 200, data: '{"opaque":"x"}' })
  })

  test('hands on messages to the robot, once each', async () => {
    start()
    const socket = await connected()
    heard.splice(0)
    const message = { msgId: 'b1', senderStaffId: 'lin02', text: { content: ' help ' } }
    for (const messageId of ['m1', 'm2']) {
      gateway.send(socket, callback('/v1.0/im/bot/messages/get', message, messageId))
      expect(await ackOf(messageId)).toMatchObject({ code: 200, data: '{"response":{}}' })
    }
    expect(heard).toMatchObject([{ userId: 'lin02', text: 'help' }])
  })

  test('says when a press could not be taken, and when it knows no such topic', async () => {
    start()
    const socket = await connected()
    const press = (actionId: string) => ({
      outTrackId: 'o1',
      userId: 'olivia01',
      corpId: organisation.corpId,
      content: JSON.stringify({ cardPrivateData: { actionIds: [actionId], params: {} } }),
    })
    const topic = '/v1.0/card/instances/callback'
    gateway.send(socket, callback(topic, press('stream.ok'), 'm1'))
    const { data = '{}' } = (await ackOf('m1')) ?? {}
    expect(JSON.parse(data)).toMatchObject({
      response: { cardData: { cardParamMap: { status: 'done' } } },
    })
    gateway.send(socket, callback(topic, press('stream.fail'), 'm2'))
    expect(await ackOf('m2')).toMatchObject({ code: 500 })
    gateway.send(socket, callback('/v1.0/unheard/of', {}, 'm3'))
    expect(await ackOf('m3')).toMatchObject({ code: 404 })
  })

  test('survives what is no frame', async () => {
    start()
    const socket = await connected()
    for (const text of ['hello', '{}', '[]', 'null', '{"type":"EVENT","headers":{}}']) {
      socket?.send(text)
    }
    gateway.send(socket, system('ping', {}, 'p1'))
    expect(await ackOf('p1')).toMatchObject({ code: 200 })
    expect(gateway.sockets).toHaveLength(1)
  })

  test('that is told to go is replaced first, and still takes what comes over it', async () => {
    const stream = start()
    const old = await connected()
    gateway.send(old, farewell)
    const fresh = await connected(2)
    await waitUntil(() => stream.health().connections === 2)
    gateway.send(old, event({ userId: ['lin02'] }, {}, 'm1'))
    gateway.send(fresh, event({ userId: ['aroon03'] }, {}, 'm2'))
    expect(await ackOf('m1')).toMatchObject(success)
    expect(await ackOf('m2')).toMatchObject(success)
    old?.close()
    await waitUntil(() => stream.health().connections === 1)
    expect(gateway.sockets).toHaveLength(2)
    expect(await recordedEvents()).toHaveLength(2)
  })

  test('that breaks is opened again', async () => {
    const stream = start()
    for (let count = 1; count <= 3; count += 1) {
      const socket = await connected(count)
      await waitUntil(() => stream.health().connected)
      socket?.terminate()
    }
    const socket = await connected(4)
    gateway.send(socket, event({ userId: ['lin02'] }, {}, 'm1'))
    expect(await ackOf('m1')).toMatchObject(success)
  })

  test('that is refused is tried again until it is given', async () => {
    gateway.refuseNext.push(500, 400, 403)
    const stream = start()
    expect(stream.health()).toMatchObject({ connected: false, lastSeen: null })
    await connected()
    await waitUntil(() => stream.health().connected)
    expect(gateway.opened).toHaveLength(4)
    expect(stream.health().failures).toBe(3)
  })

  test('finishes and acknowledges what it is doing before it stops', async () => {
    const stream = start()
    const socket = await connected()
    const sent = Array.from({ length: 10 }, (_, n) => event({ userId: [`u${n}`] }))
    for (const frame of sent) gateway.send(socket, frame)
    gateway.send(socket, system('ping', {}, 'p1'))
    // the ping is answered at once: all frames have arrived, their work has only begun
    await ackOf('p1')
    await stream.stop()
    await waitUntil(() => socket?.readyState === socket?.CLOSED)
    expect(gateway.acks.filter(({ data }) => data === success.data)).toHaveLength(10)
    expect(await recordedEvents()).toHaveLength(10)
    expect(stream.health()).toMatchObject({ connected: false, connections: 0 })
    await sleep(150)
    expect(gateway.sockets).toHaveLength(1)
  })

  test('stops at once while it waits for its next try', async () => {
    gateway.refuseNext.push(...Array.from({ length: 50 }, () => 500))
    const stream = start({ pauses: { first: 60_000, longest: 60_000 } })
    await waitUntil(() => stream.health().failures > 0)
    await stream.stop()
    const { length } = gateway.opened
    await sleep(100)
    expect(gateway.opened).toHaveLength(length)
  })
})

test('a Stream connection that has fallen silent is replaced', async () => {
  const gateway = await startGateway({ autoPong: false })
  const stream = start({ pingEvery: 40 })
  await waitUntil(() => gateway.sockets.length >= 2)
  await stream.stop()
  await gateway.close()
})

describe('with a simulated DingTalk', () => {
  let dingtalk: DingTalk
  beforeAll(async () => {
    dingtalk = await startDingTalk()
    configureDoor({
      DINGTALK_EVENTS: 'stream',
      DINGTALK_API_URL: dingtalk.url,
      DINGTALK_OAPI_URL: dingtalk.url,
    })
    await dingtalk.control('PATCH', '/settings', { redeliverMs: 300 })
    return () => dingtalk.stop()
  })

  const push = (userId: string, eventId: string) =>
    dingtalk.control('POST', '/events', {
      eventType: 'user_add_org',
      eventId,
      data: { timeStamp: 1, userId: [userId] },
    })

  test('what happened while no service was connected arrives with the connection', async () => {
    await push('lin02', 'before')
    start()
    await waitUntil(async () => (await recordedEvents()).length === 1)
  })

  test('duplicated events and cut connections lose nothing and double nothing', async () => {
    start()
    await dingtalk.control('POST', '/misbehaviour', {
      rule: { where: 'user_add_org', what: 'duplicate', value: 3, times: 2 },
    })
    await dingtalk.control('POST', '/misbehaviour', {
      rule: { where: 'user_add_org', what: 'disconnect', times: 1 },
    })
    const ids = Array.from({ length: 12 }, (_, n) => `u${n}`)
    for (const [n, id] of ids.entries()) {
      if (n === 5) await dingtalk.control('POST', '/stream/disconnect')
      if (n === 8) await dingtalk.control('POST', '/stream/disconnect?abrupt')
      await push(id, `lost-or-doubled-${id}`)
    }
    await waitUntil(async () => (await recordedEvents()).length >= ids.length)
    const subjects = (await recordedEvents()).map(({ subject }) => subject.id)
    expect(subjects.toSorted()).toEqual(ids.toSorted())
  })
})
