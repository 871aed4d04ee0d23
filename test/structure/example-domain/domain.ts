/** What the domain gives to the service; in the product `service/domains.ts` lists it. */
import type { Domain } from '../../../service/domain.ts'
import { badgeSentMessage } from './messages.ts'
import { badgeRoutes } from './routes.ts'

export const badges: Domain = { routes: badgeRoutes, messages: [badgeSentMessage] }
