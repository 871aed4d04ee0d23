/** What holds for all of an ISO and is set by the platform: its country, its currency, its order of work. */
import * as z from 'zod/mini'
import { named, time } from '../../http/contract.ts'
import { currencyOf } from '../shared.ts'
import { isoOrder } from './order.ts'

/** ISO 3166-1 alpha-2. */
export const country = z
  .string()
  .check(z.refine((code) => currencyOf(code) !== undefined, 'must be a code of ISO 3166-1'))

/** ISO 4217; whether there is such a one is known to the service. */
export const currency = z.string().check(z.regex(/^[A-Z]{3}$/))

/** The order as it was agreed on. */
export const agreedOrder = named(
  'AgreedOrder',
  z.object({
    value: isoOrder,
    /** Name of the regional coordinator. */
    agreedWith: z.string(),
    /** Name of the operator who recorded it. */
    by: z.string(),
    at: time,
  }),
)

/** Null is what has not been set. */
export const agreed = {
  country: z.nullable(z.string()),
  currency: z.nullable(z.string()),
  order: z.nullable(agreedOrder),
}

/** One change of these. */
export const agreedChange = z.object({
  at: time,
  by: z.string(),
  what: z.enum(['country_set', 'order_set']),
  country: z.optional(z.string()),
  currency: z.optional(z.string()),
  order: z.optional(isoOrder),
  agreedWith: z.optional(z.string()),
})
