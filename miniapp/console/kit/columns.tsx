/** The kinds of columns that lists have in common; any other is written as an object. */
import type { FunctionComponent, ReactNode } from 'react'
import type { TextKey } from '../../text/catalogues.ts'
import { Breakable } from '../parts/breakable.tsx'
import { When } from '../parts/when.tsx'
import cells from './cells.module.css'
import type { Words } from './words.ts'

export interface Column<Row> {
  /** Its heading; it names the column too. */
  head: TextKey
  cell: (row: Row, words: Words) => ReactNode
  /** It counts the rows: where it comes first it is no name. */
  isNumber?: boolean
  /** Its words take two lines at most. */
  clamped?: boolean
  /** Its words stay on one line. */
  oneLine?: boolean
  /** Left out where there is no room for all columns. */
  wide?: boolean
  /** Its heading sorts the list by this field; `last` first where that is more useful. */
  sorts?: { by: string; last?: boolean }
}

type More<Row> = Omit<Column<Row>, 'head' | 'cell'>

/** Makers of columns, for rows of one kind. */
export interface Columns<Row> {
  text: (head: TextKey, of: (row: Row, words: Words) => string, more?: More<Row>) => Column<Row>
  number: (head: TextKey, of: (row: Row) => number) => Column<Row>
  /** What a record or person is called: it may be long. */
  name: (head: TextKey, of: (row: Row, words: Words) => string, more?: More<Row>) => Column<Row>
  /** An e-mail address, a path or the like. */
  address: (head: TextKey, of: (row: Row) => string) => Column<Row>
  /** A point in time, such as *5 minutes ago*. */
  when: (
    head: TextKey,
    of: (row: Row) => string | null | undefined,
    more?: More<Row>,
  ) => Column<Row>
  /** The day of a point in time. */
  date: (head: TextKey, of: (row: Row) => string, more?: More<Row>) => Column<Row>
  /** A day such as `2026-11-22`. */
  day: (head: TextKey, of: (row: Row) => string, more?: More<Row>) => Column<Row>
  /** A state as icon and word; `why` stands below it. */
  state: <Status>(
    head: TextKey,
    Show: FunctionComponent<{ status: Status }>,
    why?: (row: Row, words: Words) => ReactNode,
  ) => Row extends { status: Status } ? Column<Row> : never
}

export const columnsOf = <Row,>(): Columns<Row> => ({
  text: (head, of, more) => ({ head, cell: of, ...more }),
  number: (head, of) => ({ head, cell: of, isNumber: true }),
  name: (head, of, more) => ({ head, cell: of, clamped: true, ...more }),
  address: (head, of) => ({ head, cell: (row) => <Breakable text={of(row)} /> }),
  when: (head, of, more) => ({
    head,
    cell: (row) => {
      const at = of(row)
      return at && <When at={at} />
    },
    ...more,
  }),
  date: (head, of, more) => ({
    head,
    cell: (row, { date }) => date(of(row)),
    oneLine: true,
    ...more,
  }),
  day: (head, of, more) => ({ head, cell: (row, { day }) => day(of(row)), oneLine: true, ...more }),
  state: (head, Show, why) =>
    ({
      head,
      cell: (row: Row & { status: never }, words: Words) => (
        <>
          <Show status={row.status} />
          {why?.(row, words)}
        </>
      ),
    }) as never,
})

/** What is said below the words of a cell, smaller. */
export function Below({ children }: { children: ReactNode }) {
  if (!children) return null
  return <span className={cells.small}>{children}</span>
}

/** The same below a state, in line with its word. */
export function Why({ children, isUrgent = false }: { children: ReactNode; isUrgent?: boolean }) {
  if (!children) return null
  return <span className={`${cells.why} ${isUrgent ? cells.attention : ''}`}>{children}</span>
}
