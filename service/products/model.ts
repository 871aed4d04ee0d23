/** Products and the lists that go with them: small reference data, the same for every ISO. */
import mongoose from 'mongoose'
import type { InEachLanguage } from '../offered-lists/model.ts'
import type { Product } from './contract.ts'

export interface StoredProduct {
  /** Such as `marketing_code`. */
  _id: string
  names: InEachLanguage
  summaries: InEachLanguage
  kind: Product['kind']
  bindsCodes: boolean
  open: boolean
  /** Place in the list, from 1. */
  order: number
}

export interface StoredChoice {
  _id: string
  names: InEachLanguage
  order: number
}

const texts = { type: mongoose.Schema.Types.Mixed, required: true }

const choice = () =>
  new mongoose.Schema<StoredChoice>(
    { _id: String, names: texts, order: { type: Number, required: true } },
    { versionKey: false },
  )

/** Not sharded: a handful of rows. */
export const Products = mongoose.model<StoredProduct>(
  'Product',
  new mongoose.Schema<StoredProduct>(
    {
      _id: String,
      names: texts,
      summaries: texts,
      kind: { type: String, required: true },
      bindsCodes: { type: Boolean, required: true },
      open: { type: Boolean, required: true },
      order: { type: Number, required: true },
    },
    { versionKey: false },
  ),
  'products',
)

/** Not sharded: a handful of rows. */
export const StoreCategories = mongoose.model<StoredChoice>(
  'StoreCategory',
  choice(),
  'storeCategories',
)

/** Not sharded: a handful of rows. */
export const SpotKinds = mongoose.model<StoredChoice>('SpotKind', choice(), 'spotKinds')
