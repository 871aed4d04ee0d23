/** A list as a page: columns, filters, order, pages, selection, export, a panel beside it, and every state of it. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useState, type ComponentType, type ReactNode } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import type { Endpoint, QueryGiven } from '../../../service/http/contract.ts'
import { StateMessage } from '../../parts/state-message.tsx'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { useRemembered } from '../parts/browser.ts'
import { Density, densities } from '../parts/density.tsx'
import { Page } from '../parts/page.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { columnsOf, type Column, type Columns } from './columns.tsx'
import { DialogButton, type DialogButtonProps } from './dialog-button.tsx'
import { ExportButton } from './export-button.tsx'
import { FilterControl, type Filter } from './filters.tsx'
import styles from './list-page.module.css'
import { RowMenu, type AskedOfRow, type RowMenuOptions } from './row-menu.tsx'
import { RowTable, type Look } from './row-table.tsx'
import { Rows } from './rows.tsx'
import { useSelection, type Selection } from './selection.ts'
import { useList, type List, type RowOf } from './use-list.ts'
import { withoutTab } from './tabs.tsx'
import { useWords, type Words } from './words.ts'

export interface PanelProps<Row> {
  id: string
  /** As it stands in the list; nothing while it is not loaded there. */
  row: Row | undefined
  /** The list, for panels that know only what it has. */
  list: Pick<UseQueryResult, 'isPending' | 'isPlaceholderData' | 'error' | 'refetch'>
  onClose: () => void
}

/** Rows can be ticked, and what can be done with them stands in a bar. */
export interface Bulk<E extends Endpoint> {
  nameOf: (row: RowOf<E>) => string
  bar: (selection: Selection<RowOf<E>>, narrowed: List<E>['narrowed']) => ReactNode
}

interface ListPageProps<E extends Endpoint> extends Look<RowOf<E>> {
  of: E
  title: TextKey
  /** One quiet line under the title. */
  about?: TextKey | ((words: Words) => ReactNode)
  /** What the search field is called; without it nothing is searched for. */
  search?: TextKey
  filters?: readonly Filter[]
  /** What the list is narrowed to, whatever the address says. */
  query?: Partial<QueryGiven<E>>
  columns: (kinds: Columns<RowOf<E>>) => Column<RowOf<E>>[]
  /** Orders that the endpoint knows. */
  sorts?: readonly string[]
  /** The order while the address asks for none. */
  order?: string
  /** Milliseconds after which it is asked again, where nothing tells of changes. */
  renewal?: number
  /** What takes the list away as a file, narrowed as it is. */
  exports?: Endpoint
  /** What adds a record, by a dialog: above the list, and in the middle of it while it is empty. */
  add?: DialogButtonProps
  actions?: ReactNode | ((rows: RowOf<E>[]) => ReactNode)
  /** Title and words of the list without rows: how it gets filled. */
  none: readonly [TextKey, TextKey]
  /** What can be done about a list without rows. */
  noneAction?: ReactNode
  /** The same where a filter finds nothing. */
  noneFound?: readonly [TextKey, TextKey]
  /** What can be done about a row, behind a menu: those of its abilities that are offered. */
  menu?: RowMenuOptions<RowOf<E>>
  /** Rows open beside the list. */
  opens?: {
    /** Of the row that is open. */
    id: string | undefined
    address: (search?: string) => string
    panel: ComponentType<PanelProps<RowOf<E>>>
  }
  /** Another page that a row opens. */
  leads?: (row: RowOf<E>) => string
  bulk?: Bulk<E> | undefined
  /** Rows in another shape than a table. */
  children?: ((rows: RowOf<E>[], selection: Selection<RowOf<E>>) => ReactNode) | undefined
}

export function ListPage<E extends Endpoint>(props: ListPageProps<E>) {
  const { of, title, about, search: searchLabel, query, sorts, renewal, exports: file } = props
  const { columns, opens, leads, bulk, menu, filters = [] } = props
  const add = props.add && <DialogButton {...props.add} />
  const { actions = add, noneAction = add } = props
  const words = useWords()
  const { t } = words
  const [asked, setAsked] = useState<AskedOfRow<RowOf<E>>>()
  const here = useSearch()
  const [, navigate] = useLocation()
  const [density, setDensity] = useRemembered('density', 'roomy', densities)
  const searches = searchLabel !== undefined
  const list = useList({ of, query, filters, searches, sorts, order: props.order, renewal })
  const { pages, rows, isNone, search, sort, set } = list
  const selection = useSelection(list.narrowed, rows)
  // an empty list needs no filters, and a refused one has none
  const isBare = rows
    ? isNone && !list.isFiltered && !filters.some(({ isView }) => isView)
    : Boolean(pages.error)
  const controls = (kinds: Filter['kind'][]) =>
    filters
      .filter(({ kind }) => kinds.includes(kind))
      .map((filter) => (
        <FilterControl
          key={filter.param}
          filter={filter}
          value={list.valueOf(filter)}
          rows={rows}
          set={(value) => set(filter.param, value)}
        />
      ))
  const look = <Density value={density} onChange={setDensity} />
  const hasFilters = searches || filters.length > 0
  const hrefOf = opens ? ({ id }: RowOf<E>) => addressOf(opens.address, id, here) : leads
  return (
    <Page
      title={t(title)}
      about={typeof about === 'function' ? about(words) : about && t(about)}
      actions={
        !isBare && (
          <>
            {!hasFilters && look}
            {file && <ExportButton of={file} first={of} query={list.narrowed} />}
            {typeof actions === 'function' ? rows && actions(rows) : actions}
          </>
        )
      }
    >
      {!isBare && hasFilters && (
        <div className={styles.filters}>
          <div className={styles.fields}>
            {searches && (
              <SearchField
                label={t(searchLabel)}
                value={search}
                onChange={(value) => set('search', value)}
              />
            )}
            {controls(['choice', 'listed', 'iso', 'staff', 'day'])}
          </div>
          <div className={styles.chips}>{controls(['chips', 'only'])}</div>
          {look}
        </div>
      )}
      <div className={styles.beside}>
        <Rows
          list={list}
          none={
            <None
              {...props}
              noneAction={noneAction}
              isFiltered={list.isFiltered}
              whole={list.whole}
            />
          }
        >
          {(shown) =>
            props.children?.(shown, selection) ?? (
              <RowTable
                label={t(title)}
                columns={columns(columnsOf())}
                rows={shown}
                hrefOf={hrefOf}
                openId={opens?.id}
                isCompact={density === 'dense'}
                end={menu ? (row) => <RowMenu row={row} {...menu} ask={setAsked} /> : props.end}
                sorting={
                  // what a search finds has an order of its own
                  sorts && !search ? { sort, onSort: (next) => set('sort', next) } : undefined
                }
                ticked={bulk && { selection, nameOf: bulk.nameOf }}
              />
            )
          }
        </Rows>
        {opens?.id && (
          <opens.panel
            key={opens.id}
            id={opens.id}
            row={rows?.find(({ id }) => id === opens.id)}
            list={pages}
            onClose={() => navigate(opens.address(withoutTab(here)))}
          />
        )}
      </div>
      {bulk?.bar(selection, list.narrowed)}
      {/* it stays when the row leaves the list */}
      {asked && <asked.dialog of={asked.row} onClose={() => setAsked(undefined)} />}
    </Page>
  )
}

/** The address of a row beside its list, which stays narrowed as it is. */
function addressOf(list: (search?: string) => string, id: string, search: string): string {
  return list(search).replace(/(\?|$)/, `/${id}$1`)
}

interface NoneProps extends Pick<ListPageProps<Endpoint>, 'none' | 'noneAction' | 'noneFound'> {
  isFiltered: boolean
  whole: string
}

/** An empty list says how it gets filled; a filter that finds nothing offers to take it off. */
function None({ none, noneAction, noneFound, isFiltered, whole }: NoneProps) {
  const { t } = useText()
  const [path] = useLocation()
  const [title, words] = (isFiltered && noneFound) || none
  return (
    <StateMessage
      kind={isFiltered ? 'missing' : 'empty'}
      title={t(title)}
      words={t(words)}
      action={isFiltered ? <Link href={path + whole}>{t('list.showAll')}</Link> : noneAction}
    />
  )
}
