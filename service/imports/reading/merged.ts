/** The first rows of a sheet as they look: a merged cell covers several, and its text belongs to each. */
import type { SheetContent } from '../../spreadsheets/reading/cells.ts'
import type { TableRow } from '../../spreadsheets/reading/table.ts'
import { maxRowsAbove, type IsHidden } from './columns.ts'

/** The first rows with what is merged in each cell that it covers: titles may be two rows high. */
export function spread({ rows, merged }: SheetContent, isHidden: IsHidden): TableRow[] {
  const first = rows.slice(0, maxRowsAbove + 1).map((row) => ({ ...row, cells: [...row.cells] }))
  for (const { rows: covered, columns } of merged) {
    const [from, to] = covered
    const [left, right] = columns
    const text = first.find(({ row }) => row === from)?.cells[left]
    // on the screen it stands in the first column that can be seen
    let column = left
    while (column < right && isHidden(column)) column++
    for (const { row, cells } of first) {
      if (text && row >= from && row <= to) cells[column] ??= text
    }
  }
  return first
}
