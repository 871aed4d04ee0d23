/** What the holder of a badge is told, and *I have it* on the card. */
import { button, message } from '../../../service/notifications/message.ts'
import type { Card } from '../../../service/notifications/view/card.ts'
import { staffMay } from '../../../service/staff/messages/asker.ts'
import { recipientsOf } from '../../../service/staff/messages/recipient.ts'
import { receive } from './actions.ts'
import { badgeReceived, badgeSent } from './events.ts'
import { Badges, type StoredBadge } from './model.ts'
import { badgePolicy } from './policy.ts'
import { textsIn } from './texts.ts'

const have = button<StoredBadge>('badges.have', {
  may: staffMay(badgePolicy, 'receive'),
  refusal: 'task.notYours',
  act: async ({ thing }) => void (await receive(thing)),
})

export const badgeSentMessage = message({
  template: 'badge_sent',
  kind: 'tasks',
  on: badgeSent,
  handler: 'tellBadge',
  to: ({ staff }) => recipientsOf(staff),
  find: async ({ subject }) => (await Badges.findById(subject.id).lean<StoredBadge>()) ?? undefined,
  due: ({ status }) => status === 'sent',
  card({ number, status }, { language }): Card {
    const t = textsIn(language)
    const buttons = status === 'sent' ? [{ id: have.id, title: t.have }] : []
    return { title: t.cardTitle, text: `${t.number} ${number}`, status: t[status], buttons }
  },
  settled: { by: [badgeReceived], handler: 'settleBadgeCards' },
  buttons: [have],
})
