/** Alipay test accounts that are lent to staff. */
import type { Domain } from '../domain.ts'
import { testAccountPersonalData } from './actions/personal-data.ts'
import { testAccountReactions } from './handlers.ts'
import { testAccountMessages } from './messages.ts'
import { testAccountRoutes } from './routes.ts'

export const testAccounts: Domain = {
  routes: testAccountRoutes,
  reactions: testAccountReactions,
  messages: testAccountMessages,
  personalData: testAccountPersonalData,
}
