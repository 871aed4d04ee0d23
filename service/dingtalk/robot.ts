/** Messages of the robot to single people; an answer of 200 can still mean that some of them got nothing. */
import { config } from '../config.ts'
import { withLinksInside } from './links.ts'
import { withRetries } from './retries.ts'
import { batchSend } from './sdk/robot.ts'
import { deliveredUnder, sendOnce } from './sends.ts'
import { withToken } from './tokens.ts'

/** People in one call. */
const batch = 20

export interface Message {
  userIds: string[]
  /** Template of DingTalk: `sampleText`, `sampleMarkdown`, `sampleActionCard` … */
  msgKey: string
  /** Parameters of that template, such as `{ title, text }`. */
  msgParam: Record<string, string>
  /** Derived from the event: a person who got the message under this key does not get it again. */
  key?: string
}

export interface Sent {
  delivered: string[]
  /** The organisation has no users with these userids. */
  invalid: string[]
  /** Have had too many messages; send to them later. */
  flowControlled: string[]
}

async function sendBatch(userIds: string[], { msgKey, msgParam }: Message): Promise<Sent> {
  const { robotCode } = config().dingtalk
  const message = {
    robotCode,
    userIds,
    msgKey,
    msgParam: JSON.stringify(withLinksInside(msgParam)),
  }
  const { invalid, flowControlled } = await withRetries(
    () => withToken('new', (token) => batchSend(token, message)),
    { repeatable: false },
  )
  const without = new Set([...invalid, ...flowControlled])
  return { delivered: userIds.filter((id) => !without.has(id)), invalid, flowControlled }
}

/**
 * Sends one message to people, twenty at a time.
 * @returns the people who have it (now or from before, under the same key) and those who have not
 * @throws DingTalkError; with a key, sending again reaches only people who do not have it yet
 */
export async function sendToPeople(message: Message): Promise<Sent> {
  const { key } = message
  const before = key ? await deliveredUnder(key) : new Set<string>()
  const all = [...new Set(message.userIds)]
  const sent: Sent = {
    delivered: all.filter((id) => before.has(id)),
    invalid: [],
    flowControlled: [],
  }
  const left = all.filter((id) => !before.has(id))
  for (let start = 0; start < left.length; start += batch) {
    const send = async (already: ReadonlySet<string> = new Set()) => {
      const people = left.slice(start, start + batch)
      sent.delivered.push(...people.filter((id) => already.has(id)))
      const rest = people.filter((id) => !already.has(id))
      if (!rest.length) return []
      const part = await sendBatch(rest, message)
      sent.delivered.push(...part.delivered)
      sent.invalid.push(...part.invalid)
      sent.flowControlled.push(...part.flowControlled)
      return part.delivered
    }
    if (key) await sendOnce(key, send)
    else await send()
  }
  return sent
}
