/** One store or spot: its data, what was said about it before, and what is chosen for it now. */
import { Copy } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'wouter'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import { differs, type ItemChanges } from './changes.ts'
import { ItemMark } from './item-mark.tsx'
import type { ReviewItem, SubmittedPhoto, Verdict } from './items.ts'
import styles from './paper.module.css'
import { ReasonsPicker } from './reasons-picker.tsx'
import { hrefOf, useReuseWords } from './reuse-words.ts'
import type { Desk } from './use-desk.ts'
import { Said } from './said.tsx'
import { useItemName } from './words.ts'

interface ItemSectionProps {
  desk: Desk
  item: ReviewItem
  index: number
  /** The same item in the revision before. */
  old: { photos: SubmittedPhoto[]; verdict: Verdict } | undefined
  oldRevision: number | undefined
  changes: ItemChanges | undefined
  children: ReactNode
}

export function ItemSection(props: ItemSectionProps) {
  const { desk, item, index, old, oldRevision, changes, children } = props
  const { t } = useText()
  const nameOf = useItemName()
  const here = desk.item.id === item.id
  const choice = desk.choiceOf(item)
  const section = useRef<HTMLElement>(null)
  const rejecting = here && choice?.status === 'rejected'
  const opened = useRef(true)
  useEffect(() => {
    // a submission opens at its title
    if (here && !opened.current) section.current?.scrollIntoView({ block: 'nearest' })
    opened.current = false
  }, [here, rejecting])
  const gone = old?.photos.filter(({ id }) => !item.photos.some((photo) => photo.id === id)) ?? []
  return (
    <section
      ref={section}
      aria-label={nameOf(item)}
      aria-current={here ? 'true' : undefined}
      className={`${styles.item} ${item.kind === 'posm' ? styles.posm : ''} ${here ? styles.here : ''}`}
    >
      <h2 className={styles.itemHead}>
        <button type="button" onClick={() => desk.goTo(index)}>
          <ItemMark item={item} choice={choice} />
          {nameOf(item)}
        </button>
        {changes?.added && <span className={styles.changed}>{t('desk.added')}</span>}
        {changes && !changes.added && differs(changes) && (
          <span className={styles.changed}>{t('desk.changed')}</span>
        )}
      </h2>
      {old?.verdict.status === 'rejected' && item.open && (
        <Said verdict={old.verdict} title={t('desk.rejectedBefore')} />
      )}
      {children}
      <UsedBefore desk={desk} item={item} />
      {gone.length > 0 && oldRevision !== undefined && (
        <div className={styles.gone}>
          <span className={styles.quiet}>{t('desk.photosBefore', { revision: oldRevision })}</span>
          {gone.map((photo, number) => (
            <button
              key={photo.id}
              type="button"
              aria-label={t('desk.lookAtEarlier', { number: number + 1 })}
              aria-pressed={desk.earlierPhoto?.id === photo.id}
              onClick={() => {
                desk.goTo(index)
                desk.showEarlierPhoto(photo)
              }}
            >
              <Picture src={photo.thumbnailUrl} alt="" loading="lazy" />
            </button>
          ))}
        </div>
      )}
      {!item.open && item.verdict.status === 'rejected' && (
        <Said verdict={item.verdict} title={t('status.rejected')} />
      )}
      {item.open && choice?.status === 'rejected' && (
        <ReasonsPicker desk={desk} item={item} choice={choice} here={here} />
      )}
    </section>
  )
}

/** Photos that were used before, each with where. */
function UsedBefore({ desk, item }: Pick<ItemSectionProps, 'desk' | 'item'>) {
  const { t } = useText()
  const wordsOf = useReuseWords()
  // a service of an earlier release tells nothing of it
  const known = desk.review.usedBefore ?? {}
  const uses = item.photos.flatMap(({ id }, index) =>
    (known[id] ?? []).map((use) => ({ use, number: index + 1 })),
  )
  // photos of POSM are those of its spot
  if (!uses.length || item.kind === 'posm') return null
  return (
    <div className={styles.reused} role="note">
      <strong>
        <Copy size={16} aria-hidden /> {t('desk.reusedWhy')}
      </strong>
      <ul>
        {uses.map(({ use, number }) => (
          <li key={`${number} ${use.of} ${use.item}`}>
            {t('desk.reused.photo', { number })}{' '}
            {use.sameVisit ? wordsOf(use) : <Link href={hrefOf(use)}>{wordsOf(use)}</Link>}
          </li>
        ))}
      </ul>
    </div>
  )
}
