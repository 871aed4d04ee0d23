/** What happens to Marketing Codes. Names are stored: those of whole lists are of the domain they were in. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { codeStatus, retireReason } from './contract.ts'

const ofCodes = {
  about: 'workspace',
  data: z.object({ count: z.number() }),
  /** The platform's list of ISOs counts codes; people of the ISO see none of that. */
  concerns: ['codeStock'],
  auditOnly: true,
} as const

/** One code is retired by its ISO. */
export const codeRetired = event('marketing_codes.retired', {
  about: 'marketingCode',
  data: z.object({ reason: retireReason, from: codeStatus }),
  concerns: ['marketingCode', 'codeStock'],
  auditOnly: true,
})

/** A list was taken away as a file. */
export const codesExported = event('marketing_codes.exported', {
  about: 'workspace',
  data: z.object({
    format: z.string(),
    rows: z.number(),
    status: z.string(),
    searched: z.boolean(),
  }),
  concerns: [],
  auditOnly: true,
})

export const codesIssued = event('promotions.codes_issued', ofCodes)
export const codesRetired = event('promotions.codes_retired', ofCodes)
