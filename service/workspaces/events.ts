/** What happens to a workspace. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { isoOrder } from './contract/order.ts'

export const workspaceCreated = event('workspaces.created', {
  about: 'workspace',
  data: z.object({ kind: z.string() }),
  auditOnly: true,
})

export const workspaceRenamed = event('workspaces.renamed', { about: 'workspace' })

export const joinCodeReplaced = event('workspaces.join_code_replaced', {
  about: 'workspace',
  auditOnly: true,
})

export const digestHourSet = event('workspaces.digest_hour_set', {
  about: 'workspace',
  data: z.object({ digestHour: z.nullable(z.number()) }),
  auditOnly: true,
})

export const workspaceSuspended = event('workspaces.suspended', {
  about: 'workspace',
  auditOnly: true,
})

export const countrySet = event('workspaces.country_set', {
  about: 'workspace',
  data: z.object({ country: z.string(), currency: z.string() }),
  auditOnly: true,
})

export const orderSet = event('workspaces.order_set', {
  about: 'workspace',
  data: z.object({ order: isoOrder }),
  auditOnly: true,
})

export const workspaceResumed = event('workspaces.resumed', { about: 'workspace' })
