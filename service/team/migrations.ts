/** Brings the predefined roles into the database (requirements C2). */
import type { Migration, MigrationContext } from '../database/migrations.ts'
import { Roles } from './model.ts'
import { predefinedRoles } from './rules.ts'

// these are not edited: what a role may do belongs to the release
async function putRoles({ save }: MigrationContext): Promise<void> {
  for (const { _id, ...role } of predefinedRoles) {
    await Roles.updateOne({ _id }, { $set: { ...role, workspace: null } }, { upsert: true })
    await save(_id)
  }
}

export const teamMigrations: Migration[] = [
  { number: 1, name: 'team: predefined roles', run: putRoles },
  { number: 70, name: 'team: the role Administrator of the platform', run: putRoles },
  { number: 90, name: 'team: rights that were added to predefined roles', run: putRoles },
]
