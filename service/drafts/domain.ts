/** Visits that are not sent in yet. */
import type { Domain } from '../domain.ts'
import { draftPersonalData } from './actions/personal-data.ts'
import { draftReactions } from './handlers.ts'
import { draftRoutes } from './routes.ts'

export const drafts: Domain = {
  routes: draftRoutes,
  reactions: draftReactions,
  personalData: draftPersonalData,
}
