/** Requests that wait: who, which number, since when, and the two answers. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { approveRequest, type StaffRow } from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Initials } from '../frame/initials.tsx'
import { useKeys } from '../parts/keys.ts'
import { useNotices } from '../parts/notices.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { When } from '../parts/when.tsx'
import { useSettle, useTurnedDown } from '../staff/settle.ts'
import { RejectDialog } from './reject-dialog.tsx'
import styles from './requests.module.css'

export function RequestCards({ rows }: { rows: StaffRow[] }) {
  const { t } = useText()
  const [rejecting, setRejecting] = useState<StaffRow>()
  const list = useRef<HTMLUListElement>(null)
  const walk = (by: 1 | -1) => {
    const cards = [...(list.current?.children ?? [])] as HTMLElement[]
    const at = cards.findIndex((card) => card.contains(document.activeElement))
    cards[at < 0 ? 0 : Math.min(Math.max(at + by, 0), cards.length - 1)]?.focus()
  }
  useKeys({ ArrowDown: () => walk(1), ArrowUp: () => walk(-1) })
  return (
    <>
      <ul ref={list} className={styles.cards} aria-label={t('requests.waiting')}>
        {rows.map((row) => (
          <RequestCard key={row.id} row={row} onReject={() => setRejecting(row)} />
        ))}
      </ul>
      {rejecting && <RejectDialog member={rejecting} onClose={() => setRejecting(undefined)} />}
    </>
  )
}

function RequestCard({ row, onReject }: { row: StaffRow; onReject: () => void }) {
  const { t } = useText()
  const { done } = useNotices()
  const settle = useSettle()
  const turnedDown = useTurnedDown()
  const { id, name, phone, since, abilities } = row
  const approve = useMutation({
    ...tell(approveRequest),
    onSuccess: (now) => {
      settle(now)
      done(t('requests.approved', { name }))
    },
    onError: (error) => turnedDown(error, id),
  })
  return (
    <li tabIndex={-1} aria-label={name} className={styles.card}>
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
            onClick={() => approve.mutate({ params: { staffId: id } })}
          >
            {t('requests.approve')}
          </Button>
        )}
      </div>
    </li>
  )
}
