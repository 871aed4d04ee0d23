/** Staff Details: all people of the ISO, found by name, number and state (requirements A2, A8). */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { FileSpreadsheet, Plus, QrCode } from 'lucide-react'
import { Link, useLocation, useSearch } from 'wouter'
import { addStaff, countStaff, listStaff } from '../../../service/staff/contract.ts'
import { ask, askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useRemembered } from '../parts/browser.ts'
import { Density, densities } from '../parts/density.tsx'
import styles from '../parts/list.module.css'
import { damagedIn } from '../../parts/damaged.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useMay } from '../session/me.ts'
import { AddStaff } from './add-staff.tsx'
import { ExportButton } from './export-button.tsx'
import { useListAddress } from './list-address.ts'
import { useSelection } from './many/selection.ts'
import { SelectionBar } from './many/selection-bar.tsx'
import { NoStaff } from './no-staff.tsx'
import { useStaffColumns } from './staff-columns.tsx'
import { StaffPanel } from './staff-panel.tsx'
import { StateChips, totalOf, ViaChips } from './state-chips.tsx'

/** Rows asked for at once. */
const pageLength = 50

export function StaffDetails({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const here = useSearch()
  const [, navigate] = useLocation()
  const [density, setDensity] = useRemembered('density', 'roomy', densities)
  const mayAdd = useMay(addStaff)
  const { params, set, filter, status, search, via, sort } = useListAddress()
  const counts = useQuery({
    ...ask(countStaff, { query: { ...(search && { search }), ...(via && { via }) } }),
    placeholderData: keepPreviousData,
  }).data?.counts
  const pages = useInfiniteQuery({
    ...askPages(listStaff, { query: { limit: pageLength, ...filter, ...(sort && { sort }) } }),
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const selection = useSelection(filter, rows)
  const columns = useStaffColumns({
    sort,
    // what a search finds comes by what was found
    onSort: search ? undefined : (next) => set('sort', next),
  })
  const filtered = Boolean(status || search || via)
  // an empty list shows the way itself, and a refused one has none
  const bare = !rows ? Boolean(pages.error) : rows.length === 0 && !filtered

  return (
    <Page
      title={t('nav.staffDetails')}
      actions={
        !bare && (
          <>
            <ExportButton filter={filter} />
            <Link href={addresses.joinCode} asChild>
              <Button icon={<QrCode size={16} />} href={addresses.joinCode}>
                {t('joinCode.title')}
              </Button>
            </Link>
            {mayAdd && (
              <Link href={addresses.addMany} asChild>
                <Button icon={<FileSpreadsheet size={16} />} href={addresses.addMany}>
                  {t('imports.open')}
                </Button>
              </Link>
            )}
            {mayAdd && (
              <Button type="primary" icon={<Plus size={16} />} onClick={() => set('add', '1')}>
                {t('staff.add')}
              </Button>
            )}
          </>
        )
      }
    >
      {!bare && (
        <div className={styles.filters}>
          <SearchField
            label={t('staff.search')}
            value={search}
            onChange={(value) => set('search', value)}
          />
          <div className={styles.chips}>
            <StateChips chosen={status} counts={counts} onChoose={(next) => set('status', next)} />
            <ViaChips chosen={via} onChoose={(next) => set('via', next)} />
          </div>
          <Density value={density} onChange={setDensity} />
        </div>
      )}
      <div className={styles.beside}>
        <section className={styles.list} aria-busy={pages.isPlaceholderData}>
          {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
          {pages.isPending && <Skeleton rows={8} />}
          {rows?.length === 0 && !damagedIn(pages) && <NoStaff filtered={filtered} />}
          {rows && rows.length > 0 && (
            <RowTable
              label={t('nav.staffDetails')}
              columns={columns}
              rows={rows}
              hrefOf={({ id }) => addresses.staffMember(id, here)}
              openId={openId}
              compact={density === 'dense'}
              ticked={{
                ids: selection.ids,
                onChange: selection.tick,
                labelOf: (id) =>
                  t('list.tick', { name: rows.find((row) => row.id === id)?.name ?? '' }),
              }}
            />
          )}
          <LoadMore pages={pages} shown={rows?.length ?? 0} />
        </section>
        {openId && (
          <StaffPanel
            key={openId}
            staffId={openId}
            onClose={() => navigate(addresses.staff(here))}
          />
        )}
      </div>
      <SelectionBar selection={selection} filter={filter} total={totalOf(counts, status)} />
      {params.get('add') && mayAdd && <AddStaff onClose={() => set('add', '')} />}
    </Page>
  )
}
