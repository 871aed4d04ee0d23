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

/** A form that POSMs of a product have: a sticker, a table stand. */
export const posmType = offeredItem({
  /** Ids of the products that come in this form. */
  products: z.array(z.string()),
  /** Ids of the products that usually do: it is preselected, and stands for what an older app does not say. */
  defaultOf: z.array(z.string()),
})
export type PosmType = z.output<typeof posmType>

/** How many of a type may be put up. Of the limits that fit, the most specific one holds (`limitFor` in `shared.ts`). */
export const posmLimit = offeredItem({
  product: z.string(),
  /** Id of a type, or `*` for each of them. */
  type: z.string(),
  /** Category of the store, or `*`. */
  category: z.string(),
  perSpot: z.number(),
  perStore: z.number(),
})
export type PosmLimit = z.output<typeof posmLimit>

export const listProducts = endpoint('GET /api/v1/products', {
  name: 'listProducts',
  by: 'signed in',
  summary:
    'List products with their store categories, kinds of spots, types of POSM and their limits',
  answer: z.object({
    ...rowsAs('products', product),
    ...rowsAs('storeCategories', choice),
    ...rowsAs('spotKinds', choice),
    ...rowsAs('posmTypes', posmType),
    ...rowsAs('posmLimits', posmLimit),
  }),
  offline: {},
})
