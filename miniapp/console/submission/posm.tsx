/** Primary POSM at a spot, type by type: its state, and the reasons where it was rejected. */
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { useText } from '../../text/texts.tsx'
import { ItemState } from '../parts/state.tsx'
import { Said } from '../review/said.tsx'
import { useNames } from '../review/words.ts'
import styles from './submission.module.css'

export function Posm({ spot: { posm = [] } }: { spot: Submission['spots'][number] }) {
  const { t } = useText()
  const names = useNames()
  return posm.map(
    ({ type, verdict }) =>
      verdict && (
        <section key={type} aria-label={names.posm(type)}>
          <header className={styles.head}>
            <h3>{names.posm(type)}</h3>
            <ItemState status={verdict.status} />
          </header>
          {verdict.status === 'rejected' && <Said verdict={verdict} title={t('submissions.why')} />}
        </section>
      ),
  )
}
