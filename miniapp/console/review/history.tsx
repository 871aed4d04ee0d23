/** What happened to a submission so far, newest first. */
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { Damaged } from '../../parts/damaged.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from './paper.module.css'

export function History({ submission }: { submission: Submission }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  return (
    <section aria-labelledby="history" className={styles.item}>
      <h2 id="history" className={styles.itemHead}>
        {t('timeline.title')}
      </h2>
      <ol className={styles.history}>
        {[...submission.timeline].reverse().map(({ at, what, revision }) => (
          <li key={`${at} ${what}`}>
            <span>{t(`history.${what}`, { revision })}</span>
            <time className={styles.quiet} dateTime={at}>
              {dateTime(at)}
            </time>
          </li>
        ))}
      </ol>
      <Damaged count={submission.damaged} />
    </section>
  )
}
