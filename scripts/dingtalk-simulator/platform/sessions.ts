/** `sessionWebhook`: the address that comes with a message to the robot, by which its holder can answer. */
import { randomBytes } from 'node:crypto'
import { writeTo, type NewMessage } from '../state/chats.ts'
import { personById } from '../state/people.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import { OldError, type Endpoint, type Platform, type PlatformCall } from './platform.ts'
import { robotChat } from './chat.ts'

const sessionLivesMs = 90 * 60_000
const keptSessions = 500
const path = '/robot/sendBySession'

/** A new address for answering a person. */
export function openSession(platform: Platform, person: StoredPerson) {
  const { state } = platform.store
  const now = Date.now()
  const session = randomBytes(16).toString('hex')
  const expiresAt = now + sessionLivesMs
  state.robotSessions = [
    ...state.robotSessions.filter((one) => one.expiresAt > now).slice(1 - keptSessions),
    { session, personId: person.id, expiresAt },
  ]
  return {
    sessionWebhook: `${platform.addresses.api}${path}?session=${session}`,
    sessionWebhookExpiredTime: expiresAt,
  }
}

const asObject = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** What the posted message looks like in the chat. Throws 400002 for what DingTalk would refuse. */
function messageOf(call: PlatformCall): NewMessage {
  const type = String(call.body.msgtype)
  const part = asObject(call.body[type])
  const text = (name: string, of = part) => {
    const value = of[name]
    if (typeof value === 'string' && value !== '') return value
    throw new OldError(400_002, `参数 ${type}.${name} 缺失`)
  }
  switch (type) {
    case 'text':
      return { kind: 'text', from: 'other', text: text('content') }
    case 'markdown':
      return { kind: 'markdown', title: text('title'), text: text('text') }
    case 'link': {
      const title = text('title')
      const buttons = [{ title, url: text('messageUrl') }]
      return { kind: 'actionCard', title, text: text('text'), buttons }
    }
    case 'actionCard': {
      const buttons = Array.isArray(part.btns)
        ? part.btns.map(asObject).map((one) => ({
            title: text('title', one),
            url: text('actionURL', one),
          }))
        : [{ title: text('singleTitle'), url: text('singleURL') }]
      return { kind: 'actionCard', title: text('title'), text: text('text'), buttons }
    }
    default:
      throw new OldError(400_105, 'unsupported msgtype')
  }
}

export const sessionEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path,
    token: 'none',
    handle(platform, call) {
      const { state } = platform.store
      const asked = call.query.get('session')
      const found = state.robotSessions.find((one) => one.session === asked)
      const person = found && personById(state, found.personId)
      if (!person || found.expiresAt < Date.now()) throw new OldError(300_001, 'session 不存在')
      writeTo(platform.store, person, robotChat(platform), messageOf(call))
      return {}
    },
  },
]
