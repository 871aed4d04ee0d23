/** A state as icon, word and colour: never by colour alone. */
import {
  ArrowUpRight,
  CircleAlert,
  CircleCheck,
  Clock,
  LogOut,
  Mail,
  Undo2,
  UserMinus,
  type LucideIcon,
} from 'lucide-react'
import type { FunctionComponent } from 'react'
import type { ItemStatus } from '../../../service/promotions/contract/content.ts'
import type { StaffStatus } from '../../../service/staff/contract/association.ts'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import styles from './state.module.css'

type Tone = 'quiet' | 'accent' | 'success' | 'attention' | 'danger'

interface Look {
  icon: LucideIcon
  tone: Tone
}

/** @returns a state of one kind of record, by its status */
export function stateOf<Status extends string>(
  looks: Record<Status, Look>,
  wordOf: (status: Status) => TextKey,
): FunctionComponent<{ status: Status }> {
  return function StateOf({ status }) {
    const { t } = useText()
    return <State {...looks[status]} word={t(wordOf(status))} />
  }
}

const staffLooks: Record<StaffStatus, Look> = {
  requested: { icon: Clock, tone: 'accent' },
  approved: { icon: ArrowUpRight, tone: 'accent' },
  invited: { icon: Mail, tone: 'accent' },
  associated: { icon: CircleCheck, tone: 'success' },
  rejected: { icon: Undo2, tone: 'attention' },
  invitation_failed: { icon: CircleAlert, tone: 'danger' },
  removed: { icon: UserMinus, tone: 'quiet' },
  left: { icon: LogOut, tone: 'quiet' },
}

export const StaffState = stateOf(staffLooks, (status) => `staff.status.${status}`)

export const ItemState = stateOf<ItemStatus>(
  {
    in_review: { icon: Clock, tone: 'accent' },
    approved: { icon: CircleCheck, tone: 'success' },
    rejected: { icon: Undo2, tone: 'attention' },
  },
  (status) => `status.${status}`,
)

/** The icon alone, where the word stands beside it anyway. */
export function StaffStateIcon({ status }: { status: StaffStatus }) {
  const { icon: Icon, tone } = staffLooks[status]
  return <Icon className={styles[tone]} size={16} aria-hidden />
}

export function State({ icon: Icon, tone, word }: Look & { word: string }) {
  return (
    <span className={`${styles.state} ${styles[tone]}`}>
      <Icon size={16} aria-hidden />
      {word}
    </span>
  )
}
