/** Takes the rows below the header of a table: the name and the number of each, and what is odd about them. */
import type { SheetRow, Take as AnyTake } from '../../imports/reading/columns.ts'
import { unguarded } from '../../spreadsheets/guard.ts'
import type { TableRow } from '../../spreadsheets/reading/table.ts'
import type { RowProblem } from '../contract/rows.ts'
import { faultOfText } from '../../imports/reading/garbled.ts'
import type { Header } from './header.ts'
import { nameIn } from './name-parts.ts'

export interface SheetPerson extends SheetRow {
  name: string
  phone: string
  fault?: RowProblem
}

/** Longer than any phone number with remarks; and a name is judged by its own rule. */
const longestPhone = 100
const longestKept = 200

const kept = (text: string) => (text.length > longestKept ? `${text.slice(0, longestKept)}…` : text)

type Take = AnyTake<Header>

/** The cell after the name may hold the rest of it, where its column has no title. */
function hasRest(row: TableRow, { header: { beside, width }, narrow }: Take): boolean {
  if (beside === undefined || (narrow && beside >= width)) return false
  return /\p{L}/u.test(row.cells[beside] ?? '')
}

function faultOf(row: TableRow, take: Take): RowProblem | undefined {
  const { header, narrow, unsure } = take
  const phone = row.cells[header.phone] ?? ''
  const { parts, name } = header
  const names = parts ? [...parts.given, ...parts.family] : [name]
  if (row.fault) return row.fault
  if (narrow && row.cells.slice(header.width).some((cell) => cell.trim())) return 'too_many_cells'
  // half of a name is not a name
  if (hasRest(row, take)) return 'too_many_cells'
  if (phone.length > longestPhone) return 'cell_too_long'
  return faultOfText([...names.map((place) => row.cells[place] ?? ''), phone].join(' '), unsure)
}

/** A line end inside a cell only breaks a name to fit its column. */
const onOneLine = (name: string) => name.replace(/[\r\n]/g, ' ')

/** The rows below the header that are not blank. */
export function rowsBelow(rows: readonly TableRow[], take: Take): SheetPerson[] {
  const { at, name, beside = -1, phone } = take.header
  return rows.slice(at + 1).flatMap((row) => {
    // as they are written, but for the apostrophe of our own lists and reports: the readers of names and numbers judge
    // what is inside
    const written = (place: number) => unguarded((row.cells[place] ?? '').trim())
    const one = {
      row: row.row,
      name: onOneLine(nameIn(row.cells, take.header)),
      phone: written(phone),
    }
    const fault = faultOf(row, take)
    // of a broken line it is not known what it holds
    if (!one.name && !one.phone && !(fault === 'line_broken' && row.cells.some((c) => c.trim()))) {
      return []
    }
    if (hasRest(row, take)) {
      const both = { given: [name, beside], family: [], order: 'last' as const }
      one.name = onOneLine(nameIn(row.cells, { name, parts: both }))
    }
    return { ...one, name: kept(one.name), phone: kept(one.phone), ...(fault && { fault }) }
  })
}
