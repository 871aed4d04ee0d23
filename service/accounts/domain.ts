/** Signing in at the console. */
import type { Domain } from '../domain.ts'
import { accountPersonalData } from './actions/personal-data.ts'
import { accountMails } from './messages.ts'
import { accountRoutes } from './routes.ts'

export const accounts: Domain = {
  routes: accountRoutes,
  reactions: accountMails,
  personalData: accountPersonalData,
}
