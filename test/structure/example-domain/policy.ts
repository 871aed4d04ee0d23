/** Who may do what to a badge: asked by routes, by the card and (as abilities) by the screen. */
import { callersOf, type Policy } from '../../../service/http/policy.ts'
import type { Located } from '../../../service/http/scope.ts'
import { sendBadge } from './contract.ts'

export const badgePolicy = {
  send: callersOf(sendBadge),
  receive: (me, { staff }) => me.kind === 'staff' && me.id === staff,
} satisfies Policy<string, Located & { staff: string }>
