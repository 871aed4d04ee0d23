/** State of a verification task as icon, word and colour. */
import type { TaskStatus } from '../../../service/inspections/contract/task.ts'
import { StatusBadge, type Status } from '../../parts/status-badge.tsx'
import { useText } from '../../text/texts.tsx'

const looks: Record<TaskStatus, Status> = {
  unassigned: 'draft',
  assigned: 'draft',
  started: 'draft',
  submitted: 'in_review',
  returned: 'rejected',
  accepted: 'approved',
  expired: 'failed',
}

export function TaskBadge({ status }: { status: TaskStatus }) {
  const { t } = useText()
  return <StatusBadge status={looks[status]} words={t(`task.status.${status}`)} />
}
