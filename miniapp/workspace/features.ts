/** The parts of the workspace, in order: of what waits on the phone, that of the first is sent first. */
import type { Feature } from './parts/feature.ts'
import { paymentVerificationFeature } from './payment-verification/feature.ts'
import { policyFeature } from './policy/feature.ts'
import { promotionFeature } from './promotion/feature.ts'
import { resultsFeature } from './results/feature.ts'
import { tasksFeature } from './tasks/feature.ts'

export const features: readonly Feature[] = [
  // what was agreed to goes before the visits that need it
  policyFeature,
  promotionFeature,
  resultsFeature,
  tasksFeature,
  paymentVerificationFeature,
]
