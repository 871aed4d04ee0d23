/** Work notifications: another way to people in DingTalk, whose answer says nothing; the send result, read later, does. */
import { config } from '../config.ts'
import { listOf, objectOf, wholeNumber, type Answer } from './answers.ts'
import { unpromised } from './errors.ts'
import { insideDingTalk } from './links.ts'
import { postOld } from './old-api.ts'
import { withRetries } from './retries.ts'
import { deliveredUnder, sendOnce } from './sends.ts'
import { withToken } from './tokens.ts'

/** Bytes of a whole message; DingTalk takes no more. */
const maxBytes = 2048
const folder = '/topapi/message/corpconversation'

export interface WorkNotification {
  userId: string
  title: string
  /** Markdown. */
  text: string
  /** What its one button opens. */
  button?: { title: string; url: string } | undefined
  /** Derived from the event: a person who got it under this key does not get it again. */
  key: string
}

function messageOf({ title, text, button }: WorkNotification): Record<string, unknown> {
  return button
    ? {
        msgtype: 'action_card',
        action_card: {
          title,
          markdown: text,
          single_title: button.title,
          single_url: insideDingTalk(button.url),
        },
      }
    : { msgtype: 'markdown', markdown: { title, text } }
}

/** The message with as much of its text as DingTalk takes. */
function fitting(given: WorkNotification): Record<string, unknown> {
  let text = given.text
  for (;;) {
    const message = messageOf({ ...given, text })
    const over = Buffer.byteLength(JSON.stringify(message)) - maxBytes
    if (over <= 0 || !text) return message
    // a character has up to four bytes, so it takes a few rounds
    const characters = [...text]
    text = `${characters.slice(0, characters.length - Math.ceil(over / 4) - 1).join('')}`
  }
}

/**
 * Hands a message over. That DingTalk took it does not mean that the person has it: over the limit of a day, and for
 * content repeated on one day, it answers just the same. Ask `readSendResult` later.
 * @returns the task to ask for; undefined when it was sent before and only the answer was lost
 * @throws DingTalkError
 */
export async function sendWorkNotification(given: WorkNotification): Promise<number | undefined> {
  const { userId, key } = given
  if ((await deliveredUnder(key)).has(userId)) return undefined
  let task: number | undefined
  await sendOnce(key, async (already) => {
    if (already.has(userId)) return []
    const answer = await withRetries(
      () =>
        withToken('old', (token) =>
          postOld(`${folder}/asyncsend_v2`, token, {
            agent_id: config().dingtalk.agentId,
            userid_list: userId,
            msg: fitting(given),
          }),
        ),
      { repeatable: false },
    )
    task = wholeNumber(answer['task_id'])
    if (task === undefined) throw unpromised('old')
    return [userId]
  })
  return task
}

export type SendResult =
  | { state: 'read' | 'unread' | 'unknown' }
  /** `reason`: `not_in_organisation`, `send_failed`, or the code of a limit such as `143106`. */
  | { state: 'not_sent'; reason: string }

const ids = (value: unknown): string[] => (listOf(value) ?? []).map(String)

/** The code of the limit by which a person got nothing; today's list names it, the older one only the people. */
function forbiddenBy(result: Answer, userId: string): string | undefined {
  const reasons = (listOf(result['forbidden_list']) ?? []).map((one) => objectOf(one))
  const reason = reasons.find((one) => String(one?.['userid']) === userId)
  if (reason) return String(reason['code'] ?? 'forbidden')
  return ids(result['forbidden_user_id_list']).includes(userId) ? 'forbidden' : undefined
}

/** What became of a task, for one person. `unknown`: DingTalk is still at it. @throws DingTalkError */
export async function readSendResult(task: number, userId: string): Promise<SendResult> {
  const answer = await withRetries(() =>
    withToken('old', (token) =>
      postOld(`${folder}/getsendresult`, token, {
        agent_id: config().dingtalk.agentId,
        task_id: task,
      }),
    ),
  )
  const result = objectOf(answer['send_result'])
  if (!result) throw unpromised('old')
  if (ids(result['invalid_user_id_list']).includes(userId)) {
    return { state: 'not_sent', reason: 'not_in_organisation' }
  }
  const reason = forbiddenBy(result, userId)
  if (reason !== undefined) return { state: 'not_sent', reason }
  if (ids(result['failed_user_id_list']).includes(userId)) {
    return { state: 'not_sent', reason: 'send_failed' }
  }
  if (ids(result['read_user_id_list']).includes(userId)) return { state: 'read' }
  if (ids(result['unread_user_id_list']).includes(userId)) return { state: 'unread' }
  return { state: 'unknown' }
}
