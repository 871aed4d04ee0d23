/** Products that staff promote, and the lists that go with them: all of it data (requirements B3). */
import * as z from 'zod/mini'
import { endpoint, named, rowsAs } from '../http/contract.ts'
import { inEachLanguage, offeredItem } from '../offered-lists/contract.ts'

/** A store category or a kind of spots. */
export const choice = offeredItem({})
export type Choice = z.output<typeof choice>

export const product = named(
  'Product',
  offeredItem({
    /** One sentence on what is done. */
    summaries: inEachLanguage,
    kind: z.enum(['promotion', 'inspection']),
    /** Marketing Codes are scanned and bound at each spot. */
    bindsCodes: z.boolean(),
    /** Can be promoted now; a closed one is shown as coming. */
    open: z.boolean(),
  }),
)
export type Product = z.output<typeof product>

export const listProducts = endpoint('GET /api/v1/products', {
  name: 'listProducts',
  by: 'signed in',
  summary: 'List products with their store categories and kinds of spots',
  answer: z.object({
    ...rowsAs('products', product),
    ...rowsAs('storeCategories', choice),
    ...rowsAs('spotKinds', choice),
  }),
  offline: {},
})
