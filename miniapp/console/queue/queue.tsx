/** What waits for review, oldest first; and what was decided, newest first. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Play } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { countReviews, reviewQueue } from '../../../service/reviews/contract.ts'
import { ask, askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useRemembered } from '../parts/browser.ts'
import { Density, densities } from '../parts/density.tsx'
import { useKeys } from '../parts/keys.ts'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useQueueColumns } from './queue-columns.tsx'
import styles from './queue.module.css'

export function Queue({ state }: { state: 'waiting' | 'decided' }) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const [density, setDensity] = useRemembered('density', 'roomy', densities)
  const counts = useQuery(ask(countReviews)).data
  const pages = useInfiniteQuery(askPages(reviewQueue, { query: { state, limit: 50 } }))
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const columns = useQueueColumns(state)
  const waiting = state === 'waiting'
  // an appeal against one's own decision is for another reviewer to decide
  const first = waiting ? rows?.find(({ forAnother }) => !forAnother) : undefined
  useKeys({ s: () => first && navigate(addresses.review(first.id)) }, Boolean(first))
  const title = t(waiting ? 'nav.queue' : 'nav.decided')
  return (
    <Page
      title={title}
      about={counts && t('desk.counter', { ...counts })}
      actions={
        <>
          <Density value={density} onChange={setDensity} />
          {first && (
            <Link href={addresses.review(first.id)} asChild>
              <Button
                type="primary"
                icon={<Play size={16} />}
                aria-keyshortcuts="s"
                href={addresses.review(first.id)}
              >
                {t('queue.start')}
              </Button>
            </Link>
          )}
        </>
      }
    >
      <section className={styles.list}>
        {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
        {pages.isPending && <Skeleton rows={6} shape="card" />}
        {rows?.length === 0 && !damagedIn(pages) && (
          <StateMessage
            kind="empty"
            title={t(waiting ? 'queue.empty' : 'queue.noneDecided')}
            words={t(waiting ? 'queue.emptyHow' : 'queue.noneDecidedHow')}
          />
        )}
        {rows && rows.length > 0 && (
          <RowTable
            label={title}
            columns={columns}
            rows={rows}
            hrefOf={({ id }) => addresses.review(id)}
            compact={density === 'dense'}
          />
        )}
        <LoadMore pages={pages} shown={rows?.length ?? 0} />
      </section>
    </Page>
  )
}
