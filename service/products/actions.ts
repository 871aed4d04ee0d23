/** The catalogue of products: read often, changed by hand now and then. */
import { clock } from '../clock.ts'
import {
  products,
  spotKinds,
  storeCategories,
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
  const [allProducts, allCategories, allKinds] = await Promise.all([
    products.read(),
    storeCategories.read(),
    spotKinds.read(),
  ])
  const catalogue = {
    products: allProducts,
    storeCategories: allCategories,
    spotKinds: allKinds,
  }
  remembered = { catalogue, until: clock.time() + memory }
  return catalogue
}

/** Makes a change of the catalogue felt at once in this process. */
export function forgetCatalogue(): void {
  remembered = undefined
}
