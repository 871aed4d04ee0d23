/** Whether an ISO may work. */
import { CircleCheck, CirclePause } from 'lucide-react'
import type { IsoStatus } from '../../../service/workspaces/contract/isos.ts'
import { stateOf } from '../parts/state.tsx'

export const IsoState = stateOf<IsoStatus>(
  {
    active: { icon: CircleCheck, tone: 'success' },
    suspended: { icon: CirclePause, tone: 'attention' },
  },
  (status) => `isos.status.${status}`,
)
