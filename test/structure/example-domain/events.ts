/** What happens to a badge. */
import { event } from '../../../service/outbox/event.ts'

export const badgeOrdered = event('badges.ordered', { about: 'badge', auditOnly: true })
export const badgeSent = event('badges.sent', { about: 'badge' })
export const badgeReceived = event('badges.received', { about: 'badge' })
