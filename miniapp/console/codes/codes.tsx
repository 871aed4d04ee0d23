/** The Marketing Codes of an ISO: by status and by their beginning; each opens beside the list. */
import { codeStatuses } from '../../../service/marketing-codes/contract.ts'
import { countCodes, exportCodes, listCodes } from '../../../service/promotions/codes/contract.ts'
import { addresses } from '../addresses.ts'
import { Below, Why } from '../kit/columns.tsx'
import { inState } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useCounts } from '../kit/use-list.ts'
import { CodePanel } from './code-panel.tsx'
import { CodeState } from './code-state.ts'
import { regionName } from './region-name.ts'

const states = inState({
  label: 'marketingCodes.states',
  all: 'marketingCodes.all',
  ids: codeStatuses,
  word: (status) => `marketingCodes.status.${status}`,
  useCounted: () => useCounts(countCodes)?.counts,
})

export const Codes = ({ openId }: { openId?: string | undefined }) => (
  <ListPage
    of={listCodes}
    title="nav.codes"
    about="marketingCodes.about"
    search="marketingCodes.search"
    filters={[states]}
    exports={exportCodes}
    none={['marketingCodes.empty', 'marketingCodes.emptyHow']}
    noneFound={['marketingCodes.noneFound', 'marketingCodes.noneFoundHow']}
    opens={{ id: openId, address: addresses.codes, panel: CodePanel }}
    columns={({ text, state, when }) => [
      text('marketingCodes.code', ({ id }) => id, { oneLine: true }),
      state('marketingCodes.states', CodeState, ({ reason }, { t }) => (
        <Why>{reason && t(`marketingCodes.reason.${reason}`)}</Why>
      )),
      {
        head: 'marketingCodes.store',
        clamped: true,
        cell: ({ at, region }, words) => (
          <>
            {at?.store}
            <Below>
              {at ? region && regionName(region, words) : words.t('marketingCodes.nowhere')}
            </Below>
          </>
        ),
      },
      text('marketingCodes.staff', ({ at }) => at?.staff.name ?? '', { wide: true }),
      when('marketingCodes.since', ({ since }) => since, { wide: true }),
    ]}
  />
)
