/** Reads an XLSX workbook (ECMA-376): its sheets, which one was open, and each cell as text, however odd it is. */
import type { Archive } from './archive.ts'
import { cut, type TableRow } from './table.ts'
import { walkXml } from './xml.ts'

export interface SheetInfo {
  name: string
  /** Hidden by its owner, or by a program. */
  hidden: boolean
  /** The one that was open when the workbook was saved. */
  active: boolean
}

/** The file has no workbook in it. */
export class NoWorkbook extends Error {}

/** A sheet has more rows than are kept in memory. */
export class TooManyRows extends Error {
  readonly rows: number
  constructor(rows: number) {
    super(`more than ${rows} rows`)
    this.rows = rows
  }
}

const mostRowsKept = 200_000

const usualPath = 'xl/workbook.xml'
const lastColumn = 16_383
const lastRow = 1_048_576

interface Relationship {
  type: string
  target: string
}

/** A path beside or below the part that names it. */
function resolve(from: string, target: string): string {
  const base = target.startsWith('/') ? '' : from.slice(0, from.lastIndexOf('/') + 1)
  const steps: string[] = []
  for (const step of `${base}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

function relationshipsOf(archive: Archive, part: string): Map<string, Relationship> {
  const slash = part.lastIndexOf('/') + 1
  const bytes = archive.read(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  const found = new Map<string, Relationship>()
  if (!bytes) return found
  walkXml(bytes, {
    open(name, attribute) {
      if (name !== 'Relationship') return
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')]
      if (!id || !type || !target) return
      found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolve(part, target) })
    },
  })
  return found
}

/** Signs that XML cannot hold are written as `_x000D_`. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

/** Texts that cells refer to by their number; the reading aids of Japanese are left out. */
function readSharedStrings(bytes: Uint8Array | undefined): string[] {
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

/** Cells that are one on the screen: from the first row and column to the last. */
export interface Merged {
  rows: [first: number, last: number]
  column: number
}

export interface SheetContent {
  rows: TableRow[]
  /** Cells merged downwards. */
  merged: Merged[]
}

function mergedCells(reference: string | undefined): Merged | undefined {
  const [, from = '', first, to, last] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '') ?? []
  const column = columnOf(from)
  if (column === undefined || !to || first === last) return undefined
  return { rows: [Number(first), Number(last)], column }
}

function readCells(bytes: Uint8Array, shared: readonly string[]): SheetContent {
  const rows: TableRow[] = []
  const merged: Merged[] = []
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
        const hidden = ['1', 'true'].includes(attribute('hidden') ?? '')
        row = { row: known ? number : row.row + 1, cells: [] }
        if (hidden) row.fault = 'row_hidden'
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
  return { rows, merged }
}

/** An open workbook; a sheet is read when it is asked for. */
export class Workbook {
  readonly sheets: readonly SheetInfo[]
  readonly #read: (name: string) => SheetContent

  /** @throws NoWorkbook, BrokenArchive, BrokenXml */
  constructor(archive: Archive) {
    const main = [...relationshipsOf(archive, '').values()].find(
      ({ type }) => type === 'officeDocument',
    )
    const path = main && archive.has(main.target) ? main.target : usualPath
    const bytes = archive.read(path)
    if (!bytes || !path.endsWith('.xml')) throw new NoWorkbook()
    const relationships = relationshipsOf(archive, path)
    const listed: { name: string; state: string; id: string }[] = []
    let active = 0
    let views = 0
    walkXml(bytes, {
      open(name, attribute) {
        if (name === 'workbookView' && views++ === 0) active = Number(attribute('activeTab') ?? 0)
        if (name !== 'sheet') return
        const state = attribute('state') ?? 'visible'
        listed.push({ name: attribute('name') ?? '', state, id: attribute('id') ?? '' })
      },
    })
    const targets = new Map<string, string>()
    this.sheets = listed.flatMap(({ name, state, id }, at) => {
      const part = relationships.get(id)
      if (part?.type !== 'worksheet' || !archive.has(part.target)) return []
      targets.set(name, part.target)
      return { name, hidden: state !== 'visible', active: at === active }
    })
    if (!this.sheets.length) throw new NoWorkbook()
    let shared: string[] | undefined
    const strings = [...relationships.values()].find(({ type }) => type === 'sharedStrings')
    this.#read = (name) => {
      const part = archive.read(targets.get(name) ?? '')
      if (!part) throw new NoWorkbook()
      shared ??= readSharedStrings(strings && archive.read(strings.target))
      return readCells(part, shared)
    }
  }

  /** @throws BrokenArchive, BrokenXml */
  read(name: string): SheetContent {
    return this.#read(name)
  }
}
