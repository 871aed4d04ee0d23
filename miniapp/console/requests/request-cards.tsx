/** Requests that wait: who, which number, since when, and the two answers. */
import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { Check, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { approveRequest, type StaffRow } from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Initials } from '../frame/initials.tsx'
import { useKeys } from '../parts/keys.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { When } from '../parts/when.tsx'
import type { Selection } from '../staff/many/selection.ts'
import { useSettle, useTurnedDown } from '../staff/settle.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { noteDecided } from './undo-request.tsx'
import styles from './requests.module.css'

export function RequestCards({ rows, selection }: { rows: StaffRow[]; selection: Selection }) {
  const { t } = useText()
  const [rejecting, setRejecting] = useState<StaffRow>()
  const list = useRef<HTMLUListElement>(null)
  const walk = (by: 1 | -1) => {
    const cards = [...(list.current?.children ?? [])] as HTMLElement[]
    const at = cards.findIndex((card) => card.contains(document.activeElement))
    cards[at < 0 ? 0 : Math.min(Math.max(at + by, 0), cards.length - 1)]?.focus()
  }
  const tick = (id: string) => {
    const ids = new Set(selection.ids)
    if (!ids.delete(id)) ids.add(id)
    selection.tick(ids)
  }
  const tickFocused = () => {
    const cards = [...(list.current?.children ?? [])]
    const row = rows[cards.findIndex((card) => card.contains(document.activeElement))]
    if (row) tick(row.id)
  }
  useKeys({ ArrowDown: () => walk(1), ArrowUp: () => walk(-1), x: tickFocused })
  const all = selection.rows.length === rows.length
  return (
    <>
      <div className={styles.head}>
        <Checkbox
          checked={all}
          indeterminate={!all && selection.rows.length > 0}
          onChange={() => selection.tick(new Set(all ? [] : rows.map(({ id }) => id)))}
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
            onTick={() => tick(row.id)}
            onReject={() => setRejecting(row)}
          />
        ))}
      </ul>
      {rejecting && <RejectDialog member={rejecting} onClose={() => setRejecting(undefined)} />}
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
  const settle = useSettle()
  const turnedDown = useTurnedDown()
  const { id, name, phone, since, abilities } = row
  const approve = useMutation({
    ...tell(approveRequest),
    onMutate: () => Date.now(),
    onSuccess: (now, _sent, at) => {
      settle(now)
      noteDecided(now, at)
    },
    onError: (error) => turnedDown(error, id),
  })
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
            onClick={() => approve.mutate({ params: { staffId: id } })}
          >
            {t('requests.approve')}
          </Button>
        )}
      </div>
    </li>
  )
}
