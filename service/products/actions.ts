/** The catalogue of products: read often, changed by hand now and then, filled with the standard at start. */
import type { Model } from 'mongoose'
import { clock } from '../clock.ts'
import {
  Products,
  SpotKinds,
  StoreCategories,
  type StoredChoice,
  type StoredProduct,
} from './model.ts'
import standard from './standard.json' with { type: 'json' }

export interface Catalogue {
  products: StoredProduct[]
  storeCategories: StoredChoice[]
  spotKinds: StoredChoice[]
}

/** Milliseconds after which the catalogue is read again: every submission asks it. */
const memory = 10_000
let remembered: { catalogue: Catalogue; until: number } | undefined

/** Products, store categories and kinds of spots, each in its order; at most ten seconds old. */
export async function readCatalogue(): Promise<Catalogue> {
  if (remembered && remembered.until > clock.time()) return remembered.catalogue
  const [products, storeCategories, spotKinds] = await Promise.all([
    Products.find().sort({ order: 1 }).lean(),
    StoreCategories.find().sort({ order: 1 }).lean(),
    SpotKinds.find().sort({ order: 1 }).lean(),
  ])
  const catalogue = { products, storeCategories, spotKinds }
  remembered = { catalogue, until: clock.time() + memory }
  return catalogue
}

/** Makes a change of the catalogue felt at once in this process. */
export function forgetCatalogue(): void {
  remembered = undefined
}

async function insertMissing<T extends { _id: string }>(model: Model<T>, rows: T[]): Promise<void> {
  await model.bulkWrite(
    rows.map(({ _id, ...rest }) => ({
      updateOne: {
        filter: { _id } as never,
        update: { $setOnInsert: rest } as never,
        upsert: true,
      },
    })),
    { ordered: false },
  )
}

const inOrder = <T extends object>(rows: T[]) =>
  rows.map((row, index) => ({ ...row, order: index + 1 }))

/**
 * Inserts what is missing of the standard products, categories and kinds of spots (requirements B3);
 * what is there, edited perhaps, stays. Safe to run at every start and from several instances.
 */
export async function seedProducts(): Promise<void> {
  await insertMissing(Products, inOrder(standard.products) as StoredProduct[])
  await insertMissing(StoreCategories, inOrder(standard.storeCategories))
  await insertMissing(SpotKinds, inOrder(standard.spotKinds))
  forgetCatalogue()
}
