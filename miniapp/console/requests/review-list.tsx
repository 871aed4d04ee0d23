/** Review List: who asks to belong to this ISO, and what was decided (requirements A4). */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'wouter'
import { countStaff, listStaff, type StaffRow } from '../../../service/staff/contract.ts'
import { ask, askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Chips } from '../parts/chips.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { DecidedRequests } from './decided-requests.tsx'
import { RequestCards } from './request-cards.tsx'
import styles from './requests.module.css'

/** What became of a request once it was decided. */
const decidedStates = 'approved,invited,associated,invitation_failed,rejected,removed,left'

export function ReviewList() {
  const { t } = useText()
  const [params, setParams] = useSearchParams()
  const decided = params.get('show') === 'decided'
  const waiting = useQuery(ask(countStaff)).data?.counts.requested
  const show = (which: string) => setParams(which ? { show: which } : {}, { replace: true })
  return (
    <Page title={t('nav.reviewList')} about={t('requests.about')}>
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
      </div>
      {decided ? <Decided /> : <Waiting />}
    </Page>
  )
}

function Waiting() {
  const { t } = useText()
  const list = useRequests('requested')
  return (
    <Loaded list={list}>
      {(rows) =>
        rows.length > 0 ? (
          <RequestCards rows={rows} />
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
  )
}

function Decided() {
  const { t } = useText()
  const list = useRequests(decidedStates)
  return (
    <Loaded list={list}>
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

function useRequests(status: string) {
  return useInfiniteQuery(askPages(listStaff, { query: { status, via: 'request', limit: 50 } }))
}

interface LoadedProps {
  list: ReturnType<typeof useRequests>
  children: (rows: StaffRow[]) => React.ReactNode
}

function Loaded({ list, children }: LoadedProps) {
  const rows = list.data?.pages.flatMap(({ items }) => items)
  if (!rows) {
    return list.error ? (
      <Trouble error={list.error} retry={list.refetch} />
    ) : (
      <Skeleton rows={4} shape="card" />
    )
  }
  return (
    <section className={styles.list}>
      {children(rows)}
      <LoadMore pages={list} shown={rows.length} />
    </section>
  )
}
