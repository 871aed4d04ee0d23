/** The review of visits. */
import type { Domain } from '../domain.ts'
import { reviewReactions } from './handlers.ts'
import { reviewCommands, reviewMessages } from './messages.ts'
import { reviewMigrations } from './migrations.ts'
import { reviewRoutes } from './routes.ts'

export const reviews: Domain = {
  routes: reviewRoutes,
  reactions: reviewReactions,
  messages: reviewMessages,
  commands: reviewCommands,
  migrations: reviewMigrations,
}
