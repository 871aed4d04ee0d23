/** The robot's messages to people and to groups. */
import { randomBytes } from 'node:crypto'
import { writeTo, type NewMessage } from '../state/chats.ts'
import { groupById, groupMembers } from '../state/groups.ts'
import { memberByUserId } from '../state/people.ts'
import { groupChat, robotChat } from './chat.ts'
import {
  missing,
  NewError,
  newText,
  type Endpoint,
  type Platform,
  type PlatformCall,
} from './platform.ts'

const mostUsers = 20
/** Bytes. */
const longestParam = 15_000

const refuse = (code: string, message: string) => new NewError(400, code, message)

/** What a message of the robot looks like in the chat. Throws 400 for a key or content that DingTalk would refuse. */
export function messageOf(msgKey: string, msgParam: string): NewMessage {
  if (Buffer.byteLength(msgParam) > longestParam)
    throw refuse('invalidParameter.msgParam.tooLong', '消息内容太长')
  const given = parseObject(msgParam)
  const text = (name: string, missing: string) => {
    const value = given[name]
    if (typeof value === 'string' && value !== '') return value
    throw refuse(`miss.param.${missing}`, `消息内容不合法，需要${name}属性`)
  }
  const card = /^sampleActionCard([2-6]?)$/.exec(msgKey)
  if (card) {
    const [title, url] = ['actionCardTobtnsTotitle', 'actionCardTobtnsToactionUrl'] as const
    const numbered = (titles: string, urls: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        title: text(`${titles}${n + 1}`, title),
        url: text(`${urls}${n + 1}`, url),
      }))
    const count = Number(card[1] || 1)
    return {
      kind: 'actionCard',
      title: text('title', 'actionCardTotitle'),
      text: text('text', 'actionCardTotext'),
      buttons:
        count === 1
          ? [
              {
                title: text('singleTitle', 'actionCardTosingleTitle'),
                url: text('singleURL', 'actionCardTosingleUrl'),
              },
            ]
          : // the sixth is not one with six buttons: two beside each other, with names of their own
            count === 6
            ? numbered('buttonTitle', 'buttonUrl', 2)
            : numbered('actionTitle', 'actionURL', count),
    }
  }
  switch (msgKey) {
    case 'sampleText':
      return { kind: 'text', from: 'other', text: text('content', 'contentOfText') }
    case 'sampleMarkdown': {
      const title = text('title', 'markdownTotitle')
      return { kind: 'markdown', title, text: text('text', 'markdownTotext') }
    }
    case 'sampleImageMsg':
      return { kind: 'markdown', title: '', text: `![](${text('photoURL', 'photoTophotoUrl')})` }
    case 'sampleLink': {
      const title = text('title', 'titleOfLink')
      const url = text('messageUrl', 'messageUrlOfLink')
      return {
        kind: 'actionCard',
        title,
        text: text('text', 'textOfLink'),
        buttons: [{ title, url }],
      }
    }
    case 'sampleFile':
      text('mediaId', 'file')
      return { kind: 'text', from: 'other', text: `📄 ${text('fileName', 'file')}` }
    case 'sampleAudio':
      text('mediaId', 'audio')
      return { kind: 'text', from: 'other', text: `🔊 ${text('duration', 'audio')} ms` }
    case 'sampleVideo':
      text('videoMediaId', 'video')
      return { kind: 'text', from: 'other', text: `🎞️ ${text('duration', 'video')} s` }
    default:
      throw refuse('invalidParameter.msgKey.invalid', 'msgKey无效')
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls through to the error that DingTalk gives for it.
  }
  throw refuse('invalidParameter.msgParam.invalid', 'msgParam必须是json格式')
}

/** The content of a call, for any recipient. */
function contentOf({ settings }: Platform, { body }: PlatformCall): NewMessage {
  const text = (name: string, code: string, words: string) =>
    newText({ body }, name, refuse(`invalidParameter.${code}`, words))
  const robotCode = text('robotCode', 'robotCode.empty', '机器人robotCode为空')
  const msgKey = text('msgKey', 'msgKey.empty', '缺少msgKey')
  const msgParam = text('msgParam', 'param.invalid', '参数不合法')
  if (robotCode !== settings.robotCode)
    throw refuse('invalidParameter.robotCode.notExsit', '机器人不存在')
  return messageOf(msgKey, msgParam)
}

const newQueryKey = () => randomBytes(20).toString('base64url')

function batchSend(platform: Platform, call: PlatformCall) {
  const message = contentOf(platform, call)
  const { userIds } = call.body
  if (userIds === undefined) throw missing('userIds')
  if (!Array.isArray(userIds) || userIds.length === 0)
    throw refuse('invalidParameter.userIds.empty', '用户userId列表为空')
  if (userIds.length > mostUsers)
    throw refuse('invalidParameter.userIds.overMax', '用户userId列表超过最大限制')
  const invalid: string[] = []
  const flowControlled: string[] = []
  for (const userId of new Set(userIds.map(String))) {
    const person = memberByUserId(platform.store.state, userId)
    const held = platform.misbehaviour.take('robot:flowControlled', ['errcode'], person?.phone)
    if (!person) invalid.push(userId)
    else if (held) flowControlled.push(userId)
    else writeTo(platform.store, person, robotChat(platform), message)
  }
  return {
    processQueryKey: newQueryKey(),
    invalidStaffIdList: invalid,
    flowControlledStaffIdList: flowControlled,
  }
}

function groupSend(platform: Platform, call: PlatformCall) {
  const message = contentOf(platform, call)
  const empty = refuse('miss.openConversationId', '缺少openConversationId')
  const group = groupById(platform.store.state, newText(call, 'openConversationId', empty))
  if (!group) throw refuse('invalid.openConversationId', '无效的openConversationId')
  for (const person of groupMembers(platform.store.state, group))
    writeTo(platform.store, person, groupChat(group), message)
  return { processQueryKey: newQueryKey() }
}

export const robotEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/v1.0/robot/oToMessages/batchSend',
    token: 'app',
    handle: batchSend,
  },
  {
    method: 'POST',
    path: '/v1.0/robot/groupMessages/send',
    token: 'app',
    handle: groupSend,
  },
]
