/** Reads an uploaded file: which sheet, which encoding, which separator, and the rows that come of it. */
import { Archive, BrokenArchive } from '../../spreadsheets/reading/archive.ts'
import { firstRows, readDelimited, withOneLineEnd } from '../../spreadsheets/reading/delimited.ts'
import { readingsOf, type Reading } from '../../spreadsheets/reading/encodings.ts'
import { TooManyRows, type SheetContent } from '../../spreadsheets/reading/cells.ts'
import { NoWorkbook, Workbook } from '../../spreadsheets/reading/workbook.ts'
import { BrokenXml } from '../../spreadsheets/reading/xml.ts'
import { mostRows, type FileReading, type ReadingChoice } from '../contract.ts'
import { rowsBelow, type SheetRow } from './columns.ts'
import { faultOfText } from './garbled.ts'
import { findHeader, spread, textOf, type Header, type NoHeader } from './header.ts'
import { peopleIn } from './lines.ts'
import { nameIn } from './name-parts.ts'
import { splitsOf, whyNone, type Split } from './splits.ts'
import type { Column } from './titles.ts'

/** Which columns were not found, and where they may be. */
export interface ColumnsMissing {
  missing: Column[]
  /** The only title of a name, which is that of a part of it. */
  part?: string
  /** A hidden sheet that has them. */
  hiddenSheet?: string
  /** Titles of hidden columns that would be read if they could be seen. */
  hiddenColumns?: string[]
}

/** What reading a file comes to. */
export type SheetAnswer =
  | { rows: SheetRow[]; reading: FileReading }
  | ({ refused: 'columns_missing' } & ColumnsMissing)
  | { refused: 'too_many_rows'; rows: number }
  | { refused: 'bad_input'; field: 'sheet' | 'encoding' | 'separator' }
  | { refused: 'not_a_spreadsheet' | 'spreadsheet_too_large' | 'no_rows' | 'two_tables' }

/** Bytes that a workbook may unpack to: 5,000 people with two dozen columns are a tenth of it. */
const mostUnpacked = 40 * 1024 * 1024

const zipMark = 'PK\u0003\u0004'
/** PDF, and what Excel wrote before 2007 and still writes for files with a password. */
const otherMarks = ['%PDF', '\u00d0\u00cf\u0011\u00e0']

const noReading: FileReading = {
  sheet: null,
  sheets: [],
  encoding: null,
  encodings: [],
  unsure: false,
  separator: null,
  separators: [],
  columns: { name: '', phone: '' },
}

function answerOf(rows: SheetRow[], reading: FileReading): SheetAnswer {
  if (rows.length > mostRows) return { refused: 'too_many_rows', rows: rows.length }
  return rows.length ? { rows, reading } : { refused: 'no_rows' }
}

interface Candidate {
  name: string
  hidden: boolean
  active: boolean
  header: Header
  rows: SheetRow[]
}

type Refused = Extract<SheetAnswer, { refused: 'columns_missing' }> | { refused: 'two_tables' }

const refusedFor = (why: NoHeader): Refused =>
  'twice' in why ? { refused: 'two_tables' } : { refused: 'columns_missing', ...why }

/** The header of a sheet as its owner sees it, or why there is none. */
function headerIn(content: SheetContent): Header | Refused {
  const isHidden = (column: number) =>
    content.hidden.some(([first, last]) => column >= first && column <= last)
  const header = findHeader(spread(content, isHidden), isHidden)
  if ('at' in header) return header
  const refused = refusedFor(header)
  if (refused.refused === 'two_tables' || !content.hidden.length) return refused
  const first = spread(content, () => false)
  const whole = findHeader(first)
  if (!('at' in whole)) return refused
  const { name, parts, phone } = whole
  const columns = [...(parts ? [...parts.given, ...parts.family] : [name]), phone].filter(isHidden)
  const hiddenColumns = columns.map((column) => textOf(first[whole.at]?.cells[column]))
  return { ...refused, hiddenColumns }
}

/** Sheets that have both columns; of the others, why the most promising one is not read. */
function candidatesIn(workbook: Workbook) {
  let refused: Refused = { refused: 'columns_missing', missing: ['name', 'phone'] }
  /** The higher, the more there is to say about it. */
  const rank = (one: Refused) => {
    if (one.refused === 'two_tables') return 4
    return one.hiddenColumns ? 3 : 2 - one.missing.length
  }
  /** The open sheet has the list, and cannot be read: another one in its place would be other people. */
  let isOpen = false
  const found = workbook.sheets.flatMap(({ name, hidden, active }): Candidate[] => {
    const content = workbook.read(name)
    const header = headerIn(content)
    if ('refused' in header) {
      if (hidden) return []
      const isList = rank(header) > 2
      if (!isOpen && (rank(header) > rank(refused) || (isList && active))) refused = header
      isOpen ||= isList && active
      return []
    }
    return [{ name, hidden, active, header, rows: rowsBelow(content.rows, { header }) }]
  })
  return { found, refused, isOpen }
}

/** The active sheet if it can be seen, else the first that can: one with people before one that is empty. */
function sheetOf(found: readonly Candidate[]): Candidate | undefined {
  const seen = found.filter(({ hidden }) => !hidden)
  const filled = seen.filter(({ rows }) => rows.length > 0)
  return filled.find(({ active }) => active) ?? filled[0] ?? seen[0]
}

function readWorkbook(bytes: Uint8Array, { sheet }: ReadingChoice): SheetAnswer {
  const archive = Archive.open(bytes)
  if (!archive) return { refused: 'not_a_spreadsheet' }
  if (archive.size > mostUnpacked) return { refused: 'spreadsheet_too_large' }
  const { found, refused, isOpen } = candidatesIn(new Workbook(archive))
  const chosen = sheet === undefined ? sheetOf(found) : found.find(({ name }) => name === sheet)
  if (!chosen && sheet !== undefined) return { refused: 'bad_input', field: 'sheet' }
  if (isOpen && sheet === undefined) return refused
  if (!chosen) {
    const [hidden] = found
    if (!hidden || refused.refused !== 'columns_missing' || refused.hiddenColumns) return refused
    return { ...refused, hiddenSheet: hidden.name }
  }
  return answerOf(chosen.rows, {
    ...noReading,
    sheet: chosen.name,
    sheets: found.map(({ name, hidden }) => ({ name, hidden })),
    columns: chosen.header.titles,
  })
}

/** Lines of a text that are read: many times the rows of people, and still little memory. */
const mostLines = 200_000

interface TextReading extends Reading {
  splits: Split[]
}

/** A title of known words that are not ASCII proves the encoding, when no other one has it. */
function proven(readings: readonly TextReading[]): TextReading | undefined {
  const found = readings.filter(({ splits }) => splits.some(({ header }) => header.beyondAscii))
  const titles = new Set(found.map(({ splits }) => JSON.stringify(splits[0]?.header.titles)))
  return found.length === 1 && titles.size === 1 ? found[0] : undefined
}

/** Names that are shown of each encoding, so that a person can see which one is right. */
const mostSamples = 3
const longestSample = 60

/** Lines one by one: the first few of a long text are enough. */
function* linesBelow(text: string, above: number): Generator<string> {
  let from = 0
  for (let line = 0; from <= text.length; line++) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    if (line >= above) yield text.slice(from, to)
    from = to + 1
  }
}

function samplesOf(text: string, split: Split | undefined): string[] {
  const samples: string[] = []
  const sample = (found: string) => samples.push(textOf(found).slice(0, longestSample))
  for (const line of linesBelow(text, split ? split.header.at + 1 : 0)) {
    if (samples.length >= mostSamples) break
    if (!/[^\p{ASCII}]/u.test(line)) continue
    const [cells = []] = split ? firstRows(line, split.separator, 1) : []
    sample((split && nameIn(cells, split.header)) || line)
  }
  return samples
}

function readText(bytes: Uint8Array, choice: ReadingChoice): SheetAnswer {
  const found = readingsOf(bytes)
  if (!found) return { refused: 'not_a_spreadsheet' }
  const readings = found.all.map(({ encoding, text }) => {
    const lines = withOneLineEnd(text)
    return { encoding, text: lines, splits: splitsOf(lines) }
  })
  const sure = found.certain ? readings[0] : proven(readings)
  const chosen =
    choice.encoding === undefined
      ? (sure ?? readings.find(({ splits }) => splits.length > 0))
      : readings.find(({ encoding }) => encoding === choice.encoding)
  if (choice.encoding !== undefined && !chosen) return { refused: 'bad_input', field: 'encoding' }
  const { separator } = choice
  const split =
    separator === undefined
      ? chosen?.splits[0]
      : chosen?.splits.find((one) => one.separator === separator)
  if (!chosen || !split) {
    const why = whyNone((chosen ?? readings[0])?.text ?? '')
    if ('twice' in why) return refusedFor(why)
    if (choice.pasted && separator === undefined) {
      const [reading = readings[0]] = chosen ? [chosen] : readings
      const isUnsure = !sure && choice.encoding === undefined
      const people = (reading ? peopleIn(reading.text) : []).map((row) => {
        const fault = row.fault ?? faultOfText(`${row.name} ${row.phone}`, isUnsure)
        return { ...row, ...(fault && { fault }) }
      })
      const encodings = readings.map(({ encoding, text }) => ({
        encoding,
        samples: samplesOf(text, undefined),
      }))
      const unsure = people.some(({ fault }) => fault === 'encoding_unsure')
      const encoding = reading?.encoding ?? null
      if (people.length) return answerOf(people, { ...noReading, encoding, encodings, unsure })
    }
    if (separator !== undefined) return { refused: 'bad_input', field: 'separator' }
    return refusedFor(why)
  }
  const lines = linesOf(chosen.text)
  if (lines > mostLines) return { refused: 'too_many_rows', rows: lines }
  const unsure = !sure && choice.encoding === undefined
  const rows = rowsBelow(readDelimited(chosen.text, split.separator), {
    header: split.header,
    narrow: true,
    unsure,
  })
  return answerOf(rows, {
    ...noReading,
    encoding: chosen.encoding,
    encodings: readings.map(({ encoding, text, splits }) => ({
      encoding,
      samples: samplesOf(
        text,
        splits.find((one) => one.separator === split.separator),
      ),
    })),
    unsure: rows.some(({ fault }) => fault === 'encoding_unsure'),
    separator: split.separator,
    separators: chosen.splits.map((one) => one.separator),
    columns: split.header.titles,
  })
}

function linesOf(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** @param choice what was chosen by hand; what is left out is found */
export function readFile(bytes: Uint8Array, choice: ReadingChoice): SheetAnswer {
  const mark = String.fromCharCode(...bytes.subarray(0, 4))
  const isWorkbook = mark === zipMark
  const foreign = (isWorkbook ? (['encoding', 'separator'] as const) : (['sheet'] as const)).find(
    (field) => choice[field] !== undefined,
  )
  if (foreign) return { refused: 'bad_input', field: foreign }
  if (otherMarks.includes(mark)) return { refused: 'not_a_spreadsheet' }
  if (!isWorkbook) return readText(bytes, choice)
  try {
    return readWorkbook(bytes, choice)
  } catch (error) {
    if (error instanceof TooManyRows) return { refused: 'too_many_rows', rows: error.rows }
    const isBroken = [BrokenArchive, BrokenXml, NoWorkbook].some((kind) => error instanceof kind)
    if (isBroken) return { refused: 'not_a_spreadsheet' }
    throw error
  }
}
