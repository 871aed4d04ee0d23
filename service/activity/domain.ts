/** When people worked in the field, as their phones tell. */
import type { Domain } from '../domain.ts'
import { activityPersonalData } from './actions/personal-data.ts'
import { activityRoutes } from './routes.ts'

export const activity: Domain = {
  routes: activityRoutes,
  personalData: activityPersonalData,
}
