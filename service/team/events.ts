/** What happens to the members of a workspace. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'

export const memberAdded = event('team.member_added', {
  about: 'member',
  data: z.object({
    roles: z.array(z.string()),
    /** What they are restricted to. */
    isos: z.optional(z.array(z.string())),
    regions: z.optional(z.array(z.string())),
  }),
  auditOnly: true,
})

/** What a member reaches is another part of what the workspace does. */
export const accessChanged = event('team.access_changed', {
  about: 'member',
  data: z.object({
    isos: z.optional(z.array(z.string())),
    regions: z.optional(z.array(z.string())),
  }),
  auditOnly: true,
})

export const memberRemoved = event('team.member_removed', { about: 'member', auditOnly: true })
