/** A Marketing Code, whether it can be bound, and why not. */
import * as z from 'zod/mini'
import { endpoint, id, named } from '../http/contract.ts'
import { asPrinted } from './shared.ts'

/** A Marketing Code as printed, such as `APMC-4F7K-2Q9D`. */
export const marketingCode = z.string().check(z.regex(asPrinted))

export const codeStatuses = ['issued', 'bound', 'active', 'retired'] as const
export const codeStatus = named('CodeStatus', z.enum(codeStatuses))
export type CodeStatus = z.output<typeof codeStatus>

/** Why an ISO retires a code. */
export const retireReasons = ['lost', 'damaged'] as const
export const retireReason = named('RetireReason', z.enum(retireReasons))
export type RetireReason = z.output<typeof retireReason>

/** `mine`: bound to this very submission already, so it may stay. */
export const codeVerdicts = ['free', 'mine', 'taken', 'unknown'] as const

export const checkCode = endpoint('GET /api/v1/marketing-codes/check', {
  name: 'checkCode',
  by: 'associated staff',
  summary: 'Check whether a scanned Marketing Code can be bound',
  query: z.object({
    /** What the scanner read: the code, or the address that holds it. */
    text: z.string().check(z.minLength(1), z.maxLength(500)),
    submission: z.optional(id),
  }),
  answer: z.object({
    /** Null when there is no code in the text. */
    code: z.nullable(z.string()),
    verdict: z.enum(codeVerdicts),
  }),
})

/** What `about` of `code_taken` and `code_unknown` holds: which codes, and why each cannot be bound. */
export const refusedCodes = z.object({
  codes: z.array(z.object({ code: z.string(), verdict: z.enum(codeVerdicts) })),
})
export type RefusedCodes = z.infer<typeof refusedCodes>
