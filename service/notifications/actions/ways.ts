/** Sends one message one way; what DingTalk or the mail server says of it becomes an outcome. */
import setUp from '../../../dingtalk.config.json' with { type: 'json' }
import { deliverCard } from '../../dingtalk/cards.ts'
import { asLater, DingTalkError } from '../../dingtalk/errors.ts'
import { sendToPeople } from '../../dingtalk/robot.ts'
import { sendWorkNotification } from '../../dingtalk/work-notifications.ts'
import { sendMail } from '../../mail.ts'
import { GiveUp } from '../../outbox/handlers.ts'
import type { Way } from '../contract.ts'
import type { Message, TriedWay } from '../model.ts'
import type { Composed } from '../view/every-way.ts'
import { titlesOf } from './compose.ts'
import { people } from '../registry.ts'

export type Outcome = Pick<TriedWay, 'outcome' | 'reason' | 'heals' | 'task'>

const failed = (reason: string): Outcome => ({ outcome: 'failed', reason })

async function byCard(message: Message, { params }: Composed): Promise<Outcome> {
  const { _id, dingtalkUserId } = message
  if (!dingtalkUserId) return failed('no_address')
  const { templateId } = setUp.cards
  const announcement = { text: params['title'] ?? '', byLanguage: await titlesOf(message) }
  await deliverCard({ outTrackId: _id, templateId, userId: dingtalkUserId, params, announcement })
  return { outcome: 'sent' }
}

/**
 * The same text to up to twenty people in one call.
 * @param key a person who got it under this key does not get it again
 */
export async function byRobot(
  messages: readonly Message[],
  { robot }: Pick<Composed, 'robot'>,
  key: string,
): Promise<Map<string, Outcome>> {
  const userIds = messages.flatMap(({ dingtalkUserId }) => dingtalkUserId ?? [])
  const sent = await sendToPeople({ userIds, ...robot, key })
  const outcomeFor = (userId = ''): Outcome => {
    if (sent.delivered.includes(userId)) return { outcome: 'sent' }
    if (sent.flowControlled.includes(userId)) return { outcome: 'held', reason: 'flow_controlled' }
    return failed(sent.invalid.includes(userId) ? 'not_in_organisation' : 'no_address')
  }
  return new Map(messages.map(({ _id, dingtalkUserId }) => [_id, outcomeFor(dingtalkUserId)]))
}

async function byWorkNotification(
  { _id, dingtalkUserId }: Message,
  { workNotification }: Composed,
): Promise<Outcome> {
  if (!dingtalkUserId) return failed('no_address')
  const key = `work:${_id}`
  const task = await sendWorkNotification({ ...workNotification, userId: dingtalkUserId, key })
  return task === undefined ? { outcome: 'sent' } : { outcome: 'handed_over', task }
}

async function byMail({ _id, account }: Message, { mail }: Composed): Promise<Outcome> {
  const to = account && (await people().mailAddressOf(account))
  if (!to) return failed('no_address')
  await sendMail({ to, ...mail, key: _id })
  return { outcome: 'sent' }
}

/** Alone, one way. @throws whatever went wrong on the way; `failureOfWay` says what it means */
export async function sendBy(
  way: Way,
  message: Message,
  composed: Composed,
  key: string,
): Promise<Outcome> {
  if (way === 'card') return byCard(message, composed)
  if (way === 'mail') return byMail(message, composed)
  if (way === 'work_notification') return byWorkNotification(message, composed)
  const outcomes = await byRobot([message], composed, key)
  return outcomes.get(message._id) ?? failed('no_address')
}

/** Codes of the mail library for what trying again does not change: the address, or the sign-in. */
const lostMail = new Set(['EENVELOPE', 'EAUTH', 'EMESSAGE'])

/** The reason why this way leads nowhere; undefined when the same is worth trying again. */
export function failureOfWay(error: unknown): string | undefined {
  if (error instanceof DingTalkError) {
    if (error.limitOf) return 'quota_used_up'
    const isOver = error.code === 'card_not_delivered' || asLater(error) instanceof GiveUp
    return isOver || error.kind === 'denied' ? error.code : undefined
  }
  const code = codeOf(error)
  return code && lostMail.has(code) ? code : undefined
}

/** What is not set up, and calls that are used up, keep a message from this way only for now. */
export function isTemporary(error: unknown): error is DingTalkError {
  return error instanceof DingTalkError && (error.kind === 'denied' || error.limitOf !== undefined)
}

/** What is noted of an error: its code, never its words. */
export function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined
}
