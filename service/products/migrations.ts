/** Brings the standard products, store categories and kinds of spots into the database (requirements B3). */
import type { Migration } from '../database/migrations.ts'
import { fillMissing, inOrder, insertMissing, rewordUnedited } from '../database/standard-rows.ts'
import { forgetCatalogue } from './actions.ts'
import former from './former-words.json' with { type: 'json' }
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
  {
    number: 75,
    name: 'products: products, categories and kinds of spots in the words of the glossary',
    async run() {
      await rewordUnedited(Products, standard.products, former.products)
      await rewordUnedited(StoreCategories, standard.storeCategories, former.storeCategories)
      await rewordUnedited(SpotKinds, standard.spotKinds, former.spotKinds)
      forgetCatalogue()
    },
  },
]
