/** How a Marketing Code stands. */
import { CircleCheck, CircleSlash, Link2, Package } from 'lucide-react'
import type { CodeStatus } from '../../../service/marketing-codes/contract.ts'
import { stateOf } from '../parts/state.tsx'

export const CodeState = stateOf<CodeStatus>(
  {
    issued: { icon: Package, tone: 'quiet' },
    bound: { icon: Link2, tone: 'accent' },
    active: { icon: CircleCheck, tone: 'success' },
    retired: { icon: CircleSlash, tone: 'attention' },
  },
  (status) => `marketingCodes.status.${status}`,
)
