/** Deployment policies and service agreements: published in versions, agreed to before the work. */
import type { Domain } from '../domain.ts'
import { agreementPersonalData } from './actions/personal-data.ts'
import { agreementMigrations } from './migrations.ts'
import { agreementRoutes } from './routes.ts'

export const agreements: Domain = {
  routes: agreementRoutes,
  migrations: agreementMigrations,
  personalData: agreementPersonalData,
}
