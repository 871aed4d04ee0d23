/** Badges: an ISO orders and sends them, its staff receive them. What callers see. */
import * as z from 'zod/mini'
import { endpoint, exampleIds, id, pageOf, pageQuery } from '../../../service/http/contract.ts'
import { line } from '../../../service/text/contract.ts'

export const badgeStatuses = ['ordered', 'sent', 'received'] as const
const status = z.enum(badgeStatuses)
const abilities = z.array(z.enum(['send']))
export const badge = z.object({ id, number: z.string(), status, abilities })
export type Badge = z.output<typeof badge>

const params = z.object({ badgeId: id })
// the rights exist already; a new one goes into service/permissions/contract.ts, and into roles by a migration
const toView = { by: 'iso', may: 'staff.view', about: 'badge' } as const
const toChange = { by: 'iso', may: 'staff.add' } as const
export const listBadges = endpoint('GET /api/v1/badges', {
  ...toView,
  name: 'listBadges',
  summary: 'List badges, newest first',
  query: z.object(pageQuery),
  answer: pageOf(badge),
  errors: ['bad_cursor'],
})
export const findBadge = endpoint('GET /api/v1/badges/:badgeId', {
  ...toView,
  name: 'findBadge',
  summary: 'Get a badge',
  params,
  answer: badge,
  errors: ['not_found'],
})
export const orderBadge = endpoint('POST /api/v1/badges', {
  ...toChange,
  name: 'orderBadge',
  summary: 'Order a badge for a staff member',
  body: z.object({ id, staff: id, number: line(20) }),
  example: { body: { id: exampleIds.new, staff: exampleIds.staff, number: 'B-1042' } },
  answer: badge,
  errors: ['not_found'],
})
export const sendBadge = endpoint('POST /api/v1/badges/:badgeId/send', {
  ...toChange,
  name: 'sendBadge',
  summary: 'Send a badge; the staff member is told',
  params,
  answer: badge,
  errors: ['not_found', 'wrong_state'],
})
