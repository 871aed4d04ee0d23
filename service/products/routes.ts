/** The product list, for whoever is signed in (requirements B3). */
import { signedIn } from '../http/callers.ts'
import { serve, type Route } from '../http/serve.ts'
import { readCatalogue } from './actions.ts'
import * as contract from './contract.ts'
import { viewChoice, viewProduct } from './view.ts'

export const productRoutes: Route[] = [
  serve(contract.listProducts, signedIn, async () => {
    const { products, storeCategories, spotKinds } = await readCatalogue()
    return {
      products: products.map(viewProduct),
      storeCategories: storeCategories.map(viewChoice),
      spotKinds: spotKinds.map(viewChoice),
    }
  }),
]
