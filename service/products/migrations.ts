/** Brings the standard products, store categories and kinds of spots into the database (requirements B3). */
import type { Migration } from '../database/migrations.ts'
import { fillMissing, inOrder, insertMissing } from '../database/standard-rows.ts'
import { forgetCatalogue } from './actions.ts'
import { Products, SpotKinds, StoreCategories } from './model.ts'
import standard from './standard.json' with { type: 'json' }

export const productMigrations: Migration[] = [
  {
    number: 2,
    name: 'products: standard products, store categories and kinds of spots',
    async run({ save }) {
      const lists = [
        [Products, standard.products],
        [StoreCategories, standard.storeCategories],
        [SpotKinds, standard.spotKinds],
      ] as const
      for (const [model, rows] of lists) {
        await insertMissing(model as typeof Products, inOrder(rows))
        await save(`${model.modelName} inserted`)
        await fillMissing(model as typeof Products, inOrder(rows))
        await save(`${model.modelName} filled`)
      }
      forgetCatalogue()
    },
  },
]
