/** Sends and updates the bot's cards: once for each event and recipient, however often the handler runs. */
import { createHash } from 'node:crypto'
import setUp from '../../../dingtalk.config.json' with { type: 'json' }
import type { Account } from '../../accounts/model.ts'
import { clock } from '../../clock.ts'
import { deliverCard, updateCard } from '../../dingtalk/cards.ts'
import { asLater, DingTalkError } from '../../dingtalk/errors.ts'
import { sendMail } from '../../mail.ts'
import { GiveUp } from '../../outbox/handlers.ts'
import type { EventRow } from '../../outbox/model.ts'
import { Messages, type Message } from '../model.ts'
import type { CardParams } from '../view/cards.ts'

/** DingTalk knows a card by this; the same event gives the same card, so a second sending is none. */
function messageIdOf(event: EventRow, recipient: string): string {
  const digest = createHash('sha256').update(`${event._id}:${recipient}`).digest('base64url')
  return `pw-${digest.slice(0, 32)}`
}

interface To {
  template: string
  dingtalkUserId: string
  language: string
}

/**
 * Sends a message once for each event and recipient: what is on its way already is left to whoever
 * began it, and `send` carries the id so that a crash between sending and noting it sends nothing twice.
 */
async function once(
  event: EventRow,
  to: To,
  send: (messageId: string) => Promise<void>,
): Promise<void> {
  const _id = messageIdOf(event, to.dingtalkUserId)
  const now = clock.now()
  const about = { subject: event.subject, tenant: event.tenant, createdAt: now, updatedAt: now }
  await Messages.updateOne(
    { _id },
    { $setOnInsert: { ...to, ...about, status: 'sending' } },
    { upsert: true },
  )
  if (!(await Messages.exists({ _id, status: 'sending' }))) return
  await send(_id)
  await Messages.updateOne({ _id }, { $set: { status: 'sent', updatedAt: clock.now() } })
}

/** @throws DingTalkError when it should be tried again */
export async function sendCard(event: EventRow, to: To, params: CardParams): Promise<void> {
  await once(event, to, (outTrackId) =>
    deliverCard({
      outTrackId,
      templateId: setUp.cards.templateId,
      userId: to.dingtalkUserId,
      params,
    }),
  )
}

/** True when this person cannot get the card, however often it is sent: another way to them is needed. */
export function isUndeliverable(error: unknown): boolean {
  if (!(error instanceof DingTalkError)) return false
  return error.code === 'card_not_delivered' || error.kind === 'bad_input'
}

/**
 * Does the same for all, one after the other; trouble with one does not keep it from the others.
 * @throws what went wrong first, at the end; if anything can be tried again, that
 */
export async function forEveryone<T>(
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

/** A mail to an operator whom the bot cannot reach. */
export async function mailOperator(
  event: EventRow,
  account: Account,
  template: string,
  words: { subject: string; text: string },
): Promise<void> {
  const to = { template, dingtalkUserId: `mail:${account._id}`, language: account.language }
  await once(event, to, (key) => sendMail({ to: account.email, ...words, key }))
}

/** Brings every card about a subject up to its present state, for everyone who got one. */
export async function updateCards(
  template: string,
  subjectId: string,
  render: (message: Message) => CardParams,
): Promise<void> {
  const sent = await Messages.find({
    'subject.id': subjectId,
    template,
    status: 'sent',
  }).lean<Message[]>()
  await forEveryone(sent, (message) =>
    updateCard({ outTrackId: message._id, params: render(message) }),
  )
}
