/** Sends and updates the bot's cards: once for each event and recipient, however often the handler runs. */
import { createHash } from 'node:crypto'
import setUp from '../../../dingtalk.config.json' with { type: 'json' }
import { clock } from '../../clock.ts'
import { deliverCard, updateCard } from '../../dingtalk/cards.ts'
import type { EventRow } from '../../outbox/model.ts'
import { Messages, type Message } from '../model.ts'
import type { CardParams } from '../view/cards.ts'

/** DingTalk knows a card by this; the same event gives the same card, so a second sending is none. */
function trackId(event: EventRow, dingtalkUserId: string): string {
  const digest = createHash('sha256').update(`${event._id}:${dingtalkUserId}`).digest('base64url')
  return `pw-${digest.slice(0, 32)}`
}

interface Sending {
  template: string
  dingtalkUserId: string
  language: string
  params: CardParams
}

/** @throws DingTalkError when it should be tried again */
export async function sendCard(event: EventRow, sending: Sending): Promise<void> {
  const { template, dingtalkUserId, language, params } = sending
  const _id = trackId(event, dingtalkUserId)
  const now = clock.now()
  await Messages.updateOne(
    { _id },
    {
      $setOnInsert: {
        template,
        subject: event.subject,
        tenant: event.tenant,
        dingtalkUserId,
        language,
        status: 'sending',
        createdAt: now,
        updatedAt: now,
      },
    },
    { upsert: true },
  )
  const open = await Messages.exists({ _id, status: 'sending' })
  if (!open) return
  await deliverCard({
    outTrackId: _id,
    templateId: setUp.cards.templateId,
    userId: dingtalkUserId,
    params,
  })
  await Messages.updateOne({ _id }, { $set: { status: 'sent', updatedAt: clock.now() } })
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
  for (const message of sent) {
    await updateCard({ outTrackId: message._id, params: render(message) })
  }
}
