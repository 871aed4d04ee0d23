/** One thing on its way: its photos as dots, one sentence on what it waits for, and what can be done. */
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { ProblemError } from '../../api/problem-error.ts'
import { useOnline } from '../../dingtalk/network.ts'
import { isBeingSent, useQueue } from '../../drafts/queue.ts'
import type { Sending } from '../../drafts/shapes.ts'
import { usePhone } from '../../drafts/memory.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Photo } from '../parts/photo.tsx'
import styles from './outbox.module.css'

interface SendingItemProps {
  id: string
  title: string
  /** What it is, under the title. */
  about: string
  photoIds: readonly string[]
  /** Where a photo was refused: 0 at the storefront, otherwise the number of the spot. */
  refusedAt: number | undefined
  sending: Sending | null
  /** More on a refusal. */
  details?: ReactNode
  /** Takes it out of the outbox, to be changed. @returns where */
  change: () => Promise<string>
  retry: () => unknown
  /** Throws it away. @returns how to get it back */
  remove: () => Promise<() => unknown>
  /** What is said once it is thrown away. */
  removed: string
}

export function SendingItem(props: SendingItemProps) {
  const { title, about, photoIds, refusedAt, sending, details } = props
  const { t } = useText()
  const { dateTime } = useFormats()
  const problem = sending?.problem
  const failed = Boolean(problem) || refusedAt !== undefined
  return (
    <Card>
      <div className={styles.item}>
        <div className={styles.head}>
          <div>
            <strong>{title}</strong>
            <small>
              {about}
              {sending && ` · ${dateTime(sending.queuedAt)}`}
            </small>
          </div>
          <StatusBadge status={failed ? 'failed' : 'sending'} />
        </div>
        <ul className={styles.photos} aria-label={t('outbox.photos')}>
          {photoIds.map((photoId) => (
            <li key={photoId}>
              <Photo id={photoId} alt="" progress />
            </li>
          ))}
        </ul>
        {problem ? (
          <Problem error={new ProblemError(problem)} action={details} />
        ) : (
          <p className={styles.waits} role={failed ? 'alert' : 'status'}>
            <WaitsFor {...props} />
          </p>
        )}
        <Actions {...props} failed={failed} />
      </div>
    </Card>
  )
}

function WaitsFor({ id, photoIds, refusedAt }: SendingItemProps) {
  const { t } = useText()
  const online = useOnline()
  const { photos } = usePhone()
  const { going, stopped } = useQueue()
  const left = photoIds.filter((photoId) => photos.get(photoId)?.state === 'waiting').length
  if (refusedAt !== undefined) return t('outbox.waits.photo', { number: refusedAt })
  if (stopped) return t('outbox.waits.signIn')
  if (!online) return t('outbox.waits.network')
  if (going === id) return `${t('outbox.waits.answer')} ${t('outbox.going')}`
  if (left) {
    return t('outbox.waits.photos', { there: photoIds.length - left, photos: photoIds.length })
  }
  return t('outbox.waits.turn')
}

function Actions(props: SendingItemProps & { failed: boolean }) {
  const { id, failed, retry, removed } = props
  const { t } = useText()
  const toast = useToast()
  const [, navigate] = useLocation()
  const going = useQueue().going === id
  /** From another tab too: what is on its way may be in review before it is gone from here. */
  const mayStill = async () => {
    const gone = await isBeingSent(id)
    if (gone) toast({ words: t('outbox.going') })
    return !gone
  }
  const change = async () => {
    if (await mayStill()) navigate(await props.change())
  }
  const remove = async () => {
    if (!(await mayStill())) return
    const putBack = await props.remove()
    toast({ words: removed, action: { label: t('common.undo'), run: putBack } })
  }
  return (
    <div className={styles.actions}>
      {failed ? (
        <Button look="primary" disabled={going} onClick={() => void change()}>
          {t('outbox.change')}
        </Button>
      ) : (
        <Button disabled={going} onClick={() => void retry()}>
          {t('common.retry')}
        </Button>
      )}
      <Button look="quiet" disabled={going} onClick={() => void remove()}>
        {t('common.remove')}
      </Button>
    </div>
  )
}
