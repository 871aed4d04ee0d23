/** One thing on its way: its photos as dots, one sentence on what it waits for, and what can be done. */
import { useLocation } from 'wouter'
import { ProblemError } from '../../api/problem-error.ts'
import { useOnline } from '../../dingtalk/network.ts'
import { isBeingSent, useQueue } from '../../drafts/queue.ts'
import type { Entry, Sending } from '../../drafts/shapes.ts'
import { sendAgain, throwAway } from '../../drafts/kept.ts'
import type { Kind } from '../../drafts/kind.ts'
import { usePhone } from '../../drafts/memory.ts'
import { isStuck, photosOf, refusedPhotoAt } from '../../drafts/queue-rules.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Photo } from '../parts/photo.tsx'
import styles from './outbox.module.css'

interface SendingItemProps {
  kind: Kind
  entry: Entry
  sending: Sending
}

export function SendingItem(props: SendingItemProps) {
  const { kind, entry, sending } = props
  const { t } = useText()
  const { dateTime } = useFormats()
  const { photos } = usePhone()
  const { problem } = sending
  const failed = isStuck(kind, entry, photos)
  return (
    <Card>
      <div className={styles.item}>
        <div className={styles.head}>
          <div>
            <strong>{kind.storeNameOf(entry)}</strong>
            <small>{`${kind.outbox.about(entry, t)} · ${dateTime(sending.queuedAt)}`}</small>
          </div>
          <StatusBadge status={failed ? 'failed' : 'sending'} />
        </div>
        <ul className={styles.photos} aria-label={t('outbox.photos')}>
          {photosOf(kind, entry).map((photoId) => (
            <li key={photoId}>
              <Photo id={photoId} alt="" progress />
            </li>
          ))}
        </ul>
        {problem ? (
          <Failure
            shape="box"
            error={new ProblemError(problem)}
            action={kind.outbox.details?.(entry)}
          />
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

function WaitsFor({ kind, entry }: SendingItemProps) {
  const { t } = useText()
  const online = useOnline()
  const { photos } = usePhone()
  const { going, stopped } = useQueue()
  const photoIds = photosOf(kind, entry)
  const refusedAt = refusedPhotoAt(kind, entry, photos)
  const left = photoIds.filter((photoId) => photos.get(photoId)?.state === 'waiting').length
  if (refusedAt !== undefined) return t('outbox.waits.photo', { number: refusedAt })
  if (stopped) return t('outbox.waits.signIn')
  if (!online) return t('outbox.waits.network')
  if (going === entry.id) return `${t('outbox.waits.answer')} ${t('outbox.going')}`
  if (left) {
    return t('outbox.waits.photos', { there: photoIds.length - left, photos: photoIds.length })
  }
  return t('outbox.waits.turn')
}

function Actions({ kind, entry, sending, failed }: SendingItemProps & { failed: boolean }) {
  const { id } = entry
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
    if (await mayStill()) navigate(await kind.outbox.change(entry))
  }
  const remove = async () => {
    if (!(await mayStill())) return
    const putBack = await throwAway(kind, id)
    const { removed, removedUnsure } = kind.outbox
    toast({
      words: t(sending.unsure ? removedUnsure : removed),
      action: { label: t('common.undo'), run: putBack },
    })
  }
  return (
    <div className={styles.actions}>
      {failed ? (
        <Button look="primary" disabled={going} onClick={() => void change()}>
          {t(kind.outbox.mend?.(entry) ?? 'outbox.change')}
        </Button>
      ) : (
        <Button disabled={going} onClick={() => void sendAgain(kind, id)}>
          {t('common.retry')}
        </Button>
      )}
      <Button look="quiet" disabled={going} onClick={() => void remove()}>
        {t('common.remove')}
      </Button>
    </div>
  )
}
