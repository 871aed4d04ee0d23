/** What happens to visits that are sent in. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { itemStatus } from './contract/content.ts'

/** The visit was sent by a version of the mini-app that does not ask for the consent of the store. */
const consent = z.optional(z.literal('older_app'))

export const visitSubmitted = event('promotions.submitted', {
  about: 'submission',
  data: z.object({
    revision: z.number(),
    product: z.string(),
    spots: z.number(),
    codes: z.number(),
    consent,
  }),
})

const ofRevision = {
  about: 'submission',
  data: z.object({ revision: z.number(), product: z.string(), status: itemStatus, consent }),
} as const

export const visitModified = event('promotions.modified', ofRevision)
export const visitAppealed = event('promotions.appealed', ofRevision)

/** The ISO frees the codes of a rejected spot whose person is gone. */
export const codesFreed = event('promotions.codes_freed', {
  about: 'submission',
  data: z.object({ revision: z.number(), spot: z.string(), codes: z.array(z.string()) }),
  auditOnly: true,
})

export const submissionsExported = event('promotions.exported', {
  about: 'workspace',
  data: z.object({
    format: z.string(),
    rows: z.number(),
    status: z.string(),
    product: z.string(),
    region: z.string(),
    from: z.string(),
    to: z.string(),
    onePerson: z.boolean(),
    searched: z.boolean(),
  }),
  concerns: [],
  auditOnly: true,
})
