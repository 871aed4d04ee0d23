/** Brings the predefined roles into the database (requirements C2). */
import type { Migration } from '../database/migrations.ts'
import { Roles } from './model.ts'
import { predefinedRoles } from './rules.ts'

export const teamMigrations: Migration[] = [
  {
    number: 1,
    name: 'team: predefined roles',
    async run({ save }) {
      // nobody edits these: what a role may do belongs to the release
      for (const { _id, ...role } of predefinedRoles) {
        await Roles.updateOne({ _id }, { $set: { ...role, workspace: null } }, { upsert: true })
        await save(_id)
      }
    },
  },
]
