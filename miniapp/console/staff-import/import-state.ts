/** The state of an import, and what has become of a row, as icon, word and colour. */
import {
  ArrowUpRight,
  CircleAlert,
  CircleCheck,
  CirclePause,
  CircleSlash,
  Clock,
  Mail,
  Pencil,
} from 'lucide-react'
import type { ImportStatus } from '../../../service/imports/contract.ts'
import type { RowOutcome } from '../../../service/staff-imports/contract/rows.ts'
import { stateOf } from '../parts/state.tsx'

export const ImportState = stateOf<ImportStatus>(
  {
    checked: { icon: Pencil, tone: 'quiet' },
    running: { icon: ArrowUpRight, tone: 'accent' },
    paused: { icon: CirclePause, tone: 'attention' },
    finished: { icon: CircleCheck, tone: 'success' },
    cancelled: { icon: CircleSlash, tone: 'quiet' },
  },
  (status) => `imports.status.${status}`,
)

export const OutcomeState = stateOf<RowOutcome>(
  {
    ready: { icon: CircleCheck, tone: 'success' },
    problem: { icon: CircleAlert, tone: 'danger' },
    queued: { icon: Clock, tone: 'quiet' },
    not_added: { icon: CircleSlash, tone: 'quiet' },
    waiting: { icon: ArrowUpRight, tone: 'accent' },
    invited: { icon: Mail, tone: 'accent' },
    associated: { icon: CircleCheck, tone: 'success' },
    failed: { icon: CircleAlert, tone: 'danger' },
    changed: { icon: Pencil, tone: 'quiet' },
  },
  (outcome) => `imports.outcome.${outcome}`,
)
