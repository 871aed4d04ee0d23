/** Review List: the people who ask to belong to this ISO, and what was decided (requirements A4). */
import { useQuery } from '@tanstack/react-query'
import { countStaff, exportStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffRow } from '../../../service/staff/contract/member.ts'
import { ask } from '../../api/ask.ts'
import { addresses } from '../addresses.ts'
import { JoinCodeLink } from '../join-code/join-code-link.tsx'
import { Below, Why } from '../kit/columns.tsx'
import { chips } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useAddress } from '../parts/address.ts'
import { StaffState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { useRejectionReasons } from '../staff-decisions/reasons.ts'
import { decideOnMany, nameAndPhone } from '../staff-decisions/staff-list.tsx'
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

const decisions = decideOnMany(['approve', 'reject'])

const which = chips({
  param: 'show',
  label: 'requests.show',
  all: 'requests.waiting',
  ids: ['decided'],
  word: () => 'requests.decided',
  useCounted: () => ({ '': useQuery(ask(countStaff)).data?.counts.requested }),
  isView: true,
})

export function ReviewList() {
  const isDecided = useAddress().params.get('show') === 'decided'
  const { status, sort, none } = views[isDecided ? 'decided' : 'waiting']
  return (
    <ListPage
      of={listStaff}
      query={{ via: 'request', status }}
      order={sort}
      title="nav.reviewList"
      about="requests.about"
      search="staff.search"
      filters={[which]}
      exports={exportStaff}
      none={none}
      noneAction={!isDecided && <JoinCodeLink word="joinCode.show" />}
      noneFound={['staff.noneFound', 'staff.noneFoundHow']}
      leads={({ id }) => addresses.staffMember(id)}
      columns={({ when }) => [
        ...nameAndPhone,
        { head: 'staff.state', cell: (row) => <Outcome row={row} /> },
        { head: 'requests.decidedBy', cell: (row) => <Decision row={row} /> },
        when('requests.asked', ({ createdAt }) => createdAt, { wide: true }),
      ]}
      bulk={isDecided ? undefined : decisions}
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
      {status === 'rejected' && why && <Why>{why.filter(Boolean).join(' · ')}</Why>}
    </>
  )
}

const Decision = ({ row: { decided } }: { row: StaffRow }) =>
  decided && (
    <>
      {decided.by}
      <Below>
        <When at={decided.at} />
      </Below>
    </>
  )
