/** Promotion in the workspace: the visit that is filled in. */
import { screen, type Feature } from '../parts/feature.ts'
import { visitsKept } from './visits.ts'

export const promotionFeature: Feature = {
  screens: [
    screen('/work/visits/:visitId/*?', async () => (await import('./promotion.tsx')).Promotion),
    screen('/work/policy/:product', async () => {
      return (await import('./policy-page.tsx')).PolicyPage
    }),
  ],
  kind: visitsKept,
}
