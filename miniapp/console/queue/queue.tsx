/** What waits for review, oldest first; and what was decided, newest first. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Copy, Play } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { countReviews, reviewQueue, type ReviewRow } from '../../../service/reviews/contract.ts'
import { ask } from '../../api/ask.ts'
import { Picture } from '../../parts/picture.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { ListPage } from '../kit/list-page.tsx'
import { columnsOf, type Column } from '../kit/columns.tsx'
import { useKeys } from '../parts/keys.ts'
import { ItemState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { RevisionBadge } from '../review/revision-badge.tsx'
import { useNames } from '../review/words.ts'
import styles from './queue.module.css'

const words = {
  waiting: { title: 'nav.queue', none: ['queue.empty', 'queue.emptyHow'] },
  decided: { title: 'nav.decided', none: ['queue.noneDecided', 'queue.noneDecidedHow'] },
} as const

export function Queue({ state }: { state: keyof typeof words }) {
  const { data: counts } = useQuery(ask(countReviews))
  return (
    <ListPage
      of={reviewQueue}
      query={{ state }}
      {...words[state]}
      about={({ t }) => counts && t('desk.counter', { ...counts })}
      actions={(rows) => state === 'waiting' && <Start rows={rows} />}
      leads={({ id }) => addresses.review(id)}
      columns={({ name }) => [
        { head: 'queue.store', cell: (row) => <Store row={row} /> },
        name('queue.iso', ({ isoName }) => isoName, { wide: true }),
        { head: 'queue.size', cell: (row) => <Size row={row} /> },
        ...columnsIn[state],
      ]}
    />
  )
}

const own = columnsOf<ReviewRow>()

const columnsIn = {
  waiting: [{ head: 'queue.waitingSince', cell: (row) => <Waiting row={row} /> }],
  decided: [
    { head: 'queue.decision', cell: (row) => <Decision row={row} /> },
    own.when('queue.decidedAt', ({ decidedAt }) => decidedAt, { wide: true }),
  ],
} satisfies Record<keyof typeof words, Column<ReviewRow>[]>

const Decision = ({ row: { status, revision, cause } }: { row: ReviewRow }) => (
  <span className={styles.waiting}>
    <ItemState status={status} />
    <RevisionBadge revision={revision} cause={cause} />
  </span>
)

/** Opens the first that waits; an appeal against one's own decision is for another reviewer. */
function Start({ rows }: { rows: ReviewRow[] }) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const first = rows.find(({ forAnother }) => !forAnother)
  const href = first && addresses.review(first.id)
  useKeys({ s: () => href && navigate(href) }, Boolean(href))
  if (!href) return null
  return (
    <Link href={href} asChild>
      <Button type="primary" icon={<Play size={16} />} aria-keyshortcuts="s" href={href}>
        {t('queue.start')}
      </Button>
    </Link>
  )
}

function Store({ row: { storeName, thumbnailUrl, product } }: { row: ReviewRow }) {
  const names = useNames()
  return (
    <span className={styles.store}>
      <Picture src={thumbnailUrl} alt="" loading="lazy" />
      <span className={styles.words}>
        <span className={styles.title}>{storeName}</span>
        <small>{names.product(product)}</small>
      </span>
    </span>
  )
}

function Size({ row: { spots, photos, reused } }: { row: ReviewRow }) {
  const { t } = useText()
  return (
    <span className={styles.size}>
      {t('queue.sizeOf', { spots, photos })}
      {reused > 0 && (
        <span className={styles.reused}>
          <Copy size={14} aria-hidden />
          {t('queue.reused', { count: reused })}
        </span>
      )}
    </span>
  )
}

function Waiting({ row: { submittedAt, revision, cause, forAnother } }: { row: ReviewRow }) {
  const { t } = useText()
  return (
    <span className={styles.waiting}>
      <When at={submittedAt} />
      <RevisionBadge revision={revision} cause={cause} />
      {forAnother && <small>{t('queue.forAnother')}</small>}
    </span>
  )
}
