/** What a row of the list of ISOs shows. */
import type { Iso } from '../../../service/workspaces/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from '../parts/list.module.css'
import type { Column } from '../parts/row-table.tsx'
import { IsoState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'

export function useIsoColumns(): Column<Iso>[] {
  const { t } = useText()
  const { date } = useFormats()
  return [
    { id: 'name', head: t('isos.name'), cell: ({ name }) => name, width: '30%' },
    { id: 'email', head: t('isos.email'), cell: ({ email }) => email },
    {
      id: 'state',
      head: t('isos.state'),
      cell: ({ status, suspension }) => (
        <>
          <IsoState status={status} />
          {suspension && (
            <span className={styles.why}>
              <When at={suspension.at} />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'created',
      head: t('isos.created'),
      cell: ({ createdAt }) => <span className={styles.oneLine}>{date(createdAt)}</span>,
      wide: true,
    },
  ]
}
