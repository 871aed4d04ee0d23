/** Answers of a verification task on their way: photos as dots, what they wait for, and what can be done. */
import { useLocation } from 'wouter'
import { ProblemError } from '../../api/problem-error.ts'
import { useOnline } from '../../dingtalk/network.ts'
import { changeAnswers, sendInspectionAgain, throwAnswersAway } from '../../drafts/inspections.ts'
import { photoOfInspectionWasRefused } from '../../drafts/queue-rules.ts'
import { isBeingSent, useQueue } from '../../drafts/queue.ts'
import { photosOfInspection, type Inspection } from '../../drafts/shapes.ts'
import { usePhone } from '../../drafts/store.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Photo } from '../parts/photo.tsx'
import styles from './outbox.module.css'

export function InspectionItem({ inspection }: { inspection: Inspection }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const { photos } = usePhone()
  const { storeName, sending } = inspection
  const problem = sending?.problem
  const failed = Boolean(problem) || photoOfInspectionWasRefused(inspection, photos)
  return (
    <Card>
      <div className={styles.item}>
        <div className={styles.head}>
          <div>
            <strong>{storeName}</strong>
            <small>
              {t('outbox.task')}
              {sending && ` · ${dateTime(sending.queuedAt)}`}
            </small>
          </div>
          <StatusBadge status={failed ? 'failed' : 'sending'} />
        </div>
        <ul className={styles.photos} aria-label={t('outbox.photos')}>
          {photosOfInspection(inspection).map((photoId) => (
            <li key={photoId}>
              <Photo id={photoId} alt="" progress />
            </li>
          ))}
        </ul>
        {problem ? (
          <Problem error={new ProblemError(problem)} />
        ) : (
          <p className={styles.waits} role={failed ? 'alert' : 'status'}>
            <WaitsFor inspection={inspection} />
          </p>
        )}
        <Actions inspection={inspection} failed={failed} />
      </div>
    </Card>
  )
}

function WaitsFor({ inspection }: { inspection: Inspection }) {
  const { t } = useText()
  const online = useOnline()
  const { photos } = usePhone()
  const { going, stopped } = useQueue()
  const all = photosOfInspection(inspection)
  const left = all.filter((id) => photos.get(id)?.state === 'waiting').length
  if (photoOfInspectionWasRefused(inspection, photos)) return t('outbox.waits.photo')
  if (stopped) return t('outbox.waits.signIn')
  if (!online) return t('outbox.waits.network')
  if (going === inspection.id) return `${t('outbox.waits.answer')} ${t('outbox.going')}`
  if (left) return t('outbox.waits.photos', { there: all.length - left, photos: all.length })
  return t('outbox.waits.turn')
}

function Actions({ inspection, failed }: { inspection: Inspection; failed: boolean }) {
  const { t } = useText()
  const toast = useToast()
  const [, navigate] = useLocation()
  const { id } = inspection
  const going = useQueue().going === id
  /** From another tab too. */
  const mayStill = async () => {
    const gone = await isBeingSent(id)
    if (gone) toast({ words: t('outbox.going') })
    return !gone
  }
  const change = async () => {
    if (!(await mayStill())) return
    await changeAnswers(id)
    navigate(`/work/tasks/${id}`)
  }
  const remove = async () => {
    if (!(await mayStill())) return
    const putBack = await throwAnswersAway(id)
    toast({
      words: t(inspection.sending?.unsure ? 'outbox.task.removedUnsure' : 'outbox.task.removed'),
      action: { label: t('common.undo'), run: putBack },
    })
  }
  return (
    <div className={styles.actions}>
      {failed ? (
        <Button look="primary" disabled={going} onClick={() => void change()}>
          {t('outbox.change')}
        </Button>
      ) : (
        <Button disabled={going} onClick={() => void sendInspectionAgain(id)}>
          {t('common.retry')}
        </Button>
      )}
      <Button look="quiet" disabled={going} onClick={() => void remove()}>
        {t('common.remove')}
      </Button>
    </div>
  )
}
