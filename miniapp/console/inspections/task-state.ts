/** The state of a verification task. */
import {
  Archive,
  ArrowUpRight,
  CircleAlert,
  CircleCheck,
  Clock,
  Undo2,
  UserCheck,
} from 'lucide-react'
import type { TaskStatus } from '../../../service/inspections/contract/task.ts'
import { stateOf } from '../parts/state.tsx'

export const TaskState = stateOf<TaskStatus>(
  {
    unassigned: { icon: CircleAlert, tone: 'attention' },
    assigned: { icon: UserCheck, tone: 'accent' },
    started: { icon: ArrowUpRight, tone: 'accent' },
    submitted: { icon: Clock, tone: 'accent' },
    returned: { icon: Undo2, tone: 'attention' },
    accepted: { icon: CircleCheck, tone: 'success' },
    expired: { icon: Archive, tone: 'quiet' },
  },
  (status) => `inspections.status.${status}`,
)
