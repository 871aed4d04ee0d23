/** Brings stored visits to the shape of today, and records which photos they use. */
import { walkRows } from '../database/walk-rows.ts'
import type { Migration } from '../database/migrations.ts'
import { mendRegionsOfCodes, mendRegionsOfVisits } from './actions/regions.ts'
import { mendSearchKeys } from './actions/search-keys.ts'
import { recordUsesOf, useFields } from './actions/uses.ts'
import { Submissions } from './model.ts'
import { consentMigration } from './rules/older-apps.ts'

export const promotionMigrations: Migration[] = [
  {
    number: 56,
    name: 'promotions: record where the photos of stored visits are used',
    // photos of new visits are compared with what is recorded by then
    later: true,
    run: (context) =>
      walkRows(context, Submissions, { select: useFields, size: 200 }, async (rows) => {
        await recordUsesOf(rows as never)
      }),
  },
  {
    number: consentMigration,
    name: 'promotions: begin to demand the consent of stores',
    // when it ran says until when phones may send what they queued before
    run: ({ save }) => save('begun'),
  },
  {
    number: 81,
    name: 'promotions: give stored visits the region of their store',
    later: true,
    run: mendRegionsOfVisits,
  },
  {
    number: 88,
    name: 'promotions: give Marketing Codes their region',
    later: true,
    run: mendRegionsOfCodes,
  },
  {
    number: 92,
    name: 'promotions: store beginnings of the names of the stores of submissions',
    later: true,
    run: mendSearchKeys,
  },
]
