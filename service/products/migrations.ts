/** Brings the standard products, store categories and kinds of spots into the database (requirements B3). */
import type { Migration } from '../database/migrations.ts'
import { bringLists, rewordLists } from '../offered-lists/list.ts'
import { forgetCatalogue, posmMigration } from './actions.ts'
import { posmLimits, posmTypes, products, spotKinds, storeCategories } from './model.ts'

const lists = [products, storeCategories, spotKinds]

export const productMigrations: Migration[] = [
  bringLists(
    lists,
    { number: 2, name: 'products: standard products, store categories and kinds of spots' },
    forgetCatalogue,
  ),
  rewordLists(
    lists,
    {
      number: 75,
      name: 'products: products, categories and kinds of spots in the words of the glossary',
    },
    forgetCatalogue,
  ),
  bringLists(
    [posmTypes, posmLimits],
    { number: posmMigration, name: 'products: types of POSM and their limits' },
    forgetCatalogue,
  ),
]
