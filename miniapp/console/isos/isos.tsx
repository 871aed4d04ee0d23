/** ISOs, for the platform: found by name, e-mail and state; each opens beside the list. */
import { countIsos, isoStatuses, listIsos } from '../../../service/workspaces/contract/isos.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import cells from '../kit/cells.module.css'
import { chips } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useCounts } from '../kit/use-list.ts'
import { Breakable } from '../parts/breakable.tsx'
import { IsoState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { IsoPanel } from './iso-panel.tsx'

export function Isos({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const { date } = useFormats()
  const counts = useCounts(countIsos)
  const byStatus = chips({
    param: 'status',
    label: 'isos.filterByState',
    all: 'isos.all',
    ids: isoStatuses,
    word: (status) => `isos.status.${status}`,
    counts,
  })
  return (
    <ListPage
      of={listIsos}
      title="nav.isos"
      about={t('isos.about')}
      search="isos.search"
      filters={[byStatus]}
      none={['isos.empty', 'isos.emptyHow']}
      noneFound={['isos.noneFound', 'isos.noneFoundHow']}
      opens={{ id: openId, address: addresses.isos, panel: IsoPanel }}
      columns={[
        { head: 'isos.name', cell: ({ name }) => name },
        { head: 'isos.email', cell: ({ email }) => <Breakable text={email} /> },
        {
          head: 'isos.state',
          cell: ({ status, suspension }) => (
            <>
              <IsoState status={status} />
              {suspension && (
                <span className={cells.why}>
                  <When at={suspension.at} />
                </span>
              )}
            </>
          ),
        },
        {
          head: 'isos.created',
          cell: ({ createdAt }) => date(createdAt),
          oneLine: true,
          wide: true,
        },
      ]}
    />
  )
}
