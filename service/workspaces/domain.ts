/** ISOs and the platform. */
import type { Domain } from '../domain.ts'
import { workspacePersonalData } from './actions/personal-data.ts'
import { workspaceReactions } from './handlers.ts'
import { workspaceMigrations } from './migrations.ts'
import { passwordRoutes } from './passwords/routes.ts'
import { workspaceRoutes } from './routes.ts'

export const workspaces: Domain = {
  routes: [...workspaceRoutes, ...passwordRoutes],
  reactions: workspaceReactions,
  migrations: workspaceMigrations,
  personalData: workspacePersonalData,
}
