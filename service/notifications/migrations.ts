/** Migrations of messages and of what people want to hear. */
import { mendRows } from '../database/walk-rows.ts'
import type { Migration } from '../database/migrations.ts'
import { isTimeZone } from '../http/contract.ts'
import { MessagePreferences } from './model.ts'

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
]
