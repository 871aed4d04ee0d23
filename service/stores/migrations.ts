/** Brings stored stores to the shape of today. */
import { mendRows } from '../database/walk-rows.ts'
import type { Migration } from '../database/migrations.ts'
import { prefixesOf } from '../text/search-starts.ts'
import { mendRegionsOfStores } from './actions/regions.ts'
import { Stores } from './model.ts'

export const storeMigrations: Migration[] = [
  {
    number: 43,
    name: 'promotions: store beginnings of the names of stores',
    run: (context) =>
      mendRows(context, Stores, {
        filter: { searchKeys: null },
        select: { iso: 1, name: 1 },
        mend({ iso, name }) {
          if (typeof name !== 'string') return undefined
          // the name is part of what must still be so: the store may have been approved again meanwhile
          return { where: { iso, name }, update: { $set: { searchKeys: prefixesOf(name) } } }
        },
      }),
  },
  {
    number: 82,
    name: 'promotions: give stored stores their region',
    later: true,
    run: mendRegionsOfStores,
  },
]
