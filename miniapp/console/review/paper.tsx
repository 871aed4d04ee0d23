/** The data beside the photos, in the order in which a reviewer reads. */
import { useMemo } from 'react'
import { Damaged } from '../../parts/damaged.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { RevisionBadge } from './revision-badge.tsx'
import { changesSince } from './changes.ts'
import { ItemSection } from './item-section.tsx'
import styles from './paper.module.css'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import type { ReviewItem } from './items.ts'
import { PosmFields, SpotFields, StoreFields, Supplement } from './fields.tsx'
import { History } from './history.tsx'
import type { Desk } from './use-desk.ts'
import { useNames } from './words.ts'

export function Paper({ desk }: { desk: Desk }) {
  const { t } = useText()
  const { dateTime, list } = useFormats()
  const names = useNames()
  const { submission, iso, staff, earlier } = desk.review
  // where the last one is damaged, there is nothing to compare with
  const before = earlier.find(({ revision }) => revision === submission.revision - 1)
  const changes = useMemo(
    () => (before ? changesSince(before, submission) : undefined),
    [before, submission],
  )
  return (
    <div className={styles.paper}>
      <header className={styles.head}>
        <h1 className={styles.title}>{submission.store.name}</h1>
        <p className={styles.quiet}>
          {[names.product(submission.product), iso.name, staff.name].filter(Boolean).join(' · ')}
        </p>
        <p className={styles.quiet}>
          {t('desk.submitted', { at: dateTime(submission.submittedAt) })}
        </p>
        <RevisionBadge revision={submission.revision} cause={submission.cause} />
      </header>
      {submission.explanation && (
        <blockquote className={styles.explanation}>
          <strong>{t('desk.explanation', { name: staff.name })}</strong>
          <p>{submission.explanation}</p>
        </blockquote>
      )}
      <Damaged count={desk.review.damaged} />
      {changes && (
        <p className={styles.changes} role="note">
          {t(changes.any ? 'desk.changesMarked' : 'desk.nothingChanged')}
          {changes.droppedSpots.length > 0 && (
            <>
              {' '}
              {t('desk.droppedSpots', {
                count: changes.droppedSpots.length,
                spots: list(changes.droppedSpots.map(({ number }) => String(number))),
              })}
            </>
          )}
        </p>
      )}
      {desk.items.map((item, index) => {
        const spot = item.kind === 'spot' ? submission.spots[item.number - 1] : undefined
        const itemChanges = changes?.byItem[item.id]
        const old = before && itemBefore(before, item)
        return (
          <ItemSection
            key={item.id}
            desk={desk}
            item={item}
            index={index}
            old={old}
            oldRevision={before?.revision}
            changes={itemChanges}
          >
            {item.posm ? (
              <PosmFields posm={item.posm} changes={itemChanges} />
            ) : spot ? (
              <SpotFields spot={spot} changes={itemChanges} />
            ) : (
              <StoreFields store={submission.store} changes={itemChanges} />
            )}
          </ItemSection>
        )
      })}
      <Supplement
        supplement={submission.supplement}
        consent={submission.consent}
        changes={changes?.supplement}
      />
      <History submission={submission} />
    </div>
  )
}

function itemBefore({ store, spots }: Submission, { id, kind, posm }: ReviewItem) {
  if (kind === 'store') return store
  const spot = spots.find((one) => one.id === (posm?.spot ?? id))
  if (!posm) return spot
  const verdict = spot?.posm?.find(({ type }) => type === posm.type)?.verdict
  // its photos are those of the spot, where those that are gone are shown
  return verdict && { photos: [], verdict }
}
