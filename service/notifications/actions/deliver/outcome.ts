/** What is left to try for a message, and what an error on a way comes to. */
import { clock } from '../../../clock.ts'
import { DingTalkError } from '../../../dingtalk/errors.ts'
import { Later } from '../../../outbox/handlers.ts'
import type { EventRow } from '../../../outbox/model.ts'
import { maxAttempts } from '../../../outbox/rules.ts'
import type { Way } from '../../contract.ts'
import type { Message } from '../../model.ts'
import { holdFor, waysLeft, waysTo } from '../../rules/ways.ts'
import { codeOf, isTemporary, failureOfWay, type Outcome } from '../ways.ts'

const isLastTry = ({ attempts }: EventRow) => attempts + 1 >= maxAttempts

/** Ways that are left to reach a person. */
export function nextWays(message: Message): Way[] {
  const all = waysTo({
    form: message.form,
    where: message.where,
    inDingTalk: message.dingtalkUserId !== undefined,
    byMail: message.account !== undefined,
  })
  return waysLeft(all, message.ways)
}

/** Milliseconds for which a message that has no other way waits for DingTalk to come back. */
const patience = 24 * 3_600_000

/**
 * What an error on a way comes to: a reason for the next way, or another try. A person with a mailbox is told there
 * after the last try; a person without one is told when DingTalk is back, within a day.
 * @throws the error itself, or Later
 */
export function outcomeOf(error: unknown, event: EventRow, message: Message): Outcome {
  const reason = failureOfWay(error)
  if (reason !== undefined) {
    return { outcome: 'failed', reason, ...(isTemporary(error) ? { heals: true } : {}) }
  }
  if (!isLastTry(event)) throw error
  const onlyDingTalk = !nextWays(message).includes('mail')
  const isYoung = clock.time() - event.at.getTime() < patience
  if (error instanceof DingTalkError && onlyDingTalk && isYoung) throw new Later(holdFor)
  return { outcome: 'failed', reason: codeOf(error) ?? 'unknown' }
}
