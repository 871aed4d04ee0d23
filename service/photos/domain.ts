/** Photos that staff take. */
import type { Domain } from '../domain.ts'
import { photoPersonalData } from './actions/personal-data.ts'
import { sweepPictures } from './actions/sweep.ts'
import { photoRoutes } from './routes.ts'

export const photos: Domain = {
  routes: photoRoutes,
  schedules: [
    {
      name: 'sweep pictures that belong to no photo',
      at: '30 4 * * *',
      run: async () => void (await sweepPictures()),
    },
  ],
  personalData: photoPersonalData,
}
