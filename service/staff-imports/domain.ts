/** Staff added from a file. */
import type { Domain } from '../domain.ts'
import { staffImportPersonalData } from './actions/personal-data.ts'
import { sweepPreviews, sweepRows } from './actions/sweep.ts'
import { importReactions } from './handlers.ts'
import { importMessages } from './messages.ts'
import { importRoutes } from './routes.ts'

export const staffImports: Domain = {
  routes: importRoutes,
  reactions: importReactions,
  messages: importMessages,
  schedules: [
    {
      name: 'sweep previews of imports that nobody started',
      at: '45 * * * *',
      run: async () => void (await sweepPreviews()),
    },
    {
      name: 'sweep rows of imports that are long over or were never written',
      at: '15 4 * * *',
      run: sweepRows,
    },
  ],
  personalData: staffImportPersonalData,
}
