/** What came of visits, in the workspace: one result. The list of them is a tab. */
import { screen, type Feature } from '../parts/feature.ts'

export const resultsFeature: Feature = {
  screens: [
    screen('/work/results/:submissionId', async () => (await import('./result.tsx')).Result),
  ],
}
