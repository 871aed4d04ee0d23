/** The catalogue of products: read often, changed by hand now and then. */
import { clock } from '../clock.ts'
import {
  posmLimits,
  posmTypes,
  products,
  spotKinds,
  storeCategories,
  type StoredChoice,
  type StoredPosmLimit,
  type StoredPosmType,
  type StoredProduct,
} from './model.ts'

/** With it the service begins to ask which POSM is at a spot; when it ran says until when older apps need not tell. */
export const posmMigration = 86

export interface Catalogue {
  products: StoredProduct[]
  storeCategories: StoredChoice[]
  spotKinds: StoredChoice[]
  posmTypes: StoredPosmType[]
  posmLimits: StoredPosmLimit[]
}

/** Milliseconds after which the catalogue is read again: every submission asks it. */
const memory = 10_000
let remembered: { catalogue: Catalogue; until: number } | undefined

/** Products and the lists that go with them, each in its order; at most ten seconds old. */
export async function readCatalogue(): Promise<Catalogue> {
  if (remembered && remembered.until > clock.time()) return remembered.catalogue
  const [allProducts, allCategories, allKinds, allTypes, allLimits] = await Promise.all([
    products.read(),
    storeCategories.read(),
    spotKinds.read(),
    posmTypes.read(),
    posmLimits.read(),
  ])
  const catalogue = {
    products: allProducts,
    storeCategories: allCategories,
    spotKinds: allKinds,
    posmTypes: allTypes,
    posmLimits: allLimits,
  }
  remembered = { catalogue, until: clock.time() + memory }
  return catalogue
}

/** Makes a change of the catalogue felt at once in this process. */
export function forgetCatalogue(): void {
  remembered = undefined
}
