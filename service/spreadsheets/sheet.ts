/** A table on its way into a file: rows come one after the other, so that its length needs no memory. */

export type Cell = string | number | Date | null

/** What a row that is damaged holds in the place of a cell: nothing, rather than an end of the whole file. */
export function cellOf(value: unknown): Cell {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

export interface Sheet {
  /** Shown on the tab; at most 31 letters. */
  name: string
  /** `width` in characters; `asText` keeps what is typed into it later as it was typed, such as the plus of a number. */
  columns: { title: string; width: number; asText?: boolean }[]
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>
  /** Of the dates in it, such as `Asia/Singapore`. */
  timeZone: string
}

/** `2026-11-22 14:05` in a time zone; a formatter is made once a sheet, for making one costs more than a row. */
export function minutesIn(timeZone: string): (at: Date) => string {
  // Swedish writes dates as ISO 8601 does
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return (at) => format.format(at)
}
