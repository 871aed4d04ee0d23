/** A state as icon, word and colour: never by colour alone. */
import {
  Archive,
  ArrowUpRight,
  BellOff,
  CheckCheck,
  CircleAlert,
  CircleCheck,
  CirclePause,
  Clock,
  LogOut,
  Mail,
  Undo2,
  UserCheck,
  UserMinus,
  type LucideIcon,
} from 'lucide-react'
import type { MessageStatus } from '../../../service/notifications/contract.ts'
import type { ItemStatus } from '../../../service/promotions/contract/content.ts'
import type { StaffStatus } from '../../../service/staff/contract/association.ts'
import type { IsoStatus } from '../../../service/workspaces/contract/isos.ts'
import type { TestAccountStatus } from '../../../service/test-accounts/contract/account.ts'
import { useText } from '../../text/texts.tsx'
import styles from './state.module.css'

export type Tone = 'quiet' | 'accent' | 'success' | 'attention' | 'danger'

export interface Look {
  icon: LucideIcon
  tone: Tone
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

const itemLooks: Record<ItemStatus, Look> = {
  in_review: { icon: Clock, tone: 'accent' },
  approved: { icon: CircleCheck, tone: 'success' },
  rejected: { icon: Undo2, tone: 'attention' },
}

const isoLooks: Record<IsoStatus, Look> = {
  active: { icon: CircleCheck, tone: 'success' },
  suspended: { icon: CirclePause, tone: 'attention' },
}

const messageLooks: Record<MessageStatus, Look> = {
  waiting: { icon: Clock, tone: 'accent' },
  sending: { icon: ArrowUpRight, tone: 'accent' },
  checking: { icon: ArrowUpRight, tone: 'accent' },
  sent: { icon: CircleCheck, tone: 'success' },
  read: { icon: CheckCheck, tone: 'success' },
  failed: { icon: CircleAlert, tone: 'danger' },
  not_wanted: { icon: BellOff, tone: 'quiet' },
  not_needed: { icon: CircleCheck, tone: 'quiet' },
  suspended: { icon: CirclePause, tone: 'quiet' },
}

const testAccountLooks: Record<TestAccountStatus, Look> = {
  available: { icon: CircleCheck, tone: 'success' },
  assigned: { icon: UserCheck, tone: 'accent' },
  suspended: { icon: CirclePause, tone: 'attention' },
  retired: { icon: Archive, tone: 'quiet' },
}

export function TestAccountState({ status }: { status: TestAccountStatus }) {
  const { t } = useText()
  return <State {...testAccountLooks[status]} word={t(`testAccounts.status.${status}`)} />
}

export function MessageState({ status }: { status: MessageStatus }) {
  const { t } = useText()
  return <State {...messageLooks[status]} word={t(`messages.status.${status}`)} />
}

export function StaffState({ status }: { status: StaffStatus }) {
  const { t } = useText()
  return <State {...staffLooks[status]} word={t(`staff.status.${status}`)} />
}

export function IsoState({ status }: { status: IsoStatus }) {
  const { t } = useText()
  return <State {...isoLooks[status]} word={t(`isos.status.${status}`)} />
}

export function ItemState({ status }: { status: ItemStatus }) {
  const { t } = useText()
  return <State {...itemLooks[status]} word={t(`status.${status}`)} />
}

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
