/** What people write, say and show to the robot, and how the service hears of it. */
import { randomBytes } from 'node:crypto'
import { writeTo } from '../state/chats.ts'
import { groupById } from '../state/groups.ts'
import type { MemberPerson } from '../state/people.ts'
import { conversationOf, groupChat, robotChat } from './chat.ts'
import type { Platform } from './platform.ts'
import { openSession } from './sessions.ts'

/** What is sent: a text, parts of which some are pictures, speech with what DingTalk understood of it, a picture or a file. */
export type Written =
  | { text: string }
  | { richText: ({ text: string } | { picture: true })[] }
  | { audio: { durationMs: number; recognition: string } }
  | { picture: true }
  | { file: string }

export interface Circumstances {
  /** The robot is not published yet: frames name the sender by unionId alone. */
  unionIdOnly?: boolean
  /** The group in which the person writes, with an `@` before the robot's name. */
  group?: string
}

const downloadCode = () => randomBytes(48).toString('base64')

/** How the frame says it. */
function contentOf(written: Written): Record<string, unknown> {
  if ('text' in written) return { msgtype: 'text', text: { content: written.text } }
  if ('richText' in written) {
    const richText = written.richText.map((part) =>
      'text' in part ? part : { downloadCode: downloadCode(), type: 'picture' },
    )
    return { msgtype: 'richText', content: { richText } }
  }
  if ('audio' in written) {
    const { durationMs: duration, recognition } = written.audio
    return { msgtype: 'audio', content: { duration, downloadCode: downloadCode(), recognition } }
  }
  if ('file' in written)
    return { msgtype: 'file', content: { downloadCode: downloadCode(), fileName: written.file } }
  return { msgtype: 'picture', content: { downloadCode: downloadCode() } }
}

/** How the chat shows it. */
function shownAs(written: Written): string {
  if ('text' in written) return written.text
  if ('richText' in written)
    return written.richText.map((part) => ('text' in part ? part.text : '🖼️')).join(' ')
  if ('audio' in written)
    return `🎤 ${Math.ceil(written.audio.durationMs / 1000)} s · ${written.audio.recognition}`
  return 'file' in written ? `📄 ${written.file}` : '🖼️'
}

/** @returns undefined when there is no such group */
export async function writeToRobot(
  platform: Platform,
  person: MemberPerson,
  written: Written,
  { unionIdOnly = false, group: groupId }: Circumstances = {},
) {
  const { settings, store, callbacks } = platform
  const group = groupId === undefined ? undefined : groupById(store.state, groupId)
  if (groupId !== undefined && !group) return undefined
  const chat = group ? groupChat(group) : robotChat(platform)
  const { id, at } = writeTo(store, person, chat, {
    kind: 'text',
    from: 'me',
    text: shownAs(written),
  })
  return callbacks.robotMessage({
    senderPlatform: person.device === 'phone' ? 'iOS' : 'Mac',
    conversationId: group?.id ?? conversationOf(person),
    conversationType: group ? '2' : '1',
    ...(group && { conversationTitle: group.title, isInAtList: true }),
    chatbotCorpId: settings.corpId,
    chatbotUserId: '$:LWCP_v1:$simulated',
    msgId: `msg${id}${randomBytes(6).toString('base64url')}`,
    senderNick: person.member.name,
    senderId: `$:LWCP_v1:$${person.openId}`,
    senderUnionId: person.unionId,
    // these two are there only once the robot is published
    ...(!unionIdOnly && { senderStaffId: person.member.userId, isAdmin: false }),
    senderCorpId: settings.corpId,
    createAt: at,
    ...openSession(platform, person),
    robotCode: settings.robotCode,
    ...contentOf(written),
  })
}
