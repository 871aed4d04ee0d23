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
  type LucideIcon,
} from 'lucide-react'
import type { ImportStatus } from '../../../service/imports/contract.ts'
import type { RowOutcome } from '../../../service/staff-imports/contract/rows.ts'
import { useText } from '../../text/texts.tsx'
import { State, type Tone } from '../parts/state.tsx'

interface Look {
  icon: LucideIcon
  tone: Tone
}

const statusLooks: Record<ImportStatus, Look> = {
  checked: { icon: Pencil, tone: 'quiet' },
  running: { icon: ArrowUpRight, tone: 'accent' },
  paused: { icon: CirclePause, tone: 'attention' },
  finished: { icon: CircleCheck, tone: 'success' },
  cancelled: { icon: CircleSlash, tone: 'quiet' },
}

const outcomeLooks: Record<RowOutcome, Look> = {
  ready: { icon: CircleCheck, tone: 'success' },
  problem: { icon: CircleAlert, tone: 'danger' },
  queued: { icon: Clock, tone: 'quiet' },
  not_added: { icon: CircleSlash, tone: 'quiet' },
  waiting: { icon: ArrowUpRight, tone: 'accent' },
  invited: { icon: Mail, tone: 'accent' },
  associated: { icon: CircleCheck, tone: 'success' },
  failed: { icon: CircleAlert, tone: 'danger' },
  changed: { icon: Pencil, tone: 'quiet' },
}

export function ImportState({ status }: { status: ImportStatus }) {
  const { t } = useText()
  return <State {...statusLooks[status]} word={t(`imports.status.${status}`)} />
}

export function OutcomeState({ outcome }: { outcome: RowOutcome }) {
  const { t } = useText()
  return <State {...outcomeLooks[outcome]} word={t(`imports.outcome.${outcome}`)} />
}
