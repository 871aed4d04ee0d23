/** A list as a table: each row opens something, by click, by Enter, and by walking with the arrow keys. */
import { Checkbox } from 'antd'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, type MouseEvent, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useText } from '../../text/texts.tsx'
import { useKeys } from './keys.ts'
import styles from './row-table.module.css'

export interface Column<Row> {
  id: string
  head: string
  cell: (row: Row) => ReactNode
  /** Left out on narrow windows. */
  wide?: boolean
  width?: string
  /** Its heading sorts the list. */
  sort?: {
    direction: 'ascending' | 'descending' | undefined
    onSort: () => void
  }
}

/** Rows that are ticked, for a bar of actions. */
export interface Ticked {
  ids: ReadonlySet<string>
  onChange: (ids: ReadonlySet<string>) => void
  /** Says which row a tick is for. */
  labelOf: (id: string) => string
}

interface RowTableProps<Row> {
  /** Said by screen readers. */
  label: string
  /** The first one becomes the link of the row. */
  columns: Column<Row>[]
  rows: Row[]
  hrefOf: (row: Row) => string
  /** Id of the row that is open beside the list; walking then opens each row passed. */
  openId?: string | undefined
  compact?: boolean
  ticked?: Ticked | undefined
}

export function RowTable<Row extends { id: string }>(props: RowTableProps<Row>) {
  const { label, columns, rows, hrefOf, openId, compact, ticked } = props
  const { t } = useText()
  const look = [styles.table, compact && styles.compact, openId && styles.beside]
  const body = useRef<HTMLTableSectionElement>(null)
  const [, navigate] = useLocation()

  const walk = (by: 1 | -1) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
    const active = document.activeElement?.closest('tr')
    let at = links.findIndex((link) => link.closest('tr') === active)
    if (at < 0) at = rows.findIndex((row) => row.id === openId)
    const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)
    const row = rows[next]
    const link = links[next]
    if (!row || !link) return
    link.focus()
    link.closest('tr')?.scrollIntoView({ block: 'nearest' })
    if (openId && row.id !== openId) navigate(hrefOf(row), { replace: true })
  }
  const tick = (id: string) => {
    const ids = new Set(ticked?.ids)
    if (!ids.delete(id)) ids.add(id)
    ticked?.onChange(ids)
  }
  const tickFocused = () => {
    const at = document.activeElement?.closest('tr')
    const row = rows[[...(body.current?.children ?? [])].indexOf(at as HTMLElement)]
    if (row) tick(row.id)
  }
  useKeys({
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    ...(ticked && { x: tickFocused }),
  })
  const all = rows.length > 0 && rows.every(({ id }) => ticked?.ids.has(id))

  const open = (event: MouseEvent, row: Row) => {
    const at = event.target instanceof Element ? event.target : null
    if (at?.closest('a, button, label, input') || getSelection()?.toString()) return
    navigate(hrefOf(row), { replace: Boolean(openId) })
  }

  return (
    <table className={look.filter(Boolean).join(' ')} aria-label={label}>
      <thead>
        <tr>
          {ticked && (
            <td className={styles.tick}>
              <Checkbox
                aria-label={t('list.tickAll')}
                checked={all}
                indeterminate={!all && ticked.ids.size > 0}
                onChange={() => ticked.onChange(new Set(all ? [] : rows.map(({ id }) => id)))}
              />
            </td>
          )}
          {columns.map(({ id, head, wide, width, sort }) => (
            <th
              key={id}
              scope="col"
              className={wide ? styles.wide : undefined}
              style={{ width }}
              aria-sort={sort?.direction}
            >
              {sort ? <SortBy head={head} {...sort} /> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => (
          // the link in its first cell does the same for keyboards and screen readers
          <tr
            key={row.id}
            className={row.id === openId ? styles.open : undefined}
            data-ticks={ticked ? true : undefined}
            onClick={(event) => open(event, row)}
          >
            {ticked && (
              <td className={styles.tick}>
                <Checkbox
                  aria-label={ticked.labelOf(row.id)}
                  checked={ticked.ids.has(row.id)}
                  onChange={() => tick(row.id)}
                />
              </td>
            )}
            {columns.map(({ id, cell, wide }, index) => (
              <td key={id} className={wide ? styles.wide : undefined}>
                {index > 0 ? (
                  cell(row)
                ) : (
                  <Link
                    href={hrefOf(row)}
                    replace={Boolean(openId)}
                    className={styles.link}
                    aria-current={row.id === openId ? 'true' : undefined}
                    data-row-link
                  >
                    {cell(row)}
                  </Link>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SortBy({
  head,
  direction,
  onSort,
}: { head: string } & NonNullable<Column<never>['sort']>) {
  const Icon = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <button type="button" className={styles.sort} onClick={onSort}>
      {head}
      <Icon size={14} className={direction ? undefined : styles.unsorted} aria-hidden />
    </button>
  )
}
