/** Results: what I sent in, by state; each number opens the list it counts (requirements B6). */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Clock3 } from 'lucide-react'
import { Link, useSearchParams } from 'wouter'
import { countMySubmissions, listMySubmissions } from '../../../service/promotions/contract/own.ts'
import { itemStatuses, type ItemStatus } from '../../../service/promotions/contract/content.ts'
import { ask, askPages } from '../../api/ask.ts'
import { Button } from '../../parts/button.tsx'
import { Damaged, damagedIn } from '../../parts/damaged.tsx'
import { Failure } from '../../parts/failure.tsx'
import { useSelectedShown } from '../../parts/show-selected.ts'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { ResultRow } from './result-row.tsx'
import styles from './results.module.css'
import { SearchLine } from './search-line.tsx'

export function Results() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const status = itemStatuses.find((known) => known === params.get('status'))
  const search = params.get('search') ?? ''
  const look = (wanted: string) =>
    setParams(
      (now) => {
        if (wanted) now.set('search', wanted)
        else now.delete('search')
        return now
      },
      { replace: true },
    )
  return (
    <Screen title={t('nav.results')}>
      <p className={styles.live}>
        <Clock3 size={16} aria-hidden="true" />
        {t('results.live')}
      </p>
      <SearchLine value={search} onChange={look} />
      <Chips status={status} search={search} />
      <List key={`${status} ${search}`} status={status} search={search} />
    </Screen>
  )
}

/** What is looked at; both stand in the address. */
interface Wanted {
  status: ItemStatus | undefined
  search: string
}

function addressOf({ status, search }: Wanted): string {
  const query = new URLSearchParams({ ...(status && { status }), ...(search && { search }) })
  return `/work/results${query.size ? `?${query}` : ''}`
}

function Chips({ status, search }: Wanted) {
  const { t } = useText()
  const counts = useQuery(ask(countMySubmissions)).data
  const row = useSelectedShown<HTMLUListElement>(status, counts, search)
  const all = counts && counts.in_review + counts.approved + counts.rejected
  const chip = (known: ItemStatus | undefined, label: string, count: number | undefined) => (
    <li key={label}>
      <Link
        href={addressOf({ status: known, search })}
        aria-current={known === status ? 'true' : undefined}
        replace
      >
        {label}
        {count !== undefined && !search && <span>{count}</span>}
      </Link>
    </li>
  )
  return (
    <nav aria-label={t('results.filter')}>
      <ul ref={row} className={styles.chips}>
        {chip(undefined, t('results.all'), all)}
        {itemStatuses.map((known) => chip(known, t(`status.${known}`), counts?.[known]))}
      </ul>
    </nav>
  )
}

function List({ status, search }: Wanted) {
  const { t } = useText()
  const query = { ...(status && { status }), ...(search && { search }) }
  const list = useInfiniteQuery(askPages(listMySubmissions, { query }))
  if (!list.data) {
    return list.error ? (
      <Failure error={list.error} retry={list.refetch} />
    ) : (
      <Skeleton rows={5} shape="card" />
    )
  }
  const rows = list.data.pages.flatMap(({ items }) => items)
  if (!rows.length) {
    const damaged = damagedIn(list)
    if (damaged) return <Damaged count={damaged} />
    if (search) return <StateMessage kind="empty" title={t('results.notFound', { search })} />
    return (
      <StateMessage
        kind="empty"
        title={t(status ? 'results.none' : 'results.empty.title')}
        words={status ? undefined : t('results.empty.words')}
      />
    )
  }
  return (
    <>
      <ul className={styles.list} aria-label={t('nav.results')}>
        {rows.map((row) => (
          <li key={row.id}>
            <ResultRow row={row} />
          </li>
        ))}
      </ul>
      <Damaged count={damagedIn(list)} />
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </>
  )
}
