/** Products and the lists that go with them: data, the same for every ISO. */
import { offeredList, type RowOf } from '../offered-lists/list.ts'
import {
  choice,
  posmLimit,
  posmType,
  product,
  type Choice,
  type PosmLimit,
  type PosmType,
  type Product,
} from './contract.ts'
import former from './former-words.json' with { type: 'json' }
import standard from './standard.json' with { type: 'json' }

export type StoredProduct = RowOf<Product>
export type StoredChoice = RowOf<Choice>
export type StoredPosmType = RowOf<PosmType>
export type StoredPosmLimit = RowOf<PosmLimit>

export const products = offeredList<StoredProduct, Product>({
  collection: 'products',
  model: 'Product',
  item: product,
  standard: standard.products,
  former: former.products,
})

export const storeCategories = offeredList<StoredChoice, Choice>({
  collection: 'storeCategories',
  model: 'StoreCategory',
  item: choice,
  standard: standard.storeCategories,
  former: former.storeCategories,
})

export const spotKinds = offeredList<StoredChoice, Choice>({
  collection: 'spotKinds',
  model: 'SpotKind',
  item: choice,
  standard: standard.spotKinds,
  former: former.spotKinds,
})

export const posmTypes = offeredList<StoredPosmType, PosmType>({
  collection: 'posmTypes',
  model: 'PosmType',
  item: posmType,
  standard: standard.posmTypes,
  former: former.posmTypes,
})

export const posmLimits = offeredList<StoredPosmLimit, PosmLimit>({
  collection: 'posmLimits',
  model: 'PosmLimit',
  item: posmLimit,
  standard: standard.posmLimits,
  former: former.posmLimits,
})

export const Products = products.rows
export const StoreCategories = storeCategories.rows
export const SpotKinds = spotKinds.rows
export const PosmLimits = posmLimits.rows
