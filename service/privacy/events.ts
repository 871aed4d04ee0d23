/** What is done with the personal data of one person: the events hold only the person and the time. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'

const ofPerson = { about: ['staffMember', 'account'], auditOnly: true } as const

export const dataExported = event('privacy.exported', ofPerson)
export const dataErased = event('privacy.erased', {
  ...ofPerson,
  /** All ids of the person. */
  data: z.object({
    staff: z.optional(z.readonly(z.array(z.string()))),
    accounts: z.optional(z.readonly(z.array(z.string()))),
  }),
})

/** The contact of a store asked for it. */
export const contactErased = event('privacy.contact_erased', {
  about: 'submission',
  auditOnly: true,
})
