/** Brings the standard reject reasons into the database (requirements B14). */
import type { Migration } from '../database/migrations.ts'
import { bringLists, fillLists, rewordLists } from '../offered-lists/list.ts'
import { rejectReasons } from './model.ts'

export const reviewMigrations: Migration[] = [
  bringLists([rejectReasons], { number: 3, name: 'reviews: standard reject reasons' }),
  rewordLists([rejectReasons], {
    number: 76,
    name: 'reviews: reject reasons in the words of the glossary',
  }),
  fillLists([rejectReasons], { number: 87, name: 'reviews: reject reasons of POSM' }),
]
