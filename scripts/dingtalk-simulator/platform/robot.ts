/** The robot: one-to-one messages out, what a person writes to it in. */
import { randomBytes } from 'node:crypto'
import { writeTo, type NewMessage } from '../state/chats.ts'
import { memberByUserId, type MemberPerson } from '../state/people.ts'
import { robotChat } from './chat.ts'
import { NewError, newText, type Endpoint, type Platform } from './platform.ts'
import { openSession } from './sessions.ts'

const mostUsers = 20

/** What a message of the robot looks like in the chat. Throws 400 for a key or content that DingTalk would refuse. */
export function messageOf(msgKey: string, msgParam: string): NewMessage {
  const given = parseObject(msgParam)
  const text = (name: string) => {
    const value = given[name]
    if (typeof value === 'string' && value !== '') return value
    throw new NewError(400, 'invalidParameter.msgParam.invalid', `msgParam.${name} is missing`)
  }
  const card = /^sampleActionCard([2-6]?)$/.exec(msgKey)
  if (card) {
    const count = Number(card[1] || 1)
    const buttons = card[1]
      ? Array.from({ length: count }, (_, n) => ({
          title: text(`actionTitle${n + 1}`),
          url: text(`actionURL${n + 1}`),
        }))
      : [{ title: text('singleTitle'), url: text('singleURL') }]
    return { kind: 'actionCard', title: text('title'), text: text('text'), buttons }
  }
  switch (msgKey) {
    case 'sampleText':
      return { kind: 'text', from: 'other', text: text('content') }
    case 'sampleMarkdown':
      return { kind: 'markdown', title: text('title'), text: text('text') }
    case 'sampleImageMsg':
      return { kind: 'markdown', title: '', text: `![](${text('photoURL')})` }
    case 'sampleLink': {
      const title = text('title')
      return {
        kind: 'actionCard',
        title,
        text: text('text'),
        buttons: [{ title, url: text('messageUrl') }],
      }
    }
    default:
      throw new NewError(400, 'invalidParameter.msgKey.invalid', 'msgKey is not known')
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls through to the error that DingTalk gives for it.
  }
  throw new NewError(400, 'invalidParameter.msgParam.invalid', 'msgParam must be a JSON string')
}

/** A person writes to the robot; the service hears of it. */
export function writeToRobot(platform: Platform, person: MemberPerson, text: string) {
  const { settings, store, push } = platform
  const written = writeTo(store, person, robotChat(platform), { kind: 'text', from: 'me', text })
  return push.robotMessage({
    conversationId: `cid${person.unionId}`,
    conversationType: '1',
    chatbotCorpId: settings.corpId,
    chatbotUserId: '$:LWCP_v1:$simulated',
    msgId: `msg${written.id}${randomBytes(6).toString('base64url')}`,
    senderNick: person.member.name,
    senderId: `$:LWCP_v1:$${person.openId}`,
    senderStaffId: person.member.userId,
    senderCorpId: settings.corpId,
    createAt: written.at,
    ...openSession(platform, person),
    robotCode: settings.robotCode,
    isAdmin: false,
    msgtype: 'text',
    text: { content: text },
  })
}

export const robotEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/v1.0/robot/oToMessages/batchSend',
    token: 'app',
    handle(platform, call) {
      if (newText(call, 'robotCode') !== platform.settings.robotCode)
        throw new NewError(400, 'resource.not.found', 'robot does not exist')
      const { userIds } = call.body
      if (!Array.isArray(userIds) || !userIds.every((id) => typeof id === 'string'))
        throw new NewError(400, 'MissinguserIds', 'userIds is mandatory for this action.')
      if (userIds.length === 0 || userIds.length > mostUsers)
        throw new NewError(400, 'invalidParameter.userIds.size', `userIds: 1 to ${mostUsers}`)
      const message = messageOf(newText(call, 'msgKey'), newText(call, 'msgParam'))
      const invalid: string[] = []
      const flowControlled: string[] = []
      for (const userId of new Set(userIds)) {
        const person = memberByUserId(platform.store.state, userId)
        const held = platform.misbehaviour.take('robot:flowControlled', ['errcode'], person?.phone)
        if (!person) invalid.push(userId)
        else if (held) flowControlled.push(userId)
        else writeTo(platform.store, person, robotChat(platform), message)
      }
      return {
        processQueryKey: randomBytes(20).toString('base64url'),
        invalidStaffIdList: invalid,
        flowControlledStaffIdList: flowControlled,
      }
    },
  },
]
