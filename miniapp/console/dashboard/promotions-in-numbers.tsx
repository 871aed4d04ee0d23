/** How many submissions are in each state; every number opens the list it counts. */
import { Link } from 'wouter'
import { itemStatuses, type ItemStatus } from '../../../service/promotions/contract/content.ts'
import { Failure } from '../../parts/failure.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { ItemState } from '../parts/state.tsx'
import styles from './dashboard.module.css'

interface PromotionsInNumbersProps {
  counts: Record<ItemStatus, number> | undefined
  error: Error | null
  retry: () => unknown
}

export function PromotionsInNumbers({ counts, error, retry }: PromotionsInNumbersProps) {
  const { t } = useText()
  const { counted } = useFormats()
  return (
    <section aria-labelledby="promotions-in-numbers">
      <h2 id="promotions-in-numbers" className={styles.heading}>
        {t('dashboard.promotions')}
      </h2>
      {!counts && error && <Failure error={error} retry={retry} />}
      {counts && (
        <ul className={styles.numbers}>
          {itemStatuses.map((status) => (
            <li key={status}>
              <Link href={addresses.promotions(`status=${status}`)} className={styles.figure}>
                <ItemState status={status} />
                <span className={styles.number}>{counted(counts[status])}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
