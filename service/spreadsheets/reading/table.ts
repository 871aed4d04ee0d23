/** A table as it was read from a file: rows that are not blank, every cell as text. */

export interface TableRow {
  /** Number of the row, or of the line where quotation marks are broken, from 1. */
  row: number
  /** By column; may have holes. */
  cells: string[]
  /** What is wrong with the row as a whole. */
  fault?: RowFault
}

/**
 * `line_broken`: quotation marks that do not match; `row_hidden`: hidden in the sheet, as by a filter.
 */
export type RowFault = 'line_broken' | 'row_hidden'

/** Signs that are kept of a cell: nothing that is read here is half as long. */
const longestCell = 1_000

/** What is kept of a cell. */
export const cut = (text: string) => (text.length > longestCell ? text.slice(0, longestCell) : text)
