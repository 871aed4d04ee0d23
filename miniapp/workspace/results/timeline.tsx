/** What happened to a submission, newest first. */
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { Card } from '../../parts/card.tsx'
import { Damaged } from '../../parts/damaged.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from './result.module.css'

export function Timeline({ submission }: { submission: Submission }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  return (
    <Card>
      <h2 className={styles.heading}>{t('result.timeline')}</h2>
      <ol className={styles.timeline}>
        {[...submission.timeline].reverse().map(({ at, what, revision }) => (
          <li key={`${at}${what}`}>
            <span>{t(`result.timeline.${what}`, { revision })}</span>
            <time dateTime={at}>{dateTime(at)}</time>
          </li>
        ))}
      </ol>
      <Damaged count={submission.damaged} />
    </Card>
  )
}
