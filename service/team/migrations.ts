/** Brings the predefined roles into the database (requirements C2). */
import type { Migration } from '../database/migrations.ts'
import { putRoles } from './actions/roles.ts'

export const teamMigrations: Migration[] = [
  { number: 1, name: 'team: predefined roles', run: putRoles },
  { number: 70, name: 'team: the role Administrator of the platform', run: putRoles },
  { number: 90, name: 'team: rights that were added to predefined roles', run: putRoles },
]
