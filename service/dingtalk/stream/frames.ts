/** Frames of the Stream protocol: reading them, and what each is answered with once it has been taken. */
import { refuse } from '../../errors.ts'
import { takeBotMessage, takeCardAction, takeEvent } from '../inbound.ts'

const botTopic = '/v1.0/im/bot/messages/get'
const cardTopic = '/v1.0/card/instances/callback'

/** What we want to hear of. */
export const subscriptions = [
  { type: 'EVENT', topic: '*' },
  { type: 'CALLBACK', topic: botTopic },
  { type: 'CALLBACK', topic: cardTopic },
] satisfies { type: 'EVENT' | 'CALLBACK'; topic: string }[]

export interface Frame {
  type: string
  topic: string
  messageId: string
  headers: Record<string, unknown>
  /** JSON as text. */
  data: string
}

export interface Answer {
  code: number
  /** Becomes JSON as text. */
  data: unknown
}

/** @returns undefined for what is no frame. */
export function readFrame(text: string): Frame | undefined {
  let plain: unknown
  try {
    plain = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  const { type, headers, data } = (plain ?? {}) as { [name in keyof Frame]?: unknown }
  if (typeof type !== 'string' || !headers || typeof headers !== 'object') return undefined
  const { messageId = '', topic } = headers as Record<string, unknown>
  // the one frame without an id tells us to go, and wants no answer
  if (typeof messageId !== 'string' || (!messageId && type !== 'SYSTEM')) return undefined
  return {
    type,
    topic: String(topic ?? ''),
    messageId,
    headers: headers as Record<string, unknown>,
    data: typeof data === 'string' ? data : JSON.stringify(data ?? {}),
  }
}

/** The text that acknowledges a frame. */
export function acknowledgement({ messageId }: Frame, { code, data }: Answer): string {
  return JSON.stringify({
    code,
    headers: { contentType: 'application/json', messageId },
    message: code === 200 ? 'OK' : 'not taken',
    data: typeof data === 'string' ? data : JSON.stringify(data),
  })
}

const word = (value: unknown) => (typeof value === 'string' && value ? value : undefined)

function dataOf(frame: Frame): Record<string, unknown> {
  const data: unknown = JSON.parse(frame.data || '{}')
  if (data && typeof data === 'object' && !Array.isArray(data)) {
    return data as Record<string, unknown>
  }
  return refuse('bad_input', { field: 'data' })
}

/** Takes an event or a callback; when this returns, what it changes is committed. */
export async function take(frame: Frame): Promise<Answer> {
  if (frame.type === 'EVENT') {
    const { eventType, eventId, eventCorpId } = frame.headers
    await takeEvent(dataOf(frame), {
      type: word(eventType),
      id: word(eventId),
      corpId: word(eventCorpId),
    })
    return { code: 200, data: { status: 'SUCCESS' } }
  }
  if (frame.topic === botTopic) {
    await takeBotMessage(dataOf(frame))
    return { code: 200, data: { response: {} } }
  }
  if (frame.topic === cardTopic) {
    return { code: 200, data: { response: await takeCardAction(dataOf(frame), frame.messageId) } }
  }
  return { code: 404, data: {} }
}

/** Says that a frame could not be taken now: an event comes again, a press is told to have failed. */
export function notTaken(frame: Frame): Answer {
  return frame.type === 'EVENT' ? { code: 200, data: { status: 'LATER' } } : { code: 500, data: {} }
}
