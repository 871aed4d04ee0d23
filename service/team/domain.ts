/** Operators of workspaces and their roles. */
import type { Domain } from '../domain.ts'
import { teamPersonalData } from './actions/personal-data.ts'
import { teamCommands } from './messages.ts'
import { teamMigrations } from './migrations.ts'

export const team: Domain = {
  commands: teamCommands,
  migrations: teamMigrations,
  personalData: teamPersonalData,
}
