/** Finds the row with the titles of the columns that we need, one or two rows high, whatever their order and language. */
import {
  maxRowsAbove,
  textOf,
  type Header as AnyHeader,
  type IsHidden,
} from '../../imports/reading/columns.ts'
import type { TableRow } from '../../spreadsheets/reading/table.ts'
import { isGiven, isPart, namePartsIn, type NameParts } from './name-parts.ts'
import { titleOf, type Column, type Title } from './titles.ts'

export interface Header extends AnyHeader {
  name: number
  phone: number
  /** The columns of the name, where it is split. */
  parts?: NameParts
  /** The column after the name where it has no title of its own: what stands in it may be the rest of the name. */
  beside?: number
  titles: Record<Column, string>
}

/** Why a table has no header. */
export type NoHeader =
  | {
      missing: Column[]
      /** The only title of a name, which is that of a part of it. */
      part?: string
    }
  /** The columns are there twice: two tables side by side. */
  | { twice: true }

type Place = Title & { at: number }
type Found = Partial<Record<Column, Place>> & { parts?: NameParts }

const beyondAscii = /[^\p{ASCII}]/u

/** By a column its title, where there are any; also of the first name as a part of a name. */
function placesIn(cells: readonly string[]): Place[] {
  const places: Place[] = []
  // cells may have holes, which this leaves out
  cells.forEach((cell, at) => {
    const title = titleOf(textOf(cell))
    if (title) places.push({ ...title, at })
  })
  return places
}

function titlesIn(cells: readonly string[]): Found {
  const found: Found = {}
  for (const place of placesIn(cells)) {
    const before = found[place.column]
    if (!before || before.rank < place.rank) found[place.column] = place
  }
  const parts = namePartsIn(cells)
  // a column with the whole name is better than its parts
  if (!parts || (found.name && !parts.given.includes(found.name.at))) return found
  return { ...found, ...split(parts, cells) }
}

function split(parts: NameParts, cells: readonly string[]) {
  const [at = 0] = parts.given
  const known = beyondAscii.test(
    placesOf(parts)
      .map((place) => cells[place])
      .join(''),
  )
  return { name: { column: 'name', rank: 1, at, beyondAscii: known } as const, parts }
}

const placesOf = ({ given, family }: NameParts) => [...given, ...family]

const keyOf = (cell: string | undefined) => textOf(cell).normalize('NFKC').toLowerCase()

/** Name, number, name, number, of which two are called the same, or which are apart: two tables side by side. */
function isTwice(cells: readonly string[], { name, phone }: Found, isHigh: boolean): boolean {
  if (!name || !phone) return false
  const titled: Pick<Place, 'column' | 'at'>[] = placesIn(cells)
  cells.forEach((cell, at) => {
    if (isGiven(cell) && !titled.some((place) => place.at === at)) {
      titled.push({ column: 'name', at })
    }
  })
  titled.sort((a, b) => a.at - b.at)
  const twins = (column: Column) => {
    const keys = titled.filter((one) => one.column === column).map(({ at }) => keyOf(cells[at]))
    return new Set(keys).size < keys.length
  }
  const turns = titled.filter(({ column }, n) => column !== titled[n - 1]?.column)
  const [first, second, third, fourth] = turns
  if (!first || !second || !third || !fourth) {
    // above a second row of titles some programs repeat those of the first
    return !isHigh && twins('name') && twins('phone')
  }
  const isApart = !textOf(cells[third.at - 1])
  const isOfFirst = ({ at }: Place) => at < third.at
  const crosses = isOfFirst(name) !== isOfFirst(phone)
  return twins('name') || twins('phone') || isApart || crosses
}

/** Where a title reaches to the right: over cells that are empty, or repeat it as some programs do. */
function reach(cells: readonly string[], from: number, width: number): number {
  const key = keyOf(cells[from])
  let to = from + 1
  while (to < width && ['', key].includes(keyOf(cells[to]))) to++
  return to
}

/** The cells of the lower row that stand below a title, without what is merged into it. */
function below(upper: readonly string[], lower: readonly string[], from: number): string[] {
  const to = reach(upper, from, Math.max(upper.length, lower.length))
  return Array.from({ length: to }, (_, at) => {
    const text = textOf(lower[at])
    return at >= from && keyOf(text) !== keyOf(upper[from]) ? text : ''
  })
}

/** A number has more digits than a title. */
const digits = /\p{Nd}{3}/u

type Lower = { found: Found } | { part: string } | undefined

/**
 * What the row below a header says where it is a second row of titles, such as `First` and `Last` below `Name`.
 * @returns undefined when it is a row of people
 */
function lowerOf(upper: readonly string[], lower: readonly string[], found: Found): Lower {
  const { name, phone } = found
  if (!name || !phone || lower.some((cell) => digits.test(cell ?? ''))) return undefined
  const phones = titlesIn(below(upper, lower, phone.at)).phone
  if (found.parts) return phones && { found: { ...found, phone: phones } }
  const names = below(upper, lower, name.at)
  const parts = namePartsIn(names)
  if (parts) return { found: { ...split(parts, names), phone: phones ?? phone } }
  const whole = titlesIn(names).name
  if (whole && (phones || whole.at !== name.at)) {
    return { found: { name: whole, phone: phones ?? phone } }
  }
  const part = names.find(isPart)
  if (part) return { part }
  const isBlank = names.every((text) => !text)
  return phones && isBlank ? { found: { name, phone: phones } } : undefined
}

const withoutHidden = (cells: readonly string[] = [], isHidden: IsHidden) =>
  Array.from(cells, (cell, at) => (isHidden(at) ? '' : (cell ?? '')))

function headerOf(
  at: number,
  { name, phone, parts }: Found,
  rows: [upper: readonly string[], lower: readonly string[] | undefined],
  isHidden: IsHidden,
): Header | undefined {
  if (!name || !phone) return undefined
  const [upper, lower] = rows
  const titleAt = (place: number) => textOf(lower?.[place]) || textOf(upper[place])
  let beside = name.at + 1
  while (isHidden(beside)) beside++
  const isUntitled = ['', keyOf(titleAt(name.at))].includes(keyOf(titleAt(beside)))
  return {
    at,
    name: name.at,
    phone: phone.at,
    ...(parts ? { parts } : isUntitled && { beside }),
    titles: {
      name: (parts ? placesOf(parts) : [name.at]).map(titleAt).join(' + '),
      phone: titleAt(phone.at),
    },
    width: Math.max(upper.length, lower?.length ?? 0),
    beyondAscii: name.beyondAscii || phone.beyondAscii,
  }
}

/**
 * @param isHidden of columns that cannot be seen: their titles do not count
 * @returns the header, or why there is none
 */
export function findHeader(
  rows: readonly Pick<TableRow, 'cells' | 'fault'>[],
  isHidden: IsHidden = () => false,
): Header | NoHeader {
  const all = rows.slice(0, maxRowsAbove + 1)
  const seen = all.slice(0, maxRowsAbove).map((_, at) => at)
  const isRowHidden = (at: number) => all[at]?.fault === 'row_hidden'
  let best: Found = {}
  let part: string | undefined
  for (const at of seen.toSorted((a, b) => Number(isRowHidden(a)) - Number(isRowHidden(b)))) {
    const cells = withoutHidden(all[at]?.cells, isHidden)
    const found = titlesIn(cells)
    const next = all[at + 1] && withoutHidden(all[at + 1]?.cells, isHidden)
    const lower = next && lowerOf(cells, next, found)
    if (isTwice(cells, found, lower !== undefined)) return { twice: true }
    if (lower && 'part' in lower) return { missing: ['name'], part: lower.part }
    const header = lower
      ? headerOf(at + 1, lower.found, [cells, next], isHidden)
      : headerOf(at, found, [cells, undefined], isHidden)
    if (header) return header
    if (!found.name && found.phone) part ??= cells.find(isPart)
    if (Object.keys(found).length > Object.keys(best).length) best = found
  }
  const missing = (['name', 'phone'] as const).filter((column) => best[column] === undefined)
  return { missing, ...(part !== undefined && best.phone && !best.name && { part: textOf(part) }) }
}
