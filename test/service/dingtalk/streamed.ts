/** Streams that a test starts, and what they hear. */
import { afterEach, beforeAll, beforeEach } from 'vitest'
import type { BotMessage } from '../../../service/dingtalk/bot-messages.ts'
import { onBotMessage, onCardAction } from '../../../service/dingtalk/inbound.ts'
import { Inbox } from '../../../service/dingtalk/model.ts'
import { startStream, type Stream } from '../../../service/dingtalk/stream/stream.ts'
import { Events } from '../../../service/outbox/model.ts'
import { openDatabase } from './door.ts'

beforeAll(() => openDatabase())
beforeEach(async () => {
  await Events.deleteMany({})
  await Inbox.deleteMany({})
})

const streams: Stream[] = []
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream.stop()))
})

export function start(options: Parameters<typeof startStream>[0] = {}): Stream {
  const stream = startStream({ pauses: { first: 20, longest: 100 }, ...options })
  streams.push(stream)
  return stream
}

export const heard: BotMessage[] = []
onBotMessage(async (message) => {
  heard.push(message)
})
onCardAction('stream.', async ({ actionId }) => {
  if (actionId === 'stream.fail') throw new Error('a fault of ours')
  return { status: 'done' }
})

export const success = { code: 200, message: 'OK', data: '{"status":"SUCCESS"}' }
