/** Payment verification in the workspace: its screen, and its line where a person moves to another ISO. */
import { KeyRound } from 'lucide-react'
import { myTestAccount } from '../../../service/test-accounts/contract/own.ts'
import { ask } from '../../api/ask.ts'
import { lines, screen, type Feature } from '../parts/feature.ts'

export const paymentVerificationFeature: Feature = {
  screens: [
    screen('/work/payment-verification', async () => {
      return (await import('./payment-verification.tsx')).PaymentVerification
    }),
  ],
  lines: lines({
    asked: ask(myTestAccount),
    leftBehind(answer, { t, from }) {
      if (answer?.account === null) return []
      const words = t(answer ? 'switching.account' : 'switching.accountIfAny', { from })
      return [{ icon: KeyRound, words }]
    },
  }),
}
