/** Promotions: all that the staff of an ISO have submitted, newest first (requirements A2, B7). */
import { useQuery } from '@tanstack/react-query'
import { itemStatuses } from '../../../service/promotions/contract/content.ts'
import {
  countIsoSubmissions,
  exportIsoSubmissions,
  listIsoSubmissions,
  type IsoSubmissionRow,
} from '../../../service/promotions/contract/iso-lists.ts'
import { listProducts } from '../../../service/products/contract.ts'
import { asRegion } from '../../../service/regions/shared.ts'
import { ask } from '../../api/ask.ts'
import { addresses } from '../addresses.ts'
import { Why } from '../kit/columns.tsx'
import { day, inState, listed, ofStaff } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useCounts } from '../kit/use-list.ts'
import { ItemState } from '../parts/state.tsx'
import { useNames } from '../review/words.ts'
import { PromotionPanel } from './promotion-panel.tsx'
import { useRegionName, useRegionOptions } from './regions.ts'

function useProductOptions() {
  const { product } = useNames()
  const { data } = useQuery(ask(listProducts))
  return (data?.products ?? [])
    .filter(({ kind }) => kind === 'promotion')
    .map(({ id }) => ({ value: id, label: product(id) }))
}

const besidesStatus = [
  listed({
    param: 'product',
    label: 'promotions.products',
    all: 'promotions.anyProduct',
    useOptions: useProductOptions,
    accepts: /^[a-z_]{1,40}$/,
  }),
  listed({
    param: 'region',
    label: 'promotions.regions',
    all: 'promotions.anyRegion',
    useOptions: useRegionOptions,
    accepts: asRegion,
  }),
  ofStaff({
    param: 'staff',
    label: 'promotions.staffFilter',
    nameIn: (id, rows: IsoSubmissionRow[]) => rows.find(({ staff }) => staff.id === id)?.staff.name,
  }),
  day({ param: 'from', label: 'promotions.from' }),
  day({ param: 'to', label: 'promotions.to' }),
]

const states = inState({
  label: 'promotions.states',
  all: 'promotions.all',
  ids: itemStatuses,
  word: (status) => `status.${status}`,
  useCounted: () => useCounts(countIsoSubmissions, besidesStatus)?.counts,
})

export function Promotions({ openId }: { openId?: string | undefined }) {
  const names = useNames()
  const regionName = useRegionName()
  return (
    <ListPage
      of={listIsoSubmissions}
      title="nav.promotions"
      search="promotions.search"
      filters={[...besidesStatus, states]}
      exports={exportIsoSubmissions}
      none={['promotions.empty', 'promotions.emptyHow']}
      noneFound={['promotions.noneFound', 'promotions.noneFoundHow']}
      opens={{ id: openId, address: addresses.promotions, panel: PromotionPanel }}
      columns={({ text, name, number, state, when }) => [
        name('promotions.store', ({ storeName }) => storeName),
        name('promotions.staff', ({ staff }) => staff.name),
        text('promotions.product', ({ product }) => names.product(product), { wide: true }),
        state('promotions.status', ItemState, ({ revision }, { t }) => (
          <Why>{revision > 1 && t('queue.revision', { revision })}</Why>
        )),
        number(
          'promotions.spots',
          ({ spots }) => spots.in_review + spots.approved + spots.rejected,
        ),
        when('promotions.submitted', ({ submittedAt }) => submittedAt),
        text('promotions.region', ({ region }) => (region ? regionName(region) : ''), {
          wide: true,
        }),
      ]}
    />
  )
}
