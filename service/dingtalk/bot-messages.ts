/** Reads messages to the robot: the author, and the text in each kind of message. */
import { fieldsOf, textOf, type Fields } from './fields.ts'

/** A message that a person wrote to the robot. */
export interface BotMessage {
  messageId: string
  /** Userid; empty until the robot is published, or where DingTalk leaves it out: then there is a unionid. */
  userId: string
  unionId: string
  /** Empty for a message without words, such as a picture. */
  text: string
  /** The text is what DingTalk recognised in speech. */
  isSpoken: boolean
  conversationId: string
  /** False in a group. */
  isPrivate: boolean
}

/** Text that stands between pictures; a picture parts words, runs of other style do not. */
function richText(value: unknown): string {
  const parts: unknown[] = Array.isArray(value) ? value : []
  return parts.map((part) => textOf(fieldsOf(part)['text']) || ' ').join('')
}

const kindOf = (data: Fields) => textOf(data['msgtype']) || textOf(data['msgType'])

export function readBotMessage(data: Fields): BotMessage {
  const content = fieldsOf(data['content'])
  const written = textOf(fieldsOf(data['text'])['content']) || richText(content['richText'])
  const spoken = textOf(content['recognition'])
  const isSpoken = kindOf(data) === 'audio' || (!written.trim() && spoken !== '')
  return {
    messageId: textOf(data['msgId']),
    userId: textOf(data['senderStaffId']),
    unionId: textOf(data['senderUnionId']),
    text: (isSpoken ? spoken : written).trim(),
    isSpoken,
    conversationId: textOf(data['conversationId']),
    isPrivate: textOf(data['conversationType']) !== '2',
  }
}

/**
 * Code of an error that stands in place of the words: 20001 when the calls of the month are used up and DingTalk holds
 * back what people write. Empty for a message.
 */
export const errorIn = (data: Fields): string =>
  ['errorCode', 'errCode', 'errcode']
    .map((name) => textOf(data[name]))
    .find((code) => code && code !== '0') ?? ''
