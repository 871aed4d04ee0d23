/** What a row of the queue, or of the decided ones, shows. */
import { Copy } from 'lucide-react'
import type { ReviewRow } from '../../../service/reviews/contract.ts'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import type { Column } from '../parts/row-table.tsx'
import { ItemState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { useNames } from '../review/words.ts'
import { RevisionBadge } from './revision-badge.tsx'
import styles from './queue.module.css'

export function useQueueColumns(state: 'waiting' | 'decided'): Column<ReviewRow>[] {
  const { t } = useText()
  const names = useNames()
  const store: Column<ReviewRow> = {
    id: 'store',
    head: t('queue.store'),
    width: '38%',
    cell: ({ storeName, thumbnailUrl, product }) => (
      <span className={styles.store}>
        <Picture src={thumbnailUrl} alt="" loading="lazy" />
        <span className={styles.words}>
          {storeName}
          <small>{names.product(product)}</small>
        </span>
      </span>
    ),
  }
  const common: Column<ReviewRow>[] = [
    store,
    { id: 'iso', head: t('queue.iso'), cell: ({ isoName }) => isoName, wide: true },
    {
      id: 'size',
      head: t('queue.size'),
      cell: ({ spots, photos, reused }) => (
        <span className={styles.size}>
          {t('queue.sizeOf', { spots, photos })}
          {reused > 0 && (
            <span className={styles.reused}>
              <Copy size={14} aria-hidden />
              {t('queue.reused', { count: reused })}
            </span>
          )}
        </span>
      ),
    },
  ]
  return state === 'waiting'
    ? [
        ...common,
        {
          id: 'waiting',
          head: t('queue.waitingSince'),
          cell: ({ submittedAt, revision, cause, forAnother }) => (
            <span className={styles.waiting}>
              <When at={submittedAt} />
              <RevisionBadge revision={revision} cause={cause} />
              {forAnother && <small>{t('queue.forAnother')}</small>}
            </span>
          ),
        },
      ]
    : [
        ...common,
        {
          id: 'state',
          head: t('queue.decision'),
          cell: ({ status, revision, cause }) => (
            <span className={styles.waiting}>
              <ItemState status={status} />
              <RevisionBadge revision={revision} cause={cause} />
            </span>
          ),
        },
        {
          id: 'decided',
          head: t('queue.decidedAt'),
          cell: ({ decidedAt }) => decidedAt && <When at={decidedAt} />,
          wide: true,
        },
      ]
}
