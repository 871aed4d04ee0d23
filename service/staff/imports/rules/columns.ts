/** Finds the columns that we need in a table, whatever their order and language, and takes the rows below them. */
import { unguarded } from '../../../spreadsheets/guard.ts'
import type { Merged } from '../../../spreadsheets/reading/workbook.ts'
import type { TableRow } from '../../../spreadsheets/reading/table.ts'
import type { RowProblem } from '../contract.ts'
import { faultOfText } from './garbled.ts'
import { nameIn, namePartsIn, type Family } from './name-parts.ts'
import { titleOf, type Column, type Title } from './titles.ts'

/** A row that is not blank, with its number as the spreadsheet program shows it. */
export interface SheetRow {
  row: number
  name: string
  phone: string
  /** What is wrong with it before anybody looks at its name and number. */
  fault?: RowProblem
  /** Somebody has written it by hand. */
  mended?: true
}

export interface Header {
  /** Place of its row among those given. */
  at: number
  name: number
  phone: number
  /** The last name, where it has a column of its own. */
  family?: Family
  /** As they stand in the file. */
  titles: Record<Column, string>
  /** Cells in its row. */
  width: number
  /** Has a known title that is not ASCII. */
  beyondAscii: boolean
}

/** Rows above the header that may hold a title or a remark. */
export const mostRowsAbove = 20

/** A cell as people see it. */
export const textOf = (cell: string | undefined) =>
  (cell ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()

type Found = Partial<Record<Column, Title & { at: number }>> & { family?: Family }

const beyondAscii = /[^\p{ASCII}]/u

function titlesIn(cells: readonly string[]): Found {
  const found: Found = {}
  // cells may have holes, which this leaves out
  cells.forEach((cell, at) => {
    const title = titleOf(textOf(cell))
    const before = title && found[title.column]
    if (title && (!before || before.rank < title.rank)) found[title.column] = { ...title, at }
  })
  const parts = namePartsIn(cells)
  // a column with the whole name is better than its parts
  if (!parts || (found.name && found.name.at !== parts.given)) return found
  const known = beyondAscii.test(`${cells[parts.given]}${cells[parts.family.at]}`)
  return {
    ...found,
    name: { column: 'name', rank: 1, at: parts.given, beyondAscii: known },
    family: parts.family,
  }
}

/** @returns the header, or the columns that no row has a title for */
export function findHeader(
  rows: readonly Pick<TableRow, 'cells'>[],
): Header | { missing: Column[] } {
  let best: Found = {}
  for (const [at, { cells }] of rows.slice(0, mostRowsAbove).entries()) {
    const found = titlesIn(cells)
    const { name, phone, family } = found
    if (name && phone) {
      const places = family ? [name.at, family.at] : [name.at]
      const titles = {
        name: places.map((place) => textOf(cells[place])).join(' + '),
        phone: textOf(cells[phone.at]),
      }
      return {
        at,
        name: name.at,
        phone: phone.at,
        ...(family && { family }),
        titles,
        width: cells.length,
        beyondAscii: name.beyondAscii || phone.beyondAscii,
      }
    }
    if (Object.keys(found).length > Object.keys(best).length) best = found
  }
  return { missing: (['name', 'phone'] as const).filter((column) => best[column] === undefined) }
}

/** The first rows with what is merged downwards in each row that it covers: titles may be two rows high. */
export function spread(rows: readonly TableRow[], merged: readonly Merged[]): TableRow[] {
  const first = rows.slice(0, mostRowsAbove).map((row) => ({ ...row, cells: [...row.cells] }))
  for (const {
    rows: [from, to],
    column,
  } of merged) {
    const text = first.find(({ row }) => row === from)?.cells[column]
    for (const { row, cells } of first) if (text && row > from && row <= to) cells[column] ??= text
  }
  return first
}

/** Longer than any phone number with remarks; and a name is judged by its own rule. */
const longestPhone = 100
const longestKept = 200

const kept = (text: string) => (text.length > longestKept ? `${text.slice(0, longestKept)}…` : text)

interface Take {
  header: Header
  /** Rows have no more cells than the header: what stands beyond was part of a cell. */
  narrow?: boolean
  /** The encoding is not known for certain. */
  unsure?: boolean
}

function faultOf(row: TableRow, { header, narrow, unsure }: Take): RowProblem | undefined {
  const phone = row.cells[header.phone] ?? ''
  const last = header.family ? (row.cells[header.family.at] ?? '') : ''
  if (row.fault) return row.fault
  if (narrow && row.cells.slice(header.width).some((cell) => cell.trim())) return 'too_many_cells'
  if (phone.length > longestPhone) return 'cell_too_long'
  return faultOfText(`${row.cells[header.name] ?? ''} ${last} ${phone}`, unsure)
}

/** A line end inside a cell only breaks a name to fit its column. */
const onOneLine = (name: string) => name.replace(/[\r\n]/g, ' ')

/** The rows below the header that are not blank. */
export function rowsBelow(rows: readonly TableRow[], take: Take): SheetRow[] {
  const { at, phone } = take.header
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
    return { ...one, name: kept(one.name), phone: kept(one.phone), ...(fault && { fault }) }
  })
}
