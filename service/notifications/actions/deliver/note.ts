/** Notes of what became of a message: each of them compare-and-set, with the event that takes it on. */
import { clock } from '../../../clock.ts'
import { transaction } from '../../../database/transaction.ts'
import { system } from '../../../http/callers.ts'
import { record } from '../../../outbox/record.ts'
import type { MessageStatus, Way } from '../../contract.ts'
import { Messages, type Message, type TriedWay } from '../../model.ts'
import { holdFor, looks } from '../../rules/ways.ts'
import { recordDue } from '../send.ts'
import type { Outcome } from '../ways.ts'
import { handedOver, messageFailed } from '../../events.ts'

/** Compare-and-set: the first one to settle it wins. @returns the row as it is now, if it was ours to change */
export async function settle(
  message: Message,
  status: MessageStatus,
  { tried, set = {}, unset = [] }: { tried?: TriedWay; set?: object; unset?: string[] } = {},
): Promise<Message | null> {
  return Messages.findOneAndUpdate(
    { _id: message._id, status: message.status },
    {
      $set: { status, updatedAt: clock.now(), ...set },
      $unset: Object.fromEntries([...unset, 'waitsUntil'].map((field) => [field, 1])),
      ...(tried ? { $push: { ways: { $each: [tried], $slice: -20 } } } : {}),
    },
    { returnDocument: 'after' },
  ).lean<Message | null>()
}

/**
 * Gives a message an event of its own: the one that it shared with others has nothing to do with it any more, however
 * often that is tried. Inside a transaction.
 * @param waitsUntil when it goes on; at once without it
 */
export async function deliverSeparately(message: Message, waitsUntil?: Date): Promise<void> {
  const set = { alone: true, ...(waitsUntil ? { waitsUntil } : {}) } as const
  await Messages.updateOne({ _id: message._id }, { $set: set })
  await recordDue([message], waitsUntil)
}

/** A new event that looks later what became of a work notification. */
export async function scheduleResultCheck(message: Message, look: number): Promise<void> {
  const pause = looks[look]
  if (pause === undefined) return
  await record(handedOver, {
    tenant: message.tenant,
    id: message._id,
    by: system,
    data: { look },
    dueAt: new Date(clock.time() + pause),
  })
}

/** Writes down what a way came to. @returns the row when another way is needed */
export async function recordAttempt(
  message: Message,
  way: Way,
  { outcome, reason, heals, task }: Outcome,
): Promise<Message | undefined> {
  const tried: TriedWay = {
    way,
    at: clock.now(),
    outcome,
    ...(reason ? { reason } : {}),
    ...(heals ? { heals } : {}),
    ...(task === undefined ? {} : { task }),
  }
  if (outcome === 'failed') return (await settle(message, 'sending', { tried })) ?? undefined
  await transaction(async () => {
    if (outcome === 'sent') {
      await settle(message, 'sent', { tried, set: { via: way }, unset: ['content'] })
    } else if (outcome === 'handed_over') {
      const now = await settle(message, 'checking', { tried, set: { via: way } })
      if (now) await scheduleResultCheck(now, 0)
    } else {
      const now = await settle(message, 'waiting', { tried })
      if (now) await deliverSeparately(now, new Date(clock.time() + holdFor))
    }
  })
  return undefined
}

/** It reached no reader; the caller that waits for its answer is told so. */
export async function markUndeliverable(message: Message): Promise<void> {
  await transaction(async () => {
    if (!(await settle(message, 'failed'))) return
    await record(messageFailed, {
      tenant: message.tenant,
      id: message._id,
      by: system,
      data: { template: message.template, about: message.subject.id },
    })
  })
}
