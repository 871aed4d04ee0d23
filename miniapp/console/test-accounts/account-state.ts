/** Whether a test account can be lent. */
import { Archive, CircleCheck, CirclePause, UserCheck } from 'lucide-react'
import type { TestAccountStatus } from '../../../service/test-accounts/contract/account.ts'
import { stateOf } from '../parts/state.tsx'

export const TestAccountState = stateOf<TestAccountStatus>(
  {
    available: { icon: CircleCheck, tone: 'success' },
    assigned: { icon: UserCheck, tone: 'accent' },
    suspended: { icon: CirclePause, tone: 'attention' },
    retired: { icon: Archive, tone: 'quiet' },
  },
  (status) => `testAccounts.status.${status}`,
)
