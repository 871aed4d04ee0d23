/** A visit on its way to review. */
import { refusedCodes } from '../../../service/promotions/contract.ts'
import { refusedPhotoAt } from '../../drafts/queue-rules.ts'
import { photosOf, type Step, type Visit } from '../../drafts/shapes.ts'
import { usePhone } from '../../drafts/memory.ts'
import { sendAgain, takeBack, throwAway } from '../../drafts/visits.ts'
import { useText } from '../../text/texts.tsx'
import styles from './outbox.module.css'
import { SendingItem } from './sending-item.tsx'

/** Where a refusal of the service is mended. */
function stepFor(code: string | undefined): Step {
  return code === 'code_taken' || code === 'code_unknown' ? 'spots' : 'check'
}

export function OutboxItem({ visit }: { visit: Visit }) {
  const { t } = useText()
  const { photos } = usePhone()
  const { id, content, sending } = visit
  const step = stepFor(sending?.problem?.code)
  return (
    <SendingItem
      id={id}
      title={content.store.name}
      about={t('spots.count', { count: content.spots.length })}
      photoIds={photosOf(content)}
      refusedAt={refusedPhotoAt(visit, photos)}
      sending={sending}
      details={<Codes named={sending?.problem?.about} />}
      change={async () => {
        await takeBack(id, step)
        return `/work/visits/${id}/${step}`
      }}
      retry={() => sendAgain(id)}
      remove={() => throwAway(id)}
      removed={t(sending?.unsure ? 'outbox.removedUnsure' : 'outbox.removed')}
    />
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
