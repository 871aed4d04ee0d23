/** Reads the rows of a workbook: which sheet, and what its owner sees of it. */
import { Archive } from '../../spreadsheets/reading/archive.ts'
import type { SheetContent } from '../../spreadsheets/reading/cells.ts'
import { Workbook } from '../../spreadsheets/reading/workbook.ts'
import type { ReadingChoice } from '../contract.ts'
import { answerOf, noReading, refusedFor, type Refused, type SheetAnswer } from './answer.ts'
import { textOf, type Columns, type Header, type SheetRow } from './columns.ts'
import { spread } from './merged.ts'

/** Bytes that a workbook may unpack to: 5,000 people with two dozen columns are a tenth of it. */
const mostUnpacked = 40 * 1024 * 1024

interface Candidate {
  name: string
  hidden: boolean
  active: boolean
  header: Header
  rows: SheetRow[]
}

/** The header of a sheet as its owner sees it, or why there is none. */
function headerIn(content: SheetContent, columns: Columns): Header | Refused {
  const isHidden = (column: number) =>
    content.hidden.some(([first, last]) => column >= first && column <= last)
  const header = columns.findHeader(spread(content, isHidden), isHidden)
  if ('at' in header) return header
  const refused = refusedFor(header)
  if (refused.refused === 'two_tables' || !content.hidden.length) return refused
  const first = spread(content, () => false)
  const whole = columns.findHeader(first)
  if (!('at' in whole)) return refused
  const places = columns.placesOf(whole).filter(isHidden)
  const hiddenColumns = places.map((column) => textOf(first[whole.at]?.cells[column]))
  return { ...refused, hiddenColumns }
}

/** Sheets that have both columns; of the others, why the most promising one is not read. */
function candidatesIn(workbook: Workbook, columns: Columns) {
  const { names } = columns
  let refused: Refused = { refused: 'columns_missing', missing: [...names] }
  /** The higher, the more there is to say about it. */
  const rank = (one: Refused) => {
    if (one.refused === 'two_tables') return names.length + 2
    return one.hiddenColumns ? names.length + 1 : names.length - one.missing.length
  }
  /** The open sheet has the list, and cannot be read: another one in its place would be other people. */
  let isOpen = false
  const found = workbook.sheets.flatMap(({ name, hidden, active }): Candidate[] => {
    const content = workbook.read(name)
    const header = headerIn(content, columns)
    if ('refused' in header) {
      if (hidden) return []
      const isList = rank(header) > names.length
      if (!isOpen && (rank(header) > rank(refused) || (isList && active))) refused = header
      isOpen ||= isList && active
      return []
    }
    return [{ name, hidden, active, header, rows: columns.rowsBelow(content.rows, { header }) }]
  })
  return { found, refused, isOpen }
}

/** The active sheet if it can be seen, else the first that can: one with people before one that is empty. */
function sheetOf(found: readonly Candidate[]): Candidate | undefined {
  const seen = found.filter(({ hidden }) => !hidden)
  const filled = seen.filter(({ rows }) => rows.length > 0)
  return filled.find(({ active }) => active) ?? filled[0] ?? seen[0]
}

/** @throws BrokenArchive, BrokenXml, NoWorkbook, TooManyRows */
export function readWorkbook(
  bytes: Uint8Array,
  { sheet }: ReadingChoice,
  columns: Columns,
): SheetAnswer {
  const archive = Archive.open(bytes)
  if (!archive) return { refused: 'not_a_spreadsheet' }
  if (archive.size > mostUnpacked) return { refused: 'spreadsheet_too_large' }
  const { found, refused, isOpen } = candidatesIn(new Workbook(archive), columns)
  const chosen = sheet === undefined ? sheetOf(found) : found.find(({ name }) => name === sheet)
  if (!chosen && sheet !== undefined) return { refused: 'bad_input', field: 'sheet' }
  if (isOpen && sheet === undefined) return refused
  if (!chosen) {
    const [hidden] = found
    if (!hidden || refused.refused !== 'columns_missing' || refused.hiddenColumns) return refused
    return { ...refused, hiddenSheet: hidden.name }
  }
  return answerOf(chosen.rows, {
    ...noReading(columns),
    sheet: chosen.name,
    sheets: found.map(({ name, hidden }) => ({ name, hidden })),
    columns: chosen.header.titles,
  })
}
