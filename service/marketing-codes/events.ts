/** What happens to whole lists of Marketing Codes. The names are stored: they are those of the domain they were in. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'

const ofCodes = {
  about: 'workspace',
  data: z.object({ count: z.number() }),
  /** The platform's list of ISOs counts codes; people of the ISO see none of that. */
  concerns: ['codeStock'],
  auditOnly: true,
} as const

export const codesIssued = event('promotions.codes_issued', ofCodes)
export const codesRetired = event('promotions.codes_retired', ofCodes)
