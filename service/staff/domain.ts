/** Field staff of ISOs: how they join and leave. */
import type { Domain } from '../domain.ts'
import { staffPersonalData } from './actions/personal-data.ts'
import { pollInvitations, retryGivenUpInvitations } from './actions/poll.ts'
import { reconcileOnceToday } from './actions/reconcile.ts'
import { mendLateRegions } from './actions/regions.ts'
import { mendLateSearchKeys } from './actions/search-keys.ts'
import { staffReactions } from './handlers.ts'
import { staffCommands } from './messages/bot.ts'
import { staffMessages } from './messages/cards.ts'
import { staffMigrations } from './migrations.ts'
import { staffRoutes } from './routes.ts'
import { selfRoutes } from './self/routes.ts'

export const staff: Domain = {
  routes: [...staffRoutes, ...selfRoutes],
  reactions: staffReactions,
  messages: staffMessages,
  commands: staffCommands,
  schedules: [
    {
      name: 'look for agreements that we were not told of',
      at: '*/5 * * * *',
      run: async () => void (await pollInvitations()),
    },
    {
      name: 'invite those who were given up while DingTalk was away',
      at: '2-59/5 * * * *',
      run: async () => void (await retryGivenUpInvitations()),
    },
    {
      // three times, in case DingTalk is away at the first
      name: "compare DingTalk's members with ours",
      at: '0 3-5 * * *',
      run: reconcileOnceToday,
    },
    {
      name: 'mend search keys that the release before has written',
      at: '45 4 * * *',
      run: mendLateSearchKeys,
    },
    {
      name: 'give regions to staff that the release before has written',
      at: '50 4 * * *',
      run: mendLateRegions,
    },
  ],
  migrations: staffMigrations,
  personalData: staffPersonalData,
}
