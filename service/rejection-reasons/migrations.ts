/** Brings the standard reasons for rejecting a request into the database. */
import type { Migration } from '../database/migrations.ts'
import { bringLists, rewordLists } from '../offered-lists/list.ts'
import { rejectionReasons } from './model.ts'

export const rejectionMigrations: Migration[] = [
  bringLists([rejectionReasons], {
    number: 4,
    name: 'staff: standard reasons for rejecting a request',
  }),
  rewordLists([rejectionReasons], {
    number: 77,
    name: 'staff: reasons for rejecting a request in the words of the glossary',
  }),
]
