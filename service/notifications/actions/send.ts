/** The one way in which the bot says something: a row for each person, and an event that delivers it. */
import { createHash, randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { updateCard } from '../../dingtalk/cards.ts'
import { asLater } from '../../dingtalk/errors.ts'
import { transaction } from '../../database/transaction.ts'
import { system } from '../../http/callers.ts'
import { serveEach, throwFirst } from '../../outbox/batch.ts'
import { GiveUp, type Handler } from '../../outbox/handlers.ts'
import type { EventRow } from '../../outbox/model.ts'
import { record } from '../../outbox/record.ts'
import { searchNameOf } from '../../text/search-starts.ts'
import type { MessageKind } from '../contract.ts'
import { Messages, type Message } from '../model.ts'
import { people as known } from '../registry.ts'
import type { CardParams } from '../view/card.ts'
import {
  defaultPreferences,
  preferencesOf,
  deliveryRuleOf,
  type DeliveryRule,
} from './preferences.ts'
import type { Recipient } from '../message.ts'
import { cardsStale, messagesDue } from '../events.ts'

/** People in one message of the robot. */
const batch = 20

/** What a message tells of: an event, or something that is told once for other reasons. */
export type Told = Pick<EventRow, '_id' | 'subject' | 'tenant' | 'data'>

/** DingTalk knows a card by this; the same event gives the same card, so a second sending is none. */
export function messageIdOf(told: Pick<Told, '_id'>, person: string): string {
  const digest = createHash('sha256').update(`${told._id}:${person}`).digest('base64url')
  return `pw-${digest.slice(0, 32)}`
}

interface What {
  template: string
  kind: MessageKind
  form?: 'card' | 'text'
  /** What it says; left out where `compose` knows, so that it is up to date when it is sent. */
  content?: (to: Recipient) => CardParams
}

async function rowsFor(told: Told, people: readonly Recipient[], what: What) {
  const now = clock.now()
  const chosen = await preferencesOf(people)
  const rows: Message[] = []
  const row = (to: Recipient, wish: DeliveryRule, timeZone: string | null): Message => {
    const { isOff: off, where, quietUntil } = wish
    const waitsUntil = off ? undefined : quietUntil
    const { dingtalkUserId, account } = to
    return {
      _id: messageIdOf(told, dingtalkUserId ?? `mail:${account}`),
      template: what.template,
      kind: what.kind,
      subject: told.subject,
      tenant: told.tenant,
      data: told.data,
      recipient: { kind: to.kind, name: to.name },
      searchName: searchNameOf(to.name),
      ...(dingtalkUserId ? { dingtalkUserId } : {}),
      ...(account ? { account } : {}),
      language: to.language,
      ...(timeZone ? { timeZone } : {}),
      form: what.form ?? 'card',
      where,
      ...(what.content && !off ? { content: { params: what.content(to) } } : {}),
      status: off ? 'not_wanted' : waitsUntil ? 'waiting' : 'sending',
      ...(waitsUntil ? { waitsUntil } : {}),
      ways: [],
      createdAt: now,
      updatedAt: now,
    }
  }
  const failed = await serveEach(
    `rows of ${what.template}`,
    people.entries(),
    { idOf: ([, { dingtalkUserId, account }]) => dingtalkUserId ?? account ?? '' },
    async ([index, to]) => {
      const wishes = chosen[index] ?? defaultPreferences()
      rows.push(row(to, deliveryRuleOf(wishes, what.kind, now), wishes.timeZone))
    },
  )
  return { rows, failed }
}

/** Those that say the same at the same time go together; cards go one by one. */
function batchesOf(rows: readonly Message[]): Message[][] {
  const same = Map.groupBy(rows, (row) =>
    row.form === 'card'
      ? row._id
      : JSON.stringify([row.content, row.where, row.waitsUntil?.getTime() ?? 0]),
  )
  return [...same.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / batch) }, (_, n) =>
      group.slice(n * batch, (n + 1) * batch),
    ),
  )
}

/** Lets messages be delivered together, at once or later. Inside a transaction that changed them. */
export async function recordDue(rows: readonly Message[], dueAt?: Date): Promise<void> {
  const [first] = rows
  if (!first) return
  await record(messagesDue, {
    tenant: first.tenant,
    // a subject of its own: a message that waits keeps nothing else waiting, and those that go together none of theirs
    ...(rows.length > 1
      ? { kind: 'messages', id: randomUUIDv7() }
      : { kind: 'message', id: first._id }),
    by: system,
    data: { messages: rows.map(({ _id }) => _id) },
    ...(dueAt ? { dueAt } : {}),
  })
}

/**
 * Tells people something, each of them once for each event, however often this runs. Joins an open transaction.
 * A person who switched it off gets nothing, a person in quiet hours gets it after them; a suspended ISO sends nothing.
 */
export async function tell(told: Told, people: readonly Recipient[], what: What): Promise<void> {
  if (await known().isSuspended(told.tenant)) return
  const reachable = people.filter(({ dingtalkUserId, account }) => dingtalkUserId ?? account)
  const { rows, failed } = await rowsFor(told, reachable, what)
  const groups = batchesOf(rows)
  const idOf = (group: Message[]) => group[0]?._id ?? ''
  const unsent = await serveEach(`messages of ${what.template}`, groups, { idOf }, (group) =>
    transaction(async () => {
      const ids = group.map(({ _id }) => _id)
      const there = await Messages.find({ _id: { $in: ids } }, { _id: 1 }).lean()
      const known = new Set(there.map(({ _id }) => _id))
      const fresh = group.filter(({ _id }) => !known.has(_id))
      if (!fresh.length) return
      await Messages.insertMany(fresh, { lean: true })
      const due = fresh.filter(({ status }) => status !== 'not_wanted')
      await recordDue(due, due[0]?.waitsUntil)
    }),
  )
  // the event comes again for them, and is on the failed list in the end; the others have their message by then
  throwFirst([...failed, ...unsent])
}

/**
 * Does the same for all, one after the other; trouble with one does not keep it from the others.
 * @throws what went wrong first, at the end; if anything can be tried again, that
 */
export async function tryEach<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = []
  for (const one of all) {
    try {
      await work(one)
    } catch (error) {
      errors.push(error)
    }
  }
  if (!errors.length) return
  throw errors.find((error) => !(asLater(error) instanceof GiveUp)) ?? errors[0]
}

const cardsAbout = (templates: readonly string[], subjectId: string) => ({
  'subject.id': subjectId,
  template: { $in: templates },
  status: 'sent' as const,
  via: 'card' as const,
})

/** For a handler: when an event has changed what cards say, they are brought up to date by an event of their own. */
export const staleCards =
  (templates: readonly string[]): Handler =>
  async ({ tenant, subject, data, bulk }) => {
    if (!(await Messages.exists(cardsAbout(templates, subject.id)))) return
    const [template = ''] = templates
    await record(cardsStale, {
      tenant,
      // a subject of their own: nothing waits for cards while DingTalk does not take them
      id: `${template}:${subject.id}`,
      by: system,
      data: { ...data, template, about: subject.id },
      bulk,
    })
  }

/** Brings every card about a subject up to its present state, for all readers. */
export async function updateCards(
  template: string,
  subjectId: string,
  render: (message: Message) => Promise<CardParams | undefined>,
): Promise<void> {
  const sent = await Messages.find(cardsAbout([template], subjectId)).lean<Message[]>()
  await tryEach(sent, async (message) => {
    const params = await render(message)
    if (params) await updateCard({ outTrackId: message._id, params })
  })
}
