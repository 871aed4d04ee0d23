/** What happens to the members of a workspace. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'

export const memberAdded = event('team.member_added', {
  about: 'member',
  data: z.object({ roles: z.array(z.string()) }),
  auditOnly: true,
})

export const memberRemoved = event('team.member_removed', { about: 'member', auditOnly: true })
