/** ISOs, for the platform: found by name, e-mail and state; each opens beside the list. */
import { countIsos, isoStatuses, listIsos } from '../../../service/workspaces/contract/isos.ts'
import { addresses } from '../addresses.ts'
import { Why } from '../kit/columns.tsx'
import { inState } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useCounts } from '../kit/use-list.ts'
import { When } from '../parts/when.tsx'
import { IsoPanel } from './iso-panel.tsx'
import { IsoState } from './iso-state.ts'

const states = inState({
  label: 'isos.filterByState',
  all: 'isos.all',
  ids: isoStatuses,
  word: (status) => `isos.status.${status}`,
  useCounted: () => useCounts(countIsos),
})

export const Isos = ({ openId }: { openId?: string | undefined }) => (
  <ListPage
    of={listIsos}
    title="nav.isos"
    about="isos.about"
    search="isos.search"
    filters={[states]}
    none={['isos.empty', 'isos.emptyHow']}
    noneFound={['isos.noneFound', 'isos.noneFoundHow']}
    opens={{ id: openId, address: addresses.isos, panel: IsoPanel }}
    columns={({ text, address, state, date }) => [
      text('isos.name', ({ name }) => name),
      address('isos.email', ({ email }) => email),
      state('isos.state', IsoState, ({ suspension }) => (
        <Why>{suspension && <When at={suspension.at} />}</Why>
      )),
      date('isos.created', ({ createdAt }) => createdAt, { wide: true }),
    ]}
  />
)
