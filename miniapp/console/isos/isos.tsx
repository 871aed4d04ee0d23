/** ISOs, for the platform: found by name, e-mail and state; each opens beside the list. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from 'wouter'
import { countIsos, isoStatuses, listIsos } from '../../../service/workspaces/contract.ts'
import { ask, askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { damagedIn } from '../../parts/damaged.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useAddress } from '../parts/address.ts'
import { useRemembered } from '../parts/browser.ts'
import { Chips } from '../parts/chips.tsx'
import { Density, densities } from '../parts/density.tsx'
import styles from '../parts/list.module.css'
import { LoadMore } from '../parts/load-more.tsx'
import { Page } from '../parts/page.tsx'
import { RowTable } from '../parts/row-table.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useIsoColumns } from './iso-columns.tsx'
import { IsoPanel } from './iso-panel.tsx'

/** Rows asked for at once. */
const pageLength = 50

export function Isos({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const here = useSearch()
  const [, navigate] = useLocation()
  const [density, setDensity] = useRemembered('density', 'roomy', densities)
  const { params, set } = useAddress()
  const status = isoStatuses.find((one) => one === params.get('status'))
  const search = params.get('search') ?? ''
  const found = search && { search }
  const counts = useQuery({
    ...ask(countIsos, { query: { ...found } }),
    placeholderData: keepPreviousData,
  }).data
  const pages = useInfiniteQuery({
    ...askPages(listIsos, { query: { limit: pageLength, ...found, ...(status && { status }) } }),
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  const columns = useIsoColumns()
  const filtered = Boolean(status || search)
  // an empty list needs no filters, and a refused one has none
  const bare = !rows ? Boolean(pages.error) : rows.length === 0 && !filtered
  const chip = (id: typeof status, count: number | undefined) => ({
    id: id ?? 'all',
    word: t(id ? `isos.status.${id}` : 'isos.all'),
    count,
    on: status === id,
    onPress: () => set('status', id ?? ''),
  })
  return (
    <Page title={t('nav.isos')} about={t('isos.about')}>
      {!bare && (
        <div className={styles.filters}>
          <SearchField
            label={t('isos.search')}
            value={search}
            onChange={(value) => set('search', value)}
          />
          <div className={styles.chips}>
            <Chips
              label={t('isos.filterByState')}
              chips={[
                chip(undefined, counts && counts.active + counts.suspended),
                ...isoStatuses.map((one) => chip(one, counts?.[one])),
              ]}
            />
          </div>
          <Density value={density} onChange={setDensity} />
        </div>
      )}
      <div className={styles.beside}>
        <section className={styles.list} aria-busy={pages.isPlaceholderData}>
          {pages.error && !rows && <Trouble error={pages.error} retry={pages.refetch} />}
          {pages.isPending && <Skeleton rows={8} />}
          {rows?.length === 0 && !damagedIn(pages) && <NoIsos filtered={filtered} />}
          {rows && rows.length > 0 && (
            <RowTable
              label={t('nav.isos')}
              columns={columns}
              rows={rows}
              hrefOf={({ id }) => addresses.iso(id, here)}
              openId={openId}
              compact={density === 'dense'}
            />
          )}
          <LoadMore pages={pages} shown={rows?.length ?? 0} />
        </section>
        {openId && (
          <IsoPanel key={openId} isoId={openId} onClose={() => navigate(addresses.isos(here))} />
        )}
      </div>
    </Page>
  )
}

function NoIsos({ filtered }: { filtered: boolean }) {
  const { t } = useText()
  return filtered ? (
    <StateMessage
      kind="missing"
      title={t('isos.noneFound')}
      words={t('isos.noneFoundHow')}
      action={<Link href={addresses.isos()}>{t('isos.showAll')}</Link>}
    />
  ) : (
    <StateMessage kind="empty" title={t('isos.empty')} words={t('isos.emptyHow')} />
  )
}
