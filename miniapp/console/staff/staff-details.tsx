/** Staff Details: all people of the ISO, found by name, number and state (requirements A2, A8). */
import { Button } from 'antd'
import { FileSpreadsheet, Plus, QrCode } from 'lucide-react'
import { Link } from 'wouter'
import { addStaff } from '../../../service/staff/contract/one.ts'
import {
  countStaff,
  exportStaff,
  listStaff,
  staffSorts,
} from '../../../service/staff/contract/lists.ts'
import { staffStatuses, staffVias } from '../../../service/staff/contract/association.ts'
import type { StaffRow } from '../../../service/staff/contract/member.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import cells from '../kit/cells.module.css'
import { chips } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useCounts } from '../kit/use-list.ts'
import { useAddress } from '../parts/address.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { StaffState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { useMay } from '../session/me.ts'
import { SelectionBar } from '../staff-decisions/many/selection-bar.tsx'
import { AddStaff } from './add-staff.tsx'
import styles from './staff.module.css'
import { StaffPanel } from './staff-panel.tsx'

const addedBy = chips({
  param: 'via',
  label: 'staff.filterByVia',
  ids: staffVias,
  word: (via) => `staff.via.${via}`,
})

export function StaffDetails({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const { params, set } = useAddress()
  const counts = useCounts(countStaff, [addedBy])?.counts
  const isAdding = useMay(addStaff) && params.has('add')
  const inState = chips({
    param: 'status',
    label: 'staff.filterByState',
    all: 'staff.all',
    ids: staffStatuses,
    word: (status) => `staff.status.${status}`,
    counts,
    many: true,
  })
  return (
    <>
      <ListPage
        of={listStaff}
        title="nav.staffDetails"
        search="staff.search"
        filters={[inState, addedBy]}
        sorts={staffSorts}
        exports={exportStaff}
        actions={<Ways isList />}
        none={['staff.empty', 'staff.emptyHow']}
        noneAction={<Ways />}
        noneFound={['staff.noneFound', 'staff.noneFoundHow']}
        opens={{ id: openId, address: addresses.staff, panel: StaffPanel }}
        bulk={{
          nameOf: ({ name }) => name,
          bar: (selection, filter) => (
            <SelectionBar
              selection={selection}
              filter={filter}
              total={counts && totalOf(counts, filter.status)}
            />
          ),
        }}
        columns={[
          { head: 'staff.name', cell: ({ name }) => name, sorts: { by: 'name' } },
          { head: 'staff.phone', cell: ({ phone }) => readablePhone(phone), oneLine: true },
          { head: 'staff.state', cell: (row) => <State row={row} /> },
          {
            head: 'staff.since',
            cell: ({ since }) => <When at={since} />,
            wide: true,
            sorts: { by: 'since', last: true },
          },
          {
            head: 'staff.via',
            cell: ({ via }) => t(`staff.via.${via}`),
            oneLine: true,
            wide: true,
          },
        ]}
      />
      {isAdding && <AddStaff onClose={() => set('add', '')} />}
    </>
  )
}

function State({ row: { status, failure, otherIdentity } }: { row: StaffRow }) {
  const { t } = useText()
  return (
    <>
      <StaffState status={status} />
      {failure && <span className={cells.why}>{t(`staff.failure.${failure.reason}`)}</span>}
      {otherIdentity && <span className={cells.why}>{t('staff.otherIdentity')}</span>}
    </>
  )
}

/** How people come into the list: above it, and in the middle of it while it is empty. */
function Ways({ isList = false }: { isList?: boolean }) {
  const { t } = useText()
  const { set } = useAddress()
  const mayAdd = useMay(addStaff)
  const add = mayAdd && (
    <Button
      type="primary"
      icon={isList && <Plus size={16} />}
      onClick={() => set('add', '1')}
      key="add"
    >
      {t('staff.add')}
    </Button>
  )
  const many = mayAdd && (
    <Link href={addresses.addMany} asChild key="many">
      <Button icon={isList && <FileSpreadsheet size={16} />} href={addresses.addMany}>
        {t('imports.open')}
      </Button>
    </Link>
  )
  const code = (
    <Link href={addresses.joinCode} asChild key="code">
      <Button icon={isList && <QrCode size={16} />} href={addresses.joinCode}>
        {t(isList ? 'joinCode.title' : 'joinCode.show')}
      </Button>
    </Link>
  )
  return isList ? [code, many, add] : <div className={styles.ways}>{[add, many, code]}</div>
}

/** How many are in the chosen states, all when none is chosen. */
function totalOf(counts: Record<string, number>, chosen = ''): number {
  const states = chosen ? chosen.split(',') : staffStatuses
  return states.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
}
