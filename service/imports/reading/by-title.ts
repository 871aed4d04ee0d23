/** Columns that are known by their titles alone: enough for most kinds of import. */
import { unguarded } from '../../spreadsheets/guard.ts'
import { faultOfText } from './garbled.ts'
import {
  maxRowsAbove,
  textOf,
  type Columns,
  type Header,
  type NoHeader,
  type SheetRow,
} from './columns.ts'

export interface TitledHeader<C extends string> extends Header {
  /** Place of each column. */
  places: Record<C, number>
}

export interface TitledRow<C extends string> extends SheetRow {
  cells: Record<C, string>
}

/** Longer cells are text that stands in the wrong column. */
const longestCell = 200

const plain = (title: string | undefined) => textOf(title).normalize('NFKC').toLowerCase()

/** Where the columns are in a row; none where two have the same title. */
function placesIn<C extends string>(
  cells: readonly string[],
  titles: Record<C, readonly string[]>,
): Partial<Record<C, number>> | 'twice' {
  const keys = Array.from(cells, plain)
  const places: Partial<Record<C, number>> = {}
  for (const [column, known] of Object.entries(titles) as [C, readonly string[]][]) {
    const found = keys.flatMap((key, at) => (known.some((title) => plain(title) === key) ? at : []))
    if (found.length > 1) return 'twice'
    if (found[0] !== undefined) places[column] = found[0]
  }
  return places
}

/**
 * The columns of a kind of import.
 * @param titles of each column, in every language: `{ number: ['Account number', '账号'] }`
 */
export function columnsByTitle<C extends string>(
  titles: Record<C, readonly string[]>,
): Columns<TitledHeader<C>, TitledRow<C>> {
  const names = Object.keys(titles) as C[]
  const all = names.flatMap((name) => titles[name])
  return {
    names,
    findHeader(rows, isHidden = () => false): TitledHeader<C> | NoHeader {
      let missing: string[] = names
      for (const [at, row] of rows.slice(0, maxRowsAbove).entries()) {
        const cells = Array.from(row.cells, (cell, column) => (isHidden(column) ? '' : cell))
        const places = placesIn(cells, titles)
        if (places === 'twice') return { twice: true }
        const lacking = names.filter((name) => places[name] === undefined)
        if (lacking.length < missing.length) missing = lacking
        if (lacking.length) continue
        const whole = places as Record<C, number>
        const found = Object.fromEntries(names.map((name) => [name, textOf(cells[whole[name]])]))
        const beyondAscii = all.some((title) => {
          return /[^\p{ASCII}]/u.test(title) && Object.values(found).includes(title)
        })
        return { at, places: whole, titles: found, width: row.cells.length, beyondAscii }
      }
      return { missing }
    },
    placesOf: ({ places }) => Object.values(places),
    rowsBelow(rows, { header, narrow, unsure }) {
      return rows.slice(header.at + 1).flatMap(({ row, cells, fault }) => {
        const texts = names.map((name) => unguarded((cells[header.places[name]] ?? '').trim()))
        if (texts.every((text) => !text)) return []
        const isWider = narrow && cells.slice(header.width).some((cell) => cell.trim())
        const wrong =
          fault ??
          (isWider ? 'too_many_cells' : undefined) ??
          (texts.some((text) => text.length > longestCell) ? 'cell_too_long' : undefined) ??
          faultOfText(texts.join(' '), unsure)
        const kept = texts.map((text) => text.slice(0, longestCell))
        const named = Object.fromEntries(names.map((name, n) => [name, kept[n] ?? '']))
        return { row, cells: named as Record<C, string>, ...(wrong && { fault: wrong }) }
      })
    },
    sampleOf: (cells, { places }) => names.map((name) => cells[places[name]] ?? '').join(' '),
  }
}
