/** The catalogue of products: read often, changed by hand now and then. */
import { clock } from '../clock.ts'
import {
  Products,
  SpotKinds,
  StoreCategories,
  type StoredChoice,
  type StoredProduct,
} from './model.ts'

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
