/** Continue: the unfinished visits, each with its photo and where it stopped. */
import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { CardLink } from '../../parts/card.tsx'
import { SwipeRow } from '../../parts/swipe-row.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { Photo } from '../parts/photo.tsx'
import { stepOf, type Visit } from '../promotion/visit.ts'
import { visitsKept } from '../promotion/visits.ts'
import styles from './continue-cards.module.css'
import home from './home.module.css'

/** @param which of them stand here */
export function ContinueCards({ which }: { which: (visit: Visit) => boolean }) {
  const { t } = useText()
  const toast = useToast()
  const label = useId()
  const drafts = visitsKept.useAll().filter((visit) => !visit.sending && which(visit))
  if (!drafts.length) return null
  const remove = async (id: string) => {
    const putBack = await visitsKept.throwAway(id)
    toast({ words: t('home.draft.removed'), action: { label: t('common.undo'), run: putBack } })
  }
  return (
    <section aria-labelledby={label}>
      <h2 id={label} className={home.heading}>
        {t('home.continue')}
      </h2>
      <ul className={styles.list}>
        {drafts.map((visit) => (
          <SwipeRow
            key={visit.id}
            words={t('common.remove')}
            label={t('home.draft.remove', { name: nameOf(visit) || t('home.draft.unnamed') })}
            remove={() => remove(visit.id)}
          >
            <ContinueCard visit={visit} />
          </SwipeRow>
        ))}
      </ul>
    </section>
  )
}

const nameOf = ({ content }: Visit) => content.store.name.trim()

function ContinueCard({ visit }: { visit: Visit }) {
  const { t } = useText()
  const { since } = useFormats()
  const { id, content, savedAt, revision } = visit
  const step = stepOf(content)
  return (
    <CardLink href={`/work/visits/${id}/${step}`}>
      <span className={styles.card}>
        <span className={styles.picture}>
          <Photo id={content.store.photos[0]} alt="" />
        </span>
        <span className={styles.words}>
          <strong>{nameOf(visit) || t('home.draft.unnamed')}</strong>
          <span>
            {revision
              ? t('home.draft.changes')
              : t('home.draft.at', { step: t(`step.${step}`), spots: content.spots.length })}
          </span>
          <span>{since(savedAt)}</span>
        </span>
        <ChevronRight size={20} aria-hidden="true" />
      </span>
    </CardLink>
  )
}
