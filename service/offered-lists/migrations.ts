/** Brings the standard reasons for rejecting a request into the database. */
import type { Migration } from '../database/migrations.ts'
import { fillMissing, inOrder, insertMissing, rewordUnedited } from '../database/standard-rows.ts'
import former from './former-words.json' with { type: 'json' }
import { RejectionReasons } from './model.ts'
import standard from './reasons.json' with { type: 'json' }

export const rejectionMigrations: Migration[] = [
  {
    number: 4,
    name: 'staff: standard reasons for rejecting a request',
    async run({ save }) {
      const rows = inOrder(standard).map((reason) => ({ ...reason, retired: false }))
      await insertMissing(RejectionReasons, rows)
      await save('inserted')
      await fillMissing(RejectionReasons, rows)
    },
  },
  {
    number: 77,
    name: 'staff: reasons for rejecting a request in the words of the glossary',
    run: () => rewordUnedited(RejectionReasons, standard, former),
  },
]
