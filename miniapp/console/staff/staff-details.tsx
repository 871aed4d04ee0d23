/** Staff Details: all people of the ISO, found by name, number and state (requirements A2, A8). */
import { Button } from 'antd'
import { FileSpreadsheet, Plus, QrCode } from 'lucide-react'
import { Link } from 'wouter'
import { staffStatuses, staffVias } from '../../../service/staff/contract/association.ts'
import {
  countStaff,
  exportStaff,
  listStaff,
  staffSorts,
} from '../../../service/staff/contract/lists.ts'
import { addStaff } from '../../../service/staff/contract/one.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { JoinCodeLink } from '../join-code/join-code-link.tsx'
import { Why } from '../kit/columns.tsx'
import { chips, inState } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useCounts } from '../kit/use-list.ts'
import { useAddress } from '../parts/address.ts'
import { StaffState } from '../parts/state.tsx'
import { useMay } from '../session/me.ts'
import { decideOnMany, nameAndPhone } from '../staff-decisions/staff-list.tsx'
import { AddStaff } from './add-staff.tsx'
import styles from './staff.module.css'
import { StaffPanel } from './staff-panel.tsx'

const addedBy = chips({
  param: 'via',
  label: 'staff.filterByVia',
  ids: staffVias,
  word: (via) => `staff.via.${via}`,
})

const states = inState({
  label: 'staff.filterByState',
  all: 'staff.all',
  ids: staffStatuses,
  word: (status) => `staff.status.${status}`,
  useCounted: () => useCounts(countStaff, [addedBy])?.counts,
  many: true,
})

export function StaffDetails({ openId }: { openId?: string | undefined }) {
  const { params, set } = useAddress()
  const isAdding = useMay(addStaff) && params.has('add')
  return (
    <>
      <ListPage
        of={listStaff}
        title="nav.staffDetails"
        search="staff.search"
        filters={[states, addedBy]}
        sorts={staffSorts}
        exports={exportStaff}
        actions={<Ways isList />}
        none={['staff.empty', 'staff.emptyHow']}
        noneAction={<Ways />}
        noneFound={['staff.noneFound', 'staff.noneFoundHow']}
        opens={{ id: openId, address: addresses.staff, panel: StaffPanel }}
        bulk={decideOnMany()}
        columns={({ text, state, when }) => [
          ...nameAndPhone,
          state('staff.state', StaffState, ({ failure, otherIdentity }, { t }) => (
            <>
              <Why>{failure && t(`staff.failure.${failure.reason}`)}</Why>
              <Why>{otherIdentity && t('staff.otherIdentity')}</Why>
            </>
          )),
          when('staff.since', ({ since }) => since, {
            wide: true,
            sorts: { by: 'since', last: true },
          }),
          text('staff.via', ({ via }, { t }) => t(`staff.via.${via}`), {
            oneLine: true,
            wide: true,
          }),
        ]}
      />
      {isAdding && <AddStaff onClose={() => set('add', '')} />}
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
    <JoinCodeLink
      key="code"
      word={isList ? 'joinCode.title' : 'joinCode.show'}
      icon={isList && <QrCode size={16} />}
    />
  )
  return isList ? [code, many, add] : <div className={styles.ways}>{[add, many, code]}</div>
}
