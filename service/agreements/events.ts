/** What happens to policies and agreements. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { kindOfText } from './contract/text.ts'

const version = { text: z.string(), version: z.number(), language: z.string() }

/** A staff member has agreed to a deployment policy. */
export const policyAgreed = event('agreements.policy_agreed', {
  about: 'staff',
  data: z.object({ agreement: z.string(), ...version }),
  // screens of staff lists show nothing of it
  concerns: ['agreement'],
  auditOnly: true,
})

/** An operator has agreed to the service agreement for the ISO. */
export const agreementSigned = event('agreements.signed', {
  about: 'workspace',
  data: z.object({ agreement: z.string(), ...version }),
  concerns: ['workspace', 'agreement'],
  auditOnly: true,
})

export const versionPublished = event('agreements.version_published', {
  about: 'agreementText',
  data: z.object({
    kind: kindOfText,
    product: z.string(),
    country: z.string(),
    version: z.number(),
    validFrom: z.string(),
  }),
  auditOnly: true,
})
