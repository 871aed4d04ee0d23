/** The product list, for every signed-in person (requirements B3). */
import { viewRows } from '../http/damaged.ts'
import { serve, type Route } from '../http/serve.ts'
import { readCatalogue } from './actions.ts'
import * as contract from './contract.ts'
import { viewChoice, viewProduct } from './view.ts'

export const productRoutes: Route[] = [
  serve(contract.listProducts, async () => {
    const { products, storeCategories, spotKinds } = await readCatalogue()
    return {
      products: viewRows('products', products, viewProduct),
      storeCategories: viewRows('storeCategories', storeCategories, viewChoice),
      spotKinds: viewRows('spotKinds', spotKinds, viewChoice),
    }
  }),
]
