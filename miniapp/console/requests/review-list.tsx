/** Review List: the people who ask to belong to this ISO, and what was decided (requirements A4). */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'wouter'
import {
  countStaff,
  listStaff,
  type StaffRow,
  type StaffSort,
} from '../../../service/staff/contract.ts'
import { ask, askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Chips } from '../parts/chips.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { ExportButton } from '../staff/export-button.tsx'
import { useListAddress } from '../staff/list-address.ts'
import { useSelection, type StaffQuery } from '../staff/many/selection.ts'
import { SelectionBar } from '../staff/many/selection-bar.tsx'
import { DecidedRequests } from './decided-requests.tsx'
import { RequestCards } from './request-cards.tsx'
import styles from './requests.module.css'

/** What became of a request once it was decided. */
const decidedStates = 'approved,invited,associated,invitation_failed,rejected,removed,left'

const oneWay = { via: 'request' } as const

export function ReviewList() {
  const { t } = useText()
  const { params, set, search } = useListAddress()
  const [, setParams] = useSearchParams()
  const decided = params.get('show') === 'decided'
  const waiting = useQuery(ask(countStaff)).data?.counts.requested
  const show = (which: string) => setParams(which ? { show: which } : {}, { replace: true })
  const filter: StaffQuery = {
    ...oneWay,
    status: decided ? decidedStates : 'requested',
    ...(search && { search }),
  }
  return (
    <Page
      title={t('nav.reviewList')}
      about={t('requests.about')}
      actions={<ExportButton filter={filter} />}
    >
      <div className={styles.filters}>
        <Chips
          label={t('requests.show')}
          chips={[
            {
              id: 'waiting',
              word: t('requests.waiting'),
              count: waiting,
              on: !decided,
              onPress: () => show(''),
            },
            {
              id: 'decided',
              word: t('requests.decided'),
              on: decided,
              onPress: () => show('decided'),
            },
          ]}
        />
        <SearchField
          label={t('staff.search')}
          value={search}
          onChange={(value) => set('search', value)}
        />
      </div>
      {decided ? <Decided filter={filter} /> : <Waiting filter={filter} />}
    </Page>
  )
}

function Waiting({ filter }: { filter: StaffQuery }) {
  const { t } = useText()
  const list = useRequests(filter, 'since')
  const { search } = filter
  const counts = useQuery(ask(countStaff, { query: { ...oneWay, ...(search && { search }) } })).data
    ?.counts
  const selection = useSelection(filter, rowsOf(list))
  return (
    <>
      <Loaded list={list} searched={Boolean(search)}>
        {(rows) =>
          rows.length > 0 ? (
            <RequestCards rows={rows} selection={selection} />
          ) : (
            <StateMessage
              kind="empty"
              title={t('requests.none')}
              words={t('requests.noneHow')}
              action={
                <Link href={addresses.joinCode} asChild>
                  <Button href={addresses.joinCode}>{t('joinCode.show')}</Button>
                </Link>
              }
            />
          )
        }
      </Loaded>
      <SelectionBar
        selection={selection}
        filter={filter}
        total={counts?.requested}
        offered={['approve', 'reject']}
      />
    </>
  )
}

function Decided({ filter }: { filter: StaffQuery }) {
  const { t } = useText()
  const list = useRequests(filter, '-since')
  return (
    <Loaded list={list} searched={Boolean(filter.search)}>
      {(rows) =>
        rows.length > 0 ? (
          <DecidedRequests rows={rows} />
        ) : (
          <StateMessage
            kind="empty"
            title={t('requests.noneDecided')}
            words={t('requests.noneDecidedHow')}
          />
        )
      }
    </Loaded>
  )
}

function useRequests(filter: StaffQuery, sort: StaffSort) {
  return useInfiniteQuery({
    ...askPages(listStaff, { query: { ...filter, sort, limit: 50 } }),
    placeholderData: keepPreviousData,
  })
}

const rowsOf = (list: ReturnType<typeof useRequests>) =>
  list.data?.pages.flatMap(({ items }) => items)

interface LoadedProps {
  list: ReturnType<typeof useRequests>
  searched: boolean
  children: (rows: StaffRow[]) => React.ReactNode
}

function Loaded({ list, searched, children }: LoadedProps) {
  const { t } = useText()
  const rows = rowsOf(list)
  if (!rows) {
    return list.error ? (
      <Trouble error={list.error} retry={list.refetch} />
    ) : (
      <Skeleton rows={4} shape="card" />
    )
  }
  return (
    <section className={styles.list}>
      {rows.length === 0 && damagedIn(list) ? null : searched && rows.length === 0 ? (
        <StateMessage kind="missing" title={t('staff.noneFound')} words={t('staff.noneFoundHow')} />
      ) : (
        children(rows)
      )}
      <LoadMore pages={list} shown={rows.length} />
    </section>
  )
}
