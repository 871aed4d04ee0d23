/** How many Marketing Codes are in each state; every number opens the list it counts. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { codeStatuses } from '../../../service/marketing-codes/contract.ts'
import { countCodes } from '../../../service/promotions/codes/contract.ts'
import { ask } from '../../api/ask.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { CodeState } from '../codes/code-state.ts'
import { useMay } from '../session/me.ts'
import styles from './dashboard.module.css'

export function CodesInNumbers() {
  const mayCount = useMay(countCodes)
  const { t } = useText()
  const { counted } = useFormats()
  const { data } = useQuery({ ...ask(countCodes), enabled: mayCount })
  if (!mayCount) return null
  return (
    <section aria-labelledby="codes-in-numbers">
      <h2 id="codes-in-numbers" className={styles.heading}>
        {t('marketingCodes.numbers')}
      </h2>
      <ul className={styles.numbers}>
        {codeStatuses.map((status) => (
          <li key={status}>
            <Link href={addresses.codes(`status=${status}`)} className={styles.figure}>
              <span className={styles.state}>
                <CodeState status={status} />
              </span>
              {/* the room is kept while it is counted, or cannot be */}
              <span className={styles.number}>{data ? counted(data.counts[status]) : '–'}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
