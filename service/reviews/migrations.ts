/** Brings the standard reject reasons into the database (requirements B14). */
import type { Migration } from '../database/migrations.ts'
import { fillMissing, inOrder, insertMissing, rewordUnedited } from '../database/standard-rows.ts'
import former from './former-words.json' with { type: 'json' }
import { RejectReasons } from './model.ts'
import standard from './reject-reasons.json' with { type: 'json' }

export const reviewMigrations: Migration[] = [
  {
    number: 3,
    name: 'reviews: standard reject reasons',
    async run({ save }) {
      await insertMissing(RejectReasons, inOrder(standard))
      await save('inserted')
      await fillMissing(RejectReasons, inOrder(standard))
    },
  },
  {
    number: 76,
    name: 'reviews: reject reasons in the words of the glossary',
    run: () => rewordUnedited(RejectReasons, standard, former),
  },
]
