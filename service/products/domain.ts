/** What is promoted. */
import type { Domain } from '../domain.ts'
import { productMigrations } from './migrations.ts'
import { productRoutes } from './routes.ts'

export const products: Domain = {
  routes: productRoutes,
  migrations: productMigrations,
}
