/** Products and the lists that go with them: data, the same for every ISO. */
import { offeredList, type RowOf } from '../offered-lists/list.ts'
import { choice, product, type Choice, type Product } from './contract.ts'
import former from './former-words.json' with { type: 'json' }
import standard from './standard.json' with { type: 'json' }

export type StoredProduct = RowOf<Product>
export type StoredChoice = RowOf<Choice>

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

export const Products = products.rows
export const StoreCategories = storeCategories.rows
export const SpotKinds = spotKinds.rows
