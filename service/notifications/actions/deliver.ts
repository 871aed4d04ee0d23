/** Delivers messages: the best way first, the next one where it leads nowhere, and a note of each. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { updateCard } from '../../dingtalk/cards.ts'
import { DingTalkError } from '../../dingtalk/errors.ts'
import { readSendResult } from '../../dingtalk/work-notifications.ts'
import { system } from '../../http/callers.ts'
import { GiveUp, Later } from '../../outbox/handlers.ts'
import type { EventRow } from '../../outbox/model.ts'
import { record } from '../../outbox/record.ts'
import { maxAttempts } from '../../outbox/rules.ts'
import type { MessageStatus, Way } from '../contract.ts'
import { Messages, type Message, type TriedWay } from '../model.ts'
import { quietUntil } from '../rules/quiet.ts'
import { holdFor, looks, waysLeft, waysTo } from '../rules/ways.ts'
import { compose, isComposed, type Composed } from './compose.ts'
import { preferencesOf, timeZoneOf } from './preferences.ts'
import { forEveryone, recordDue } from './send.ts'
import { byRobot, codeOf, sendBy, whyNotThisWay, type Outcome } from './ways.ts'

const isLastTry = ({ attempts }: EventRow) => attempts + 1 >= maxAttempts

/** Milliseconds for which a message that has no other way waits for DingTalk to come back. */
const patience = 24 * 3_600_000

/**
 * What an error on a way comes to: a reason for the next way, or another try. Who has a mailbox is told there after
 * the last try; who has none is told when DingTalk is back, within a day.
 * @throws the error itself, or Later
 */
function outcomeOf(error: unknown, event: EventRow, messages: readonly Message[]): Outcome {
  const reason = whyNotThisWay(error)
  if (reason !== undefined) return { outcome: 'failed', reason }
  if (!isLastTry(event)) throw error
  const onlyDingTalk = messages.some((message) => !nextWays(message).includes('mail'))
  const isYoung = clock.time() - event.at.getTime() < patience
  if (error instanceof DingTalkError && onlyDingTalk && isYoung) throw new Later(holdFor)
  return { outcome: 'failed', reason: codeOf(error) ?? 'unknown' }
}

/** Ways that are left to somebody. */
function nextWays(message: Message): Way[] {
  const all = waysTo({
    form: message.form,
    where: message.where,
    inDingTalk: message.dingtalkUserId !== undefined,
    byMail: message.account !== undefined,
  })
  return waysLeft(all, message.ways)
}

/** Compare-and-set: whoever settled it first has settled it. @returns the row as it is now, if it was ours to change */
async function settle(
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

/** A new event that looks later what became of a work notification. */
async function lookLater(message: Message, look: number): Promise<void> {
  const pause = looks[look]
  if (pause === undefined) return
  await record('notifications.handed_over', {
    tenant: message.tenant,
    subject: { kind: 'message', id: message._id },
    by: system,
    data: { look },
    dueAt: new Date(clock.time() + pause),
  })
}

/** Writes down what a way came to. @returns the row when another way is needed */
async function note(
  message: Message,
  way: Way,
  { outcome, reason, task }: Outcome,
): Promise<Message | undefined> {
  const tried: TriedWay = {
    way,
    at: clock.now(),
    outcome,
    ...(reason ? { reason } : {}),
    ...(task === undefined ? {} : { task }),
  }
  if (outcome === 'failed') return (await settle(message, 'sending', { tried })) ?? undefined
  await transaction(async () => {
    if (outcome === 'sent') {
      await settle(message, 'sent', { tried, set: { via: way }, unset: ['content'] })
    } else if (outcome === 'handed_over') {
      const now = await settle(message, 'checking', { tried, set: { via: way } })
      if (now) await lookLater(now, 0)
    } else {
      const waitsUntil = new Date(clock.time() + holdFor)
      const now = await settle(message, 'waiting', { tried })
      if (!now) return
      await Messages.updateOne({ _id: now._id }, { $set: { waitsUntil } })
      await recordDue([now], waitsUntil)
    }
  })
  return undefined
}

/** It reached nobody; whoever waits for its answer hears of it. */
async function markUndeliverable(message: Message): Promise<void> {
  await transaction(async () => {
    if (!(await settle(message, 'failed'))) return
    await record('notifications.failed', {
      tenant: message.tenant,
      subject: { kind: 'message', id: message._id },
      by: system,
      data: { template: message.template, about: message.subject.id },
    })
  })
}

/** What a card is about may have changed while it was on its way, when nobody knew yet that it is there. */
async function bringUpToDate(message: Message, shown: Composed): Promise<void> {
  if (!isComposed(message)) return
  const now = await compose(message)
  if (now && JSON.stringify(now.params) !== JSON.stringify(shown.params)) {
    await updateCard({ outTrackId: message._id, params: now.params })
  }
}

/** One message, on its own. @throws GiveUp when no way is left */
async function deliverOne(event: EventRow, given: Message): Promise<void> {
  const composed = await compose(given)
  if (!composed?.isDue) {
    await settle(given, 'not_needed', { unset: ['content'] })
    return
  }
  let message: Message | undefined = given
  for (const way of nextWays(given)) {
    if (!waysLeft([way], message.ways).length) continue
    let outcome: Outcome
    try {
      outcome = await sendBy(way, message, composed, `${event._id}:${message._id}`)
    } catch (error) {
      outcome = outcomeOf(error, event, [message])
    }
    message = await note(message, way, outcome)
    if (!message) {
      if (way === 'card') await bringUpToDate(given, composed)
      return
    }
  }
  await markUndeliverable(message)
  throw new GiveUp('message_undeliverable')
}

/** Plain messages that say the same, in one call. @returns those that need another way */
async function deliverTogether(event: EventRow, messages: readonly Message[]): Promise<Message[]> {
  const [first] = messages
  const composed = first && (await compose(first))
  if (!composed) return [...messages]
  const rest: Message[] = []
  let outcomes: Map<string, Outcome>
  try {
    outcomes = await byRobot(messages, composed, event._id)
  } catch (error) {
    const outcome = outcomeOf(error, event, messages)
    outcomes = new Map(messages.map(({ _id }) => [_id, outcome]))
  }
  for (const message of messages) {
    const outcome = outcomes.get(message._id)
    const left = outcome && (await note(message, 'robot', outcome))
    if (left) rest.push(left)
  }
  return rest
}

/** Quiet hours may have been chosen, or clocks changed, since it began to wait. */
async function stillWaiting(messages: readonly Message[]): Promise<Message[]> {
  const waiting = messages.filter(
    ({ status, ways }) => status === 'waiting' && ways.at(-1)?.outcome !== 'held',
  )
  const wishes = await preferencesOf(waiting)
  const held: Message[] = []
  for (const [index, message] of waiting.entries()) {
    const { quiet, timeZone } = wishes[index] ?? {}
    const zone = timeZoneOf({ timeZone: timeZone ?? null })
    const until = quiet ? quietUntil(clock.now(), quiet, zone) : undefined
    if (!until) continue
    held.push(message)
    await transaction(async () => {
      await Messages.updateOne({ _id: message._id }, { $set: { waitsUntil: until } })
      await recordDue([message], until)
    })
  }
  return held
}

/** Delivers what an event names; whatever has arrived already stays. */
export async function deliver(event: EventRow): Promise<void> {
  const named = event.data['messages']
  const ids = Array.isArray(named) ? named.map(String) : []
  // this very event was started again, from the list of failed deliveries
  await Messages.updateMany(
    { _id: { $in: ids }, status: 'failed' },
    { $set: { status: 'sending', ways: [] } },
  )
  const rows = await Messages.find({
    _id: { $in: ids },
    status: { $in: ['waiting', 'sending'] },
  }).lean<Message[]>()
  const held = new Set(await stillWaiting(rows))
  const due = rows.filter((row) => !held.has(row))
  const together = due.filter((row) => row.form === 'text' && nextWays(row)[0] === 'robot')
  const alone = due.filter((row) => !together.includes(row))
  const rest = together.length ? await deliverTogether(event, together) : []
  await forEveryone([...alone, ...rest], (message) => deliverOne(event, message))
}

/** What became of a work notification: had, read, or refused for a limit although DingTalk had answered *success*. */
export async function lookAtWorkNotification(event: EventRow): Promise<void> {
  const message = await Messages.findById(event.subject.id).lean<Message | null>()
  const task = message?.ways.findLast(({ way }) => way === 'work_notification')?.task
  if (!message?.dingtalkUserId || task === undefined) return
  if (message.status !== 'checking' && message.status !== 'sent') return
  const result = await readSendResult(task, message.dingtalkUserId)
  const look = Number(event.data['look'])
  const at = clock.now()
  await transaction(async () => {
    if (result.state === 'read') {
      await settle(message, 'read', { unset: ['content'] })
    } else if (result.state === 'not_sent') {
      const tried = { way: 'work_notification', at, outcome: 'failed' } as const
      const now = await settle(message, 'sending', {
        tried: { ...tried, reason: result.reason },
        unset: ['via'],
      })
      if (now) await recordDue([now])
    } else {
      const isThere = result.state === 'unread' || looks[look + 1] === undefined
      const now = isThere
        ? await settle(message, 'sent', { unset: ['content'] })
        : await settle(message, message.status)
      // after the first looks only whether it was read is of interest
      const next = result.state === 'unread' ? Math.max(look + 1, 3) : look + 1
      if (now) await lookLater(now, next)
    }
  })
}

/** Starts a message again that reached nobody. @returns whether it was one */
export async function startAgain(message: Message): Promise<boolean> {
  return transaction(async () => {
    const { modifiedCount } = await Messages.updateOne(
      { _id: message._id, status: 'failed' },
      { $set: { status: 'sending', ways: [], updatedAt: clock.now() } },
    )
    if (modifiedCount) await recordDue([message])
    return modifiedCount > 0
  })
}
