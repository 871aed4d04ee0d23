/** Staff Details: everybody of the ISO, found by name, number and state (requirements A2, A8). */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Plus, QrCode } from 'lucide-react'
import { Link, useLocation, useSearch, useSearchParams } from 'wouter'
import { countStaff, listStaff } from '../../../service/staff/contract.ts'
import { ask, askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useRemembered } from '../parts/browser.ts'
import { Density, densities } from '../parts/density.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useMay } from '../session/me.ts'
import { AddStaff } from './add-staff.tsx'
import { NoStaff } from './no-staff.tsx'
import { useStaffColumns } from './staff-columns.tsx'
import styles from './staff.module.css'
import { StaffPanel } from './staff-panel.tsx'
import { StateChips } from './state-chips.tsx'

/** Rows asked for at once. */
const pageLength = 50

export function StaffDetails({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const search = useSearch()
  const [params, setParams] = useSearchParams()
  const [, navigate] = useLocation()
  const [density, setDensity] = useRemembered('density', 'roomy', densities)
  const mayAdd = useMay('staff.add')
  const counts = useQuery(ask(countStaff)).data?.counts
  const status = params.get('status') ?? ''
  const name = params.get('search') ?? ''
  const pages = useInfiniteQuery({
    ...askPages(listStaff, {
      query: { limit: pageLength, ...(status && { status }), ...(name && { search: name }) },
    }),
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const columns = useStaffColumns()
  const filtered = Boolean(status || name)
  // an empty list shows the way itself, and a refused one has none
  const bare = !rows ? Boolean(pages.error) : rows.length === 0 && !filtered

  const set = (key: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      },
      { replace: true },
    )

  return (
    <Page
      title={t('nav.staffDetails')}
      actions={
        !bare && (
          <>
            <Link href={addresses.joinCode} asChild>
              <Button icon={<QrCode size={16} />} href={addresses.joinCode}>
                {t('joinCode.title')}
              </Button>
            </Link>
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
            value={name}
            onChange={(value) => set('search', value)}
          />
          <StateChips chosen={status} counts={counts} onChoose={(next) => set('status', next)} />
          <Density value={density} onChange={setDensity} />
        </div>
      )}
      <div className={styles.beside}>
        <section className={styles.list} aria-busy={pages.isPlaceholderData}>
          {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
          {pages.isPending && <Skeleton rows={8} />}
          {rows?.length === 0 && <NoStaff filtered={filtered} />}
          {rows && rows.length > 0 && (
            <RowTable
              label={t('nav.staffDetails')}
              columns={columns}
              rows={rows}
              hrefOf={({ id }) => addresses.staffMember(id, search)}
              openId={openId}
              compact={density === 'dense'}
            />
          )}
          <LoadMore pages={pages} shown={rows?.length ?? 0} />
        </section>
        {openId && (
          <StaffPanel
            key={openId}
            staffId={openId}
            onClose={() => navigate(addresses.staff(search))}
          />
        )}
      </div>
      {params.get('add') && mayAdd && <AddStaff onClose={() => set('add', '')} />}
    </Page>
  )
}
