/** Marketing Codes, from their issue to an ISO until they are out of use. */
import type { Domain } from '../domain.ts'
import { marketingCodeRoutes } from './routes.ts'

export const marketingCodes: Domain = {
  routes: marketingCodeRoutes,
}
