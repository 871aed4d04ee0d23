/** Reads the cells of a sheet of a workbook (ECMA-376) as text, however odd they are, and what is hidden of it. */
import { cut, type TableRow } from './table.ts'
import { walkXml } from './xml.ts'

/** A sheet has more rows than are kept in memory. */
export class TooManyRows extends Error {
  readonly rows: number
  constructor(rows: number) {
    super(`more than ${rows} rows`)
    this.rows = rows
  }
}

const mostRowsKept = 200_000

const lastColumn = 16_383
const lastRow = 1_048_576

/** Signs that XML cannot hold are written as `_x000D_`. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

/** Texts that cells refer to by their number; the reading aids of Japanese are left out. */
export function readSharedStrings(bytes: Uint8Array | undefined): string[] {
  const texts: string[] = []
  if (!bytes) return texts
  let text = ''
  let inText = false
  let aside = 0
  walkXml(bytes, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') aside++
      else if (name === 't') inText = !aside
    },
    close(name) {
      if (name === 'si') texts.push(cut(unescaped(text)))
      else if (name === 'rPh') aside--
      else if (name === 't') inText = false
    },
    text(part) {
      if (inText) text += part
    },
  })
  return texts
}

/** `BC12` → 54; undefined when it is no address. */
function columnOf(address: string): number | undefined {
  let column = 0
  let at = 0
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return at > 0 && at <= 3 && column - 1 <= lastColumn ? column - 1 : undefined
}

/** A number in full, whatever the sheet shows it as: a date format on a phone number hides its digits. */
function numberText(value: string): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  return Number.isInteger(number) ? BigInt(number).toString() : String(number)
}

/** A cell under way. */
interface Cell {
  column: number
  type: string
  value: string
  inline: string
  formula: string
}

function textOf(cell: Cell, shared: readonly string[]): string {
  const { type, value, inline, formula } = cell
  if (type === 'inlineStr') return unescaped(inline || value)
  // a formula that was never calculated has nothing to show but itself
  if (formula && value === '') return `=${formula}`
  if (type === 's' && value) return shared[Number(value)] ?? `#${value}?`
  if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : value && 'FALSE'
  // a date: never the digits of a number
  if (type === 'd' && value) return value.includes('T') ? value : `${value}T00:00:00`
  return type === '' || type === 'n' ? numberText(value) : unescaped(value)
}

type Range = [first: number, last: number]

/** Cells that are one on the screen. */
export interface Merged {
  rows: Range
  columns: Range
}

export interface SheetContent {
  rows: TableRow[]
  merged: Merged[]
  /** Columns that cannot be seen. */
  hidden: Range[]
}

function mergedCells(reference: string | undefined): Merged | undefined {
  const [, from = '', first, to = '', last] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '') ?? []
  const columns = [columnOf(from), columnOf(to)] as const
  if (columns[0] === undefined || columns[1] === undefined) return undefined
  return { rows: [Number(first), Number(last)], columns: [columns[0], columns[1]] }
}

type Attribute = (name: string) => string | undefined

/** Hidden by its owner or by a closed outline; or made so narrow or low that nothing of it can be seen. */
const isHidden = (attribute: Attribute, size: 'width' | 'ht') =>
  ['1', 'true'].includes(attribute('hidden') ?? '') || Number(attribute(size) || 1) < 0.5

function hiddenColumns(attribute: Attribute): Range | undefined {
  const [first, last] = [Number(attribute('min')), Number(attribute('max'))]
  return first >= 1 && last >= first && isHidden(attribute, 'width')
    ? [first - 1, last - 1]
    : undefined
}

export function readCells(bytes: Uint8Array, shared: readonly string[]): SheetContent {
  const rows: TableRow[] = []
  const merged: Merged[] = []
  const hidden: Range[] = []
  let row: TableRow = { row: 0, cells: [] }
  let column = -1
  let cell: Cell | undefined
  let into: 'value' | 'inline' | 'formula' | undefined
  let aside = 0
  walkXml(bytes, {
    open(name, attribute) {
      if (name === 'row') {
        const number = Number(attribute('r'))
        const known = Number.isInteger(number) && number > row.row && number <= lastRow
        row = { row: known ? number : row.row + 1, cells: [] }
        if (isHidden(attribute, 'ht')) row.fault = 'row_hidden'
        column = -1
      } else if (name === 'c') {
        column = columnOf(attribute('r') ?? '') ?? column + 1
        cell = { column, type: attribute('t') ?? '', value: '', inline: '', formula: '' }
      } else if (name === 'v') into = 'value'
      else if (name === 'f') into = 'formula'
      else if (name === 'rPh') aside++
      else if (name === 't') into = aside ? undefined : 'inline'
      else if (name === 'mergeCell') {
        const found = mergedCells(attribute('ref'))
        if (found) merged.push(found)
      } else if (name === 'col') {
        const found = hiddenColumns(attribute)
        if (found) hidden.push(found)
      }
    },
    close(name) {
      if (name === 'c' && cell) {
        const text = textOf(cell, shared)
        if (text && cell.column <= lastColumn) row.cells[cell.column] = cut(text)
        cell = undefined
      } else if (name === 'row') {
        if (row.cells.length && rows.push(row) > mostRowsKept) throw new TooManyRows(rows.length)
      } else if (name === 'rPh') aside--
      else if (name === 'v' || name === 'f' || name === 't') into = undefined
    },
    text(part) {
      if (cell && into) cell[into] += part
    },
  })
  return { rows, merged, hidden }
}
