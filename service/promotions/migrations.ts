/** Brings stored visits to the shape of today, and records which photos they use. */
import { walkRows } from '../database/walk-rows.ts'
import type { Migration } from '../database/migrations.ts'
import { putRoles } from '../team/actions/roles.ts'
import { mendRegionsOfCodes, mendRegionsOfVisits } from './actions/regions.ts'
import { recordUsesOf, useFields } from './actions/uses.ts'
import { Submissions } from './model.ts'
import { consentMigration } from './rules/consent.ts'

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
    name: 'promotions: rights to see and retire Marketing Codes, and the region of each',
    later: true,
    async run(context) {
      // few rows: a migration that goes on writes them again
      await putRoles({ save: async () => {} })
      await mendRegionsOfCodes(context)
    },
  },
]
