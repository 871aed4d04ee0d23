/** The predefined roles, as a release has them. */
import type { MigrationContext } from '../../database/migrations.ts'
import { Roles } from '../model.ts'
import { predefinedRoles } from '../rules.ts'

/** Puts them into the database. These are not edited: what a role may do belongs to the release. */
export async function putRoles({ save }: Pick<MigrationContext, 'save'>): Promise<void> {
  for (const { _id, ...role } of predefinedRoles) {
    await Roles.updateOne({ _id }, { $set: { ...role, workspace: null } }, { upsert: true })
    await save(_id)
  }
}
