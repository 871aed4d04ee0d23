/** Requests that wait: who, which number, since when, and the two answers. */
import { Button, Checkbox } from 'antd'
import { Check, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { approveRequest } from '../../../service/staff/contract/one.ts'
import type { StaffRow } from '../../../service/staff/contract/member.ts'
import { useText } from '../../text/texts.tsx'
import { Initials } from '../parts/initials.tsx'
import type { Selection } from '../kit/selection.ts'
import { useKeys } from '../parts/keys.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { When } from '../parts/when.tsx'
import { useStaffAction } from '../staff-decisions/about-staff.ts'
import { RejectDialog } from '../staff-decisions/reject-dialog.tsx'
import { noteDecided } from '../staff-decisions/undo-request.tsx'
import styles from './requests.module.css'

interface RequestCardsProps {
  rows: StaffRow[]
  selection: Selection<StaffRow>
}

export function RequestCards({ rows, selection }: RequestCardsProps) {
  const { t } = useText()
  const [rejecting, setRejecting] = useState<StaffRow>()
  const list = useRef<HTMLUListElement>(null)
  const walk = (by: 1 | -1) => {
    const cards = [...(list.current?.children ?? [])] as HTMLElement[]
    const at = cards.findIndex((card) => card.contains(document.activeElement))
    cards[at < 0 ? 0 : Math.min(Math.max(at + by, 0), cards.length - 1)]?.focus()
  }
  const tickFocused = () => {
    const cards = [...(list.current?.children ?? [])]
    const row = rows[cards.findIndex((card) => card.contains(document.activeElement))]
    if (row) selection.toggle(row.id)
  }
  useKeys({ ArrowDown: () => walk(1), ArrowUp: () => walk(-1), x: tickFocused })
  return (
    <>
      <div className={styles.head}>
        <Checkbox
          checked={selection.isAll}
          indeterminate={!selection.isAll && selection.rows.length > 0}
          onChange={selection.toggleAll}
        >
          {t('list.tickAll')}
        </Checkbox>
        <span className={styles.quiet}>{t('requests.longest')}</span>
      </div>
      <ul ref={list} className={styles.cards} aria-label={t('requests.waiting')}>
        {rows.map((row) => (
          <RequestCard
            key={row.id}
            row={row}
            ticked={selection.ids.has(row.id)}
            onTick={() => selection.toggle(row.id)}
            onReject={() => setRejecting(row)}
          />
        ))}
      </ul>
      {rejecting && <RejectDialog of={rejecting} onClose={() => setRejecting(undefined)} />}
    </>
  )
}

interface RequestCardProps {
  row: StaffRow
  ticked: boolean
  onTick: () => void
  onReject: () => void
}

function RequestCard({ row, ticked, onTick, onReject }: RequestCardProps) {
  const { t } = useText()
  const { id, name, phone, since, abilities } = row
  const approve = useStaffAction(approveRequest, id, noteDecided)
  return (
    <li tabIndex={-1} aria-label={name} className={styles.card}>
      <Checkbox aria-label={t('list.tick', { name })} checked={ticked} onChange={onTick} />
      <Initials name={name} round />
      <div className={styles.who}>
        <p className={styles.name}>{name}</p>
        <p className={styles.quiet}>
          {readablePhone(phone)} · <When at={since} />
        </p>
      </div>
      <div className={styles.answers}>
        {abilities.includes('reject') && (
          <Button
            icon={<X size={16} />}
            disabled={approve.isPending}
            aria-label={t('requests.rejectWho', { name })}
            onClick={onReject}
          >
            {t('requests.reject')}
          </Button>
        )}
        {abilities.includes('approve') && (
          <Button
            className={styles.approve}
            icon={<Check size={16} />}
            loading={approve.isPending}
            aria-label={t('requests.approveWho', { name })}
            onClick={() => approve.run({ params: { staffId: id } })}
          >
            {t('requests.approve')}
          </Button>
        )}
      </div>
    </li>
  )
}
