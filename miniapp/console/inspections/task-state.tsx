/** The state of a verification task as icon, word and colour. */
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
import { useText } from '../../text/texts.tsx'
import { State, type Look } from '../parts/state.tsx'

const taskLooks: Record<TaskStatus, Look> = {
  unassigned: { icon: CircleAlert, tone: 'attention' },
  assigned: { icon: UserCheck, tone: 'accent' },
  started: { icon: ArrowUpRight, tone: 'accent' },
  submitted: { icon: Clock, tone: 'accent' },
  returned: { icon: Undo2, tone: 'attention' },
  accepted: { icon: CircleCheck, tone: 'success' },
  expired: { icon: Archive, tone: 'quiet' },
}

export function TaskState({ status }: { status: TaskStatus }) {
  const { t } = useText()
  return <State {...taskLooks[status]} word={t(`inspections.status.${status}`)} />
}
