/** One visit on its way: its photos as dots, one sentence on what it waits for, and what can be done. */
import { useLocation } from 'wouter'
import { refusedCodes } from '../../../service/promotions/contract.ts'
import { useOnline } from '../../dingtalk/network.ts'
import { photoWasRefused } from '../../drafts/queue-rules.ts'
import { isBeingSent, useQueue } from '../../drafts/queue.ts'
import { photosOf, type Step, type Visit } from '../../drafts/shapes.ts'
import { usePhone } from '../../drafts/store.ts'
import { sendAgain, takeBack, throwAway } from '../../drafts/visits.ts'
import { ProblemError } from '../../api/problem-error.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Problem } from '../../parts/problem.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Photo } from '../parts/photo.tsx'
import styles from './outbox.module.css'

/** Where a refusal of the service is mended. */
function stepFor(code: string): Step {
  return code === 'code_taken' || code === 'code_unknown' ? 'spots' : 'check'
}

export function OutboxItem({ visit }: { visit: Visit }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const { photos } = usePhone()
  const { content, sending } = visit
  const problem = sending?.problem
  const refusedPhoto = photoWasRefused(visit, photos)
  const failed = Boolean(problem) || refusedPhoto
  return (
    <Card>
      <div className={styles.item}>
        <div className={styles.head}>
          <div>
            <strong>{content.store.name}</strong>
            <small>
              {t('spots.count', { count: content.spots.length })}
              {sending && ` · ${dateTime(sending.queuedAt)}`}
            </small>
          </div>
          <StatusBadge status={failed ? 'failed' : 'sending'} />
        </div>
        <ul className={styles.photos} aria-label={t('outbox.photos')}>
          {photosOf(content).map((photoId) => (
            <li key={photoId}>
              <Photo id={photoId} alt="" progress />
            </li>
          ))}
        </ul>
        {problem ? (
          <Problem error={new ProblemError(problem)} action={<Codes named={problem.about} />} />
        ) : (
          <p className={styles.waits} role={failed ? 'alert' : 'status'}>
            <WaitsFor visit={visit} />
          </p>
        )}
        <Actions visit={visit} step={problem ? stepFor(problem.code) : 'check'} failed={failed} />
      </div>
    </Card>
  )
}

/** Which codes the refusal is about, and why each cannot be bound. */
function Codes({ named }: { named: Record<string, unknown> | undefined }) {
  const { t } = useText()
  const refused = refusedCodes.safeParse(named)
  if (!refused.success || !refused.data.codes.length) return null
  return (
    <ul className={styles.codes}>
      {refused.data.codes.map(({ code, verdict }) => (
        <li key={code}>
          <strong>{code}</strong>
          {(verdict === 'taken' || verdict === 'unknown') && <span>{t(`codes.${verdict}`)}</span>}
        </li>
      ))}
    </ul>
  )
}

function WaitsFor({ visit }: { visit: Visit }) {
  const { t } = useText()
  const online = useOnline()
  const { photos } = usePhone()
  const { going, stopped } = useQueue()
  const all = photosOf(visit.content)
  const left = all.filter((id) => photos.get(id)?.state === 'waiting').length
  if (photoWasRefused(visit, photos)) return t('outbox.waits.photo')
  if (stopped) return t('outbox.waits.signIn')
  if (!online) return t('outbox.waits.network')
  if (going === visit.id) return `${t('outbox.waits.answer')} ${t('outbox.going')}`
  if (left) return t('outbox.waits.photos', { there: all.length - left, photos: all.length })
  return t('outbox.waits.turn')
}

function Actions({ visit, step, failed }: { visit: Visit; step: Step; failed: boolean }) {
  const { t } = useText()
  const toast = useToast()
  const [, navigate] = useLocation()
  const going = useQueue().going === visit.id
  /** From another tab too: what is on its way may be in review before it is gone from here. */
  const mayStill = async () => {
    const gone = await isBeingSent(visit.id)
    if (gone) toast({ words: t('outbox.going') })
    return !gone
  }
  const change = async () => {
    if (!(await mayStill())) return
    await takeBack(visit.id, step)
    navigate(`/work/visits/${visit.id}/${step}`)
  }
  const remove = async () => {
    if (!(await mayStill())) return
    const words = t(visit.sending?.unsure ? 'outbox.removedUnsure' : 'outbox.removed')
    const putBack = await throwAway(visit.id)
    toast({ words, action: { label: t('common.undo'), run: putBack } })
  }
  return (
    <div className={styles.actions}>
      {failed ? (
        <Button look="primary" disabled={going} onClick={() => void change()}>
          {t('outbox.change')}
        </Button>
      ) : (
        <Button disabled={going} onClick={() => void sendAgain(visit.id)}>
          {t('common.retry')}
        </Button>
      )}
      <Button look="quiet" disabled={going} onClick={() => void remove()}>
        {t('common.remove')}
      </Button>
    </div>
  )
}
