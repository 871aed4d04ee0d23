/** Review List: the people who ask to belong to this ISO, and what was decided (requirements A4). */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'wouter'
import { countStaff, exportStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffRow } from '../../../service/staff/contract/member.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import cells from '../kit/cells.module.css'
import { chips } from '../kit/filters.tsx'
import { ListPage, type Bulk } from '../kit/list-page.tsx'
import { useCounts } from '../kit/use-list.ts'
import { useAddress } from '../parts/address.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { StaffState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { SelectionBar } from '../staff-decisions/many/selection-bar.tsx'
import { useRejectionReasons } from '../staff-decisions/reasons.ts'
import { RequestCards } from './request-cards.tsx'

/** What became of a request once it was decided. */
const decidedStates = 'approved,invited,associated,invitation_failed,rejected,removed,left'

const views = {
  waiting: {
    status: 'requested',
    sort: 'since',
    none: ['requests.none', 'requests.noneHow'],
  },
  decided: {
    status: decidedStates,
    sort: '-since',
    none: ['requests.noneDecided', 'requests.noneDecidedHow'],
  },
} as const

export function ReviewList() {
  const { t } = useText()
  const { params } = useAddress()
  const isDecided = params.get('show') === 'decided'
  const waiting = useQuery(ask(countStaff)).data?.counts.requested
  const matching = useCounts(countStaff, [], { via: 'request' })?.counts.requested
  const { status, sort, none } = views[isDecided ? 'decided' : 'waiting']
  const which = chips({
    param: 'show',
    label: 'requests.show',
    all: 'requests.waiting',
    ids: ['decided'],
    word: () => 'requests.decided',
    counts: { '': waiting },
    isView: true,
  })
  const bulk: Bulk<typeof listStaff> = {
    nameOf: ({ name }) => name,
    bar: (selection, filter) => (
      <SelectionBar
        selection={selection}
        filter={filter}
        total={matching}
        offered={['approve', 'reject']}
      />
    ),
  }
  return (
    <ListPage
      of={listStaff}
      query={{ via: 'request', status }}
      order={sort}
      title="nav.reviewList"
      about={t('requests.about')}
      search="staff.search"
      filters={[which]}
      exports={exportStaff}
      none={none}
      noneAction={!isDecided && <JoinCode />}
      noneFound={['staff.noneFound', 'staff.noneFoundHow']}
      leads={({ id }) => addresses.staffMember(id)}
      columns={[
        { head: 'staff.name', cell: ({ name }) => name },
        { head: 'staff.phone', cell: ({ phone }) => readablePhone(phone), oneLine: true },
        { head: 'staff.state', cell: (row) => <Outcome row={row} /> },
        {
          head: 'requests.decidedBy',
          cell: ({ decided }) =>
            decided && (
              <>
                {decided.by}
                <span className={cells.small}>
                  <When at={decided.at} />
                </span>
              </>
            ),
        },
        { head: 'requests.asked', cell: ({ createdAt }) => <When at={createdAt} />, wide: true },
      ]}
      bulk={isDecided ? undefined : bulk}
    >
      {isDecided
        ? undefined
        : (rows, selection) => <RequestCards rows={rows} selection={selection} />}
    </ListPage>
  )
}

function Outcome({ row: { status, rejection } }: { row: StaffRow }) {
  const { nameOf, needsNote } = useRejectionReasons()
  const why = rejection && [
    !needsNote(rejection.reason) && nameOf(rejection.reason),
    rejection.note,
  ]
  return (
    <>
      <StaffState status={status} />
      {status === 'rejected' && why && (
        <span className={cells.why}>{why.filter(Boolean).join(' · ')}</span>
      )}
    </>
  )
}

function JoinCode() {
  const { t } = useText()
  return (
    <Link href={addresses.joinCode} asChild>
      <Button href={addresses.joinCode}>{t('joinCode.show')}</Button>
    </Link>
  )
}
