/** Notes of what became of a message: each a step of its machine, with the event that takes it on. */
import { clock } from '../../../clock.ts'
import { transaction } from '../../../database/transaction.ts'
import { system } from '../../../http/callers.ts'
import { record } from '../../../outbox/record.ts'
import type { StepOf } from '../../../states/machine.ts'
import { shift, tryMove } from '../../../states/move.ts'
import type { Way } from '../../contract.ts'
import { Messages, type Message, type TriedWay } from '../../model.ts'
import { messageMachine } from '../../rules/states.ts'
import { holdFor, looks } from '../../rules/ways.ts'
import { recordDue } from '../send.ts'
import type { Outcome } from '../ways.ts'
import { handedOver } from '../../events.ts'

type Step = Exclude<StepOf<typeof messageMachine>, 'write' | 'fail'>

interface Noted {
  tried?: TriedWay
  set?: Partial<Message>
  /** It keeps nothing of what it says. */
  dropsContent?: boolean
  unset?: (keyof Message)[]
}

const changeOf = ({ tried, set, dropsContent, unset = [] }: Noted) => ({
  set: { ...set, updatedAt: clock.now() },
  unset: ['waitsUntil', ...(dropsContent ? ['content'] : []), ...unset] as (keyof Message)[],
  ...(tried && { push: { ways: { $each: [tried], $slice: -20 } } }),
})

/** The first one to settle it wins. @returns the row as it is now, if it was ours to change */
export function settle(
  message: Message,
  step: Step,
  noted: Noted = {},
): Promise<Message | undefined> {
  return shift(Messages, messageMachine, message, step, changeOf(noted))
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
  if (outcome === 'failed') return settle(message, 'try_next', { tried })
  await transaction(async () => {
    if (outcome === 'sent') {
      await settle(message, 'send', { tried, set: { via: way }, dropsContent: true })
    } else if (outcome === 'handed_over') {
      const now = await settle(message, 'hand_over', { tried, set: { via: way } })
      if (now) await scheduleResultCheck(now, 0)
    } else {
      const now = await settle(message, 'hold', { tried })
      if (now) await deliverSeparately(now, new Date(clock.time() + holdFor))
    }
  })
  return undefined
}

/** It reached no reader; the caller that waits for its answer is told so. */
export async function markUndeliverable(message: Message): Promise<void> {
  await tryMove(Messages, messageMachine, message, 'fail', {
    ...changeOf({}),
    tenant: message.tenant,
    by: system,
    data: ({ template, subject }) => ({ template, about: subject.id }),
  })
}
