/** The product list, for every signed-in person (requirements B3). */
import { serve, type Route } from '../http/serve.ts'
import { readCatalogue } from './actions.ts'
import * as contract from './contract.ts'
import { posmLimits, posmTypes, products, spotKinds, storeCategories } from './model.ts'

export const productRoutes: Route[] = [
  serve(contract.listProducts, async () => {
    const catalogue = await readCatalogue()
    return {
      products: products.view(catalogue.products),
      storeCategories: storeCategories.view(catalogue.storeCategories),
      spotKinds: spotKinds.view(catalogue.spotKinds),
      posmTypes: posmTypes.view(catalogue.posmTypes),
      posmLimits: posmLimits.view(catalogue.posmLimits),
    }
  }),
]
