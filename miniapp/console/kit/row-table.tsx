/** A list as a table: each row opens something, by click, by Enter, and by walking with the arrow keys. */
import { Checkbox } from 'antd'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, type MouseEvent, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import { useKeys } from '../parts/keys.ts'
import styles from './row-table.module.css'
import type { Column } from './columns.tsx'
import type { Selection } from './selection.ts'
import { directionOf, nextSort } from './sorting.ts'
import { useFit } from './use-fit.ts'
import { useWords } from './words.ts'

export interface Look<Row> {
  /** What can be done about a row: one button, or a menu of several. */
  end?: ((row: Row) => ReactNode) | undefined
}

interface RowTableProps<Row extends { id: string }> extends Look<Row> {
  /** Said by screen readers. */
  label: string
  /** The first one becomes the link of the row. */
  columns: Column<Row>[]
  rows: Row[]
  hrefOf?: ((row: Row) => string) | undefined
  /** Id of the row that is open beside the list; walking then opens each row passed. */
  openId?: string | undefined
  isCompact?: boolean
  sorting?: { sort: string | undefined; onSort: (sort: string) => void } | undefined
  /** What stands in place of all but the first cell of a row, such as a form. */
  instead?: ((row: Row) => ReactNode) | undefined
  ticked?: { selection: Selection<Row>; nameOf: (row: Row) => string } | undefined
}

export function RowTable<Row extends { id: string }>(props: RowTableProps<Row>) {
  const { label, columns, rows, hrefOf, openId, isCompact, sorting, ticked, end, instead } = props
  const { language } = useText()
  const words = useWords()
  const { t } = words
  const body = useRef<HTMLTableSectionElement>(null)
  const table = useFit([rows.length, rows[0]?.id, Boolean(openId), language, isCompact].join(' '))
  const [, navigate] = useLocation()

  const walk = (by: 1 | -1) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
    const active = document.activeElement?.closest('tr')
    let at = links.findIndex((link) => link.closest('tr') === active)
    if (at < 0) at = rows.findIndex((row) => row.id === openId)
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)
    const row = rows[next]
    const link = links[next]
    if (!row || !link || !hrefOf) return
    link.focus()
    link.closest('tr')?.scrollIntoView({ block: 'nearest' })
    if (openId && row.id !== openId) navigate(hrefOf(row), { replace: true })
  }
  const tickFocused = () => {
    const at = document.activeElement?.closest('tr')
    const row = rows[[...(body.current?.children ?? [])].indexOf(at as HTMLElement)]
    if (row) ticked?.selection.toggle(row.id)
  }
  useKeys({
    ...(hrefOf && { ArrowDown: () => walk(1), ArrowUp: () => walk(-1) }),
    ...(ticked && { x: tickFocused }),
  })

  const open = (event: MouseEvent, row: Row) => {
    const at = event.target instanceof Element ? event.target : null
    if (!hrefOf || at?.closest('a, button, label, input') || getSelection()?.toString()) return
    // a menu is drawn elsewhere and belongs to the row all the same
    if (at && !body.current?.contains(at)) return
    navigate(hrefOf(row), { replace: Boolean(openId) })
  }

  const textOf = ({ isNumber, oneLine, clamped }: Column<Row>, index: number) =>
    isNumber
      ? styles.number
      : index === 0
        ? styles.name
        : oneLine
          ? styles.oneLine
          : clamped
            ? styles.clamped
            : styles.cell
  const last = columns.map(({ wide }) => Boolean(wide)).lastIndexOf(true)
  // the corner is round on the last column that is shown
  const endsShort = columns.map(({ wide }) => Boolean(wide)).lastIndexOf(false)
  const endsShorter = last === columns.length - 1 ? last - 1 : columns.length - 1
  const classOf = ({ wide }: Pick<Column<Row>, 'wide'>, index: number) =>
    [
      wide && styles.wide,
      // where there is too little room the last of the wide columns goes first
      index === last && styles.last,
      !end && index === endsShort && styles.endsShort,
      !end && index === endsShorter && styles.endsShorter,
    ]
      .filter(Boolean)
      .join(' ')
  const looks = [styles.table, isCompact && styles.compact, hrefOf && styles.opens]
  return (
    <table ref={table} className={looks.filter(Boolean).join(' ')} aria-label={label}>
      <thead>
        <tr>
          {ticked && (
            <td className={styles.tick}>
              <Checkbox
                aria-label={t('list.tickAll')}
                checked={ticked.selection.isAll}
                indeterminate={!ticked.selection.isAll && ticked.selection.ids.size > 0}
                onChange={ticked.selection.toggleAll}
              />
            </td>
          )}
          {columns.map((column, index) => (
            <Heading
              key={column.head}
              head={column.head}
              sorts={column.sorts}
              sorting={sorting}
              className={classOf(column, index)}
            />
          ))}
          {end && <td className={styles.end} />}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => {
          const replaced = instead?.(row)
          return (
            // the link in its first cell does the same for keyboards and screen readers
            <tr
              key={row.id}
              className={row.id === openId ? styles.open : undefined}
              data-ticks={ticked ? true : undefined}
              data-end={end ? true : undefined}
              onClick={(event) => open(event, row)}
            >
              {ticked && (
                <td className={styles.tick}>
                  <Checkbox
                    aria-label={t('list.tick', { name: ticked.nameOf(row) })}
                    checked={ticked.selection.ids.has(row.id)}
                    onChange={() => ticked.selection.toggle(row.id)}
                  />
                </td>
              )}
              {(replaced ? columns.slice(0, 1) : columns).map((column, index) => (
                <td
                  key={column.head}
                  className={
                    index === 0 && !column.isNumber ? styles.first : classOf(column, index)
                  }
                  data-head={t(column.head)}
                >
                  {index > 0 || !hrefOf ? (
                    <div className={textOf(column, index)}>{column.cell(row, words)}</div>
                  ) : (
                    <Link
                      href={hrefOf(row)}
                      replace={Boolean(openId)}
                      className={styles.name}
                      aria-current={row.id === openId ? 'true' : undefined}
                      data-row-link
                    >
                      {column.cell(row, words)}
                    </Link>
                  )}
                </td>
              ))}
              {replaced && (
                <td colSpan={columns.length - 1} className={styles.instead}>
                  {replaced}
                </td>
              )}
              {end && <td className={styles.end}>{end(row)}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface HeadingProps {
  head: TextKey
  sorts: Column<never>['sorts']
  sorting: RowTableProps<{ id: string }>['sorting']
  className: string | undefined
}

function Heading({ head, sorts, sorting, className }: HeadingProps) {
  const { t } = useText()
  const direction = sorts && sorting && directionOf(sorts.by, sorting.sort)
  const Icon = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <th scope="col" className={className} aria-sort={direction}>
      {sorts && sorting ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => sorting.onSort(nextSort(sorts, sorting.sort))}
        >
          {t(head)}
          <Icon size={14} className={direction ? undefined : styles.unsorted} aria-hidden />
        </button>
      ) : (
        t(head)
      )}
    </th>
  )
}
