/** Why an item was rejected and what to do about it; stands above what it is about. */
import { useQuery } from '@tanstack/react-query'
import { CornerUpLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { listRejectReasons } from '../../../service/reviews/contract.ts'
import { ask } from '../../api/ask.ts'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './reason-card.module.css'

type Verdict = Submission['store']['verdict']

interface ReasonCardProps {
  /** What was rejected, such as the kind of the spot. */
  title: string
  verdict: Verdict
  /** What it looked like. */
  picture?: string | undefined
  action?: ReactNode
}

export function ReasonCard({ title, verdict, picture, action }: ReasonCardProps) {
  const { t, language } = useText()
  const list = useQuery(ask(listRejectReasons))
  // no wrong words while the right ones are on their way
  const named = list.isLoading ? [] : verdict.reasons
  const reasons = named.map(({ code }) => ({
    code,
    known: list.data?.items.find(({ id }) => id === code),
  }))
  return (
    <section className={styles.card} aria-label={t('reason.label', { title })}>
      <h2>
        <CornerUpLeft size={18} strokeWidth={2.5} aria-hidden="true" />
        {t('reason.title', { title })}
      </h2>
      <div className={styles.why}>
        {picture && <Picture src={picture} alt="" loading="lazy" />}
        <ul>
          {reasons.map(({ code, known }) => (
            <li key={code}>
              <strong>{known ? known.names[language] : t('reason.other')}</strong>
              {known && <span>{known.remedies[language]}</span>}
            </li>
          ))}
        </ul>
      </div>
      {verdict.note && (
        <blockquote>
          <span>{t('reason.note')}</span>
          {verdict.note}
        </blockquote>
      )}
      {action}
    </section>
  )
}
