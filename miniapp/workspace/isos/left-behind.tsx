/** What a person leaves behind by moving to another ISO, in numbers where they are known. */
import { useQuery } from '@tanstack/react-query'
import {
  CircleAlert,
  ClipboardList,
  CornerUpLeft,
  FileText,
  KeyRound,
  LogOut,
  Pencil,
  type LucideIcon,
} from 'lucide-react'
import { listMyTasks } from '../../../service/inspections/contract.ts'
import { myTestAccount } from '../../../service/test-accounts/contract.ts'
import { ask } from '../../api/ask.ts'
import { entriesIn, usePhone } from '../../drafts/memory.ts'
import { useText } from '../../text/texts.tsx'
import styles from './isos-sheet.module.css'

interface LeftBehindProps {
  /** Name of the ISO that is left. */
  from: string
  /** Things on the phone that are not sent yet. */
  waiting: number
  /** False while that ISO is suspended: then nothing of it can be asked. */
  works: boolean
}

export function LeftBehind({ from, waiting, works }: LeftBehindProps) {
  const { t } = useText()
  const phone = usePhone()
  const tasks = useQuery({ ...ask(listMyTasks), enabled: works }).data
  const lent = useQuery({ ...ask(myTestAccount), enabled: works }).data
  const drafts = entriesIn(phone).filter(({ sending }) => !sending).length
  const open = tasks?.items.length
  return (
    <ul className={styles.behind}>
      {waiting > 0 && (
        <Line icon={CircleAlert} kind="unsent">
          {t('switching.unsent', { count: waiting })}
        </Line>
      )}
      <Line icon={LogOut}>{t('switching.ends', { from })}</Line>
      <Line icon={FileText}>{t('switching.sent', { from })}</Line>
      {drafts > 0 && <Line icon={Pencil}>{t('switching.drafts', { count: drafts, from })}</Line>}
      {!works && <Line icon={Pencil}>{t('switching.draftsKept', { from })}</Line>}
      {open === undefined && <Line icon={ClipboardList}>{t('switching.tasksBack')}</Line>}
      {open !== undefined && open > 0 && (
        <Line icon={ClipboardList}>{t('switching.tasks', { count: open })}</Line>
      )}
      {lent?.account !== null && (
        <Line icon={KeyRound}>
          {t(lent ? 'switching.account' : 'switching.accountIfAny', { from })}
        </Line>
      )}
      <Line icon={CornerUpLeft}>{t('switching.return', { from })}</Line>
    </ul>
  )
}

interface LineProps {
  icon: LucideIcon
  kind?: 'unsent'
  children: string
}

function Line({ icon: Icon, kind, children }: LineProps) {
  return (
    <li data-kind={kind}>
      <Icon size={20} aria-hidden="true" />
      <span>{children}</span>
    </li>
  )
}
