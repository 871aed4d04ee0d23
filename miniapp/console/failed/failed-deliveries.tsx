/** Deliveries that were given up: what did not happen, why, and the button that starts it again. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { RotateCcw } from 'lucide-react'
import {
  listFailedEvents,
  retryFailedEvent,
  type FailedEvent,
} from '../../../service/outbox/contract.ts'
import { askPages, tell } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { useNotices } from '../parts/notices.ts'
import { Page } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { When } from '../parts/when.tsx'
import styles from './failed.module.css'

export function FailedDeliveries() {
  const { t } = useText()
  const pages = useInfiniteQuery(askPages(listFailedEvents, { query: { limit: 50 } }))
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  return (
    <Page title={t('nav.failed')} about={t('failed.about')}>
      {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
      {pages.isPending && <Skeleton rows={4} shape="card" />}
      {rows?.length === 0 && !damagedIn(pages) && (
        <StateMessage kind="empty" title={t('failed.empty')} words={t('failed.emptyHow')} />
      )}
      {rows && rows.length > 0 && (
        <ul className={styles.list} aria-label={t('nav.failed')}>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      <LoadMore pages={pages} shown={rows?.length ?? 0} />
    </Page>
  )
}

function Row({ row }: { row: FailedEvent }) {
  const { t } = useText()
  const { done, refused } = useNotices()
  const queries = useQueryClient()
  const retry = useMutation({
    ...tell(retryFailedEvent),
    onSuccess: () => done(t('failed.retried')),
    onError: refused,
    onSettled: () => queries.invalidateQueries({ queryKey: [listFailedEvents.name] }),
  })
  const { failure } = row
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.type}>{row.type}</p>
        <p className={styles.quiet}>
          <When at={row.at} />
          {` · ${row.subject.kind} ${row.subject.id}`}
        </p>
        <p>
          {failure
            ? t('failed.why', { handler: failure.handler, code: failure.code ?? failure.kind })
            : t('failed.died')}
        </p>
      </div>
      <Button
        icon={<RotateCcw size={16} />}
        loading={retry.isPending}
        aria-label={t('failed.retryWhat', { type: row.type })}
        onClick={() => retry.mutate({ params: { eventId: row.id } })}
      >
        {t('common.retry')}
      </Button>
    </li>
  )
}
