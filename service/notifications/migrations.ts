/** Migrations of messages and of what people want to hear. */
import { mendRows } from '../database/walk-rows.ts'
import type { Migration } from '../database/migrations.ts'
import { isTimeZone } from './shared.ts'
import { searchNameOf } from '../text/search-starts.ts'
import { MessagePreferences, Messages } from './model.ts'

export const notificationMigrations: Migration[] = [
  {
    number: 10,
    name: 'notifications: time zones that are none become the business time zone',
    run: (context) =>
      mendRows(context, MessagePreferences, {
        filter: { timeZone: { $type: 'string' } },
        select: { timeZone: 1 },
        mend: ({ timeZone }) =>
          isTimeZone(timeZone)
            ? undefined
            : { where: { timeZone }, update: { $set: { timeZone: null } } },
      }),
  },
  {
    number: 42,
    name: 'notifications: fold the names that messages are searched by',
    run: (context) =>
      mendRows(context, Messages, {
        select: { 'recipient.name': 1, searchName: 1 },
        mend({ recipient, searchName }) {
          const name = (recipient as { name?: unknown } | undefined)?.name
          if (typeof name !== 'string' || searchName === searchNameOf(name)) return undefined
          return { update: { $set: { searchName: searchNameOf(name) } } }
        },
      }),
  },
]
