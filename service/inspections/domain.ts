/** Verification tasks: stores that are looked at again. */
import type { Domain } from '../domain.ts'
import { expireTasks } from './actions/end.ts'
import { inspectionPersonalData } from './actions/personal-data.ts'
import { mendLateRegions } from './actions/regions.ts'
import { inspectionReactions } from './handlers.ts'
import { inspectionCommands } from './messages/bot.ts'
import { inspectionMessages } from './messages/cards.ts'
import { inspectionMigrations } from './migrations.ts'
import { inspectionRoutes } from './routes.ts'

export const inspections: Domain = {
  routes: inspectionRoutes,
  reactions: inspectionReactions,
  messages: inspectionMessages,
  commands: inspectionCommands,
  schedules: [
    {
      name: 'end verification tasks whose time is over',
      at: '3-59/5 * * * *',
      run: async () => void (await expireTasks()),
    },
    {
      name: 'give regions to tasks that the release before has written',
      at: '54 4 * * *',
      run: mendLateRegions,
    },
  ],
  migrations: inspectionMigrations,
  personalData: inspectionPersonalData,
}
