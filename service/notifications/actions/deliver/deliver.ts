/** Delivers messages: the best way first, the next one where it leads nowhere, and a note of each. */
import { clock } from '../../../clock.ts'
import { transaction } from '../../../database/transaction.ts'
import { updateCard } from '../../../dingtalk/cards.ts'
import { byId, serveEach, throwFirst, type Failed } from '../../../outbox/batch.ts'
import { GiveUp } from '../../../outbox/handlers.ts'
import type { EventOf } from '../../../outbox/event.ts'
import type { EventRow } from '../../../outbox/model.ts'
import { shift } from '../../../states/move.ts'
import { Messages, type Message } from '../../model.ts'
import { messageOf, people } from '../../registry.ts'
import { messageMachine } from '../../rules/states.ts'
import { waysLeft } from '../../rules/ways.ts'
import type { Composed } from '../../view/every-way.ts'
import { compose, isComposed } from '../compose.ts'
import { defaultPreferences, preferencesOf, deliveryRuleOf } from '../preferences.ts'
import { tryEach } from '../send.ts'
import { sendBy, type Outcome } from '../ways.ts'
import { deliverSeparately, markUndeliverable, recordAttempt, settle } from './note.ts'
import { nextWays, outcomeOf } from './outcome.ts'
import { deliverTogether } from './together.ts'
import type { messagesDue } from '../../events.ts'

/** What a card is about may have changed while it was on its way, when its arrival was not recorded yet. */
async function bringUpToDate(message: Message, shown: Composed): Promise<void> {
  if (!isComposed(message)) return
  const now = await compose(message)
  if (now && JSON.stringify(now.params) !== JSON.stringify(shown.params)) {
    await updateCard({ outTrackId: message._id, params: now.params })
  }
}

/** Whether a message still concerns its reader: an ISO sends nothing to a person who no longer belongs to it. */
async function concernsReader(message: Message): Promise<boolean> {
  const { template, recipient, tenant, dingtalkUserId } = message
  const isForMembers = recipient.kind === 'staff' && messageOf(template)?.membersOnly
  if (!isForMembers || !dingtalkUserId) return true
  return people().belongs(dingtalkUserId, tenant)
}

/** What there is to say by now; undefined when it is settled, or of no concern to the person any more. */
async function composeIfDue(message: Message): Promise<Composed | undefined> {
  const composed = await compose(message)
  return composed?.isDue && (await concernsReader(message)) ? composed : undefined
}

async function dismiss(message: Message): Promise<void> {
  await settle(message, 'dismiss', { dropsContent: true })
}

/** One message, on its own. @throws GiveUp when no way is left, DingTalkError when one will be again */
async function deliverOne(event: EventRow, given: Message): Promise<void> {
  const composed = await composeIfDue(given)
  if (!composed) return dismiss(given)
  let message: Message | undefined = given
  let waitsFor: unknown
  for (const way of nextWays(given)) {
    if (!waysLeft([way], message.ways).length) continue
    let outcome: Outcome
    try {
      outcome = await sendBy(way, message, composed, `${event._id}:${message._id}`)
    } catch (error) {
      outcome = outcomeOf(error, event, message)
      if (outcome.heals) waitsFor ??= error
    }
    message = await recordAttempt(message, way, outcome)
    if (!message) {
      if (way === 'card') await bringUpToDate(given, composed)
      return
    }
  }
  // it comes again, by every way, until the platform has set up what is missing or DingTalk takes calls again
  if (waitsFor) throw waitsFor
  // a person removed by their ISO just now may have left the organisation already
  if (!(await composeIfDue(message))) return dismiss(message)
  await markUndeliverable(message)
  throw new GiveUp('message_undeliverable')
}

/** A suspended ISO sends no messages, including those that were written before. */
async function drop(message: Message): Promise<void> {
  await settle(message, 'drop', { dropsContent: true })
}

interface Waiting {
  held: Message[]
  /** Could not be looked at or be given a later time: they wait for the next try of the event. */
  failed: Failed<Message>[]
}

/** Quiet hours may have been chosen, or clocks changed, since it began to wait. */
async function stillWaiting(messages: readonly Message[]): Promise<Waiting> {
  const waiting = messages.filter(
    ({ status, ways }) => status === 'waiting' && ways.at(-1)?.outcome !== 'held',
  )
  const wishes = await preferencesOf(waiting)
  const chosen = new Map(waiting.map((message, index) => [message, wishes[index]]))
  const held: Message[] = []
  const failed = await serveEach('held messages', waiting, byId, async (message) => {
    const wish = deliveryRuleOf(
      chosen.get(message) ?? defaultPreferences(),
      message.kind,
      clock.now(),
    )
    if (!wish.quietUntil) return
    await transaction(() => deliverSeparately(message, wish.quietUntil))
    held.push(message)
  })
  return { held, failed }
}

/** Every way is open to it once more. @returns whether it had failed */
async function beginAgain(_id: string): Promise<boolean> {
  const message = { _id, status: 'failed' } as const
  const set = { ways: [], updatedAt: clock.now() }
  return (await shift(Messages, messageMachine, message, 'send_again', { set })) !== undefined
}

/** Delivers what an event names; whatever has arrived already, or goes on by itself, stays. */
export async function deliver(event: EventOf<typeof messagesDue>): Promise<void> {
  const ids = event.data.messages
  const isShared = ids.length > 1
  if (!isShared) {
    // this very event was started again, from the list of failed deliveries
    for (const _id of ids) await beginAgain(_id)
  }
  const rows = await Messages.find({
    _id: { $in: ids },
    status: { $in: ['waiting', 'sending'] },
    ...(isShared ? { alone: { $ne: true } } : {}),
  }).lean<Message[]>()
  if (await people().isSuspended(event.tenant)) {
    await tryEach(rows, drop)
    return
  }
  const { held, failed } = await stillWaiting(rows)
  const waiting = new Set([...held, ...failed.map(({ member }) => member)])
  const due = rows.filter((row) => !waiting.has(row))
  if (isShared) await deliverTogether(event, due)
  else await tryEach(due, (message) => deliverOne(event, message))
  throwFirst(failed)
}

/** Starts a message again that reached no reader. @returns whether it was one */
export async function startAgain(message: Message): Promise<boolean> {
  return transaction(async () => {
    const isStarted = await beginAgain(message._id)
    if (isStarted) await deliverSeparately(message)
    return isStarted
  })
}
