/** The reasons for rejecting a request. */
import type { Domain } from '../domain.ts'
import { rejectionMigrations } from './migrations.ts'
import { rejectionRoutes } from './routes.ts'

export const rejectionReasons: Domain = {
  routes: rejectionRoutes,
  migrations: rejectionMigrations,
}
