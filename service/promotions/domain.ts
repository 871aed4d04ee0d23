/** Visits to stores, and the Marketing Codes put up there. */
import type { Domain } from '../domain.ts'
import { promotionPersonalData } from './actions/personal-data.ts'
import { mendLateCodes, mendLateRegions } from './actions/regions.ts'
import { mendLateSearchKeys } from './actions/search-keys.ts'
import { codeRoutes } from './codes/routes.ts'
import { promotionReactions } from './handlers.ts'
import { promotionCommands } from './messages/bot.ts'
import { planDigests, promotionMessages } from './messages/digest.ts'
import { promotionMigrations } from './migrations.ts'
import { promotionRoutes } from './routes.ts'

export const promotions: Domain = {
  routes: [...promotionRoutes, ...codeRoutes],
  reactions: promotionReactions,
  messages: promotionMessages,
  commands: promotionCommands,
  schedules: [
    {
      // the hour is the ISO's; looked at more often, so that a restart only makes it a little late
      name: 'send daily digests',
      at: '*/5 * * * *',
      run: async () => void (await planDigests()),
    },
    {
      name: 'give regions to visits that the release before has written',
      at: '52 4 * * *',
      run: mendLateRegions,
    },
    {
      name: 'give search keys to submissions that the release before has written',
      at: '22 4 * * *',
      run: mendLateSearchKeys,
    },
    {
      name: 'give regions to Marketing Codes that the release before has bound',
      at: '57 4 * * *',
      run: mendLateCodes,
    },
  ],
  migrations: promotionMigrations,
  personalData: promotionPersonalData,
}
