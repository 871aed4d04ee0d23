/** Finds a name that is split into a first and a last name, each in a column of its own, and joins them. */
import { unguarded } from '../../spreadsheets/guard.ts'
import { wordsOf } from './titles.ts'

type Order = 'first' | 'last'
const words = (text: string) => text.trim().split(/\s+/)

/** Titles of the last name, by whether it is written before the first name. */
const families = new Map<string, Order>([
  ...words('姓 姓氏 苗字 성 họ họđệm họlót họvàđệm họvàtênđệm họvàtênlót họtênđệm').map(
    (title) => [title, 'first'] as const,
  ),
  ...words(`lastname surname familyname นามสกุล apellido apellidos apellidopaterno apellidomaterno primerapellido
    segundoapellido sobrenome cognome namabelakang namakeluarga namaakhir`).map(
    (title) => [title, 'last'] as const,
  ),
])
const givens = new Set(
  words(`firstname givenname forename 名 名字 이름 ชื่อ tên nombre nombres primernombre nome primeironome
    namadepan namapertama`),
)
const middles = new Set(
  words('middlename middlenames segundonombre namatengah đệm tênđệm tênlót tênlótđệm'),
)
/** Too short to be the title of a part by themselves: two of them beside each other, or below `Name`, are. */
const short = new Map<string, string>([
  ...words('first given').map((title) => [title, 'firstname'] as const),
  ...words('last family').map((title) => [title, 'lastname'] as const),
  ['middle', 'middlename'],
])
/** Beside a column with the last name these are the first name, most likely. */
const wholeOrGiven = new Set(words('name names nama 名前'))

/** The columns of a split name, each part in the order in which it is written. */
export interface NameParts {
  given: number[]
  family: number[]
  order: Order
  /** The column of the first name may hold the whole name. */
  mayBeWhole?: true
}

const plain = (cell: string) =>
  cell
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}]/gu, '')

const latin = /[\p{Script=Latin}\p{Script=Inherited}]/gu

const sets = [families, givens, middles]
const isKnown = (key: string) => sets.some((titles) => titles.has(key))

/** What a title may be known by: as a whole, without its remarks, and where it says the same in two languages. */
function keysOf(cell: string): string[] {
  const text = (cell ?? '').slice(0, 100)
  const outside = plain(wordsOf(text).join(''))
  const other = outside.replace(latin, '')
  const [mine = '', its = ''] = [(outside.match(latin) ?? []).join(''), other].map(
    (key) => short.get(key) ?? key,
  )
  const [whole = '', bare = ''] = [plain(text), outside].map((key) => short.get(key) ?? key)
  return [whole, bare, ...(isKnown(mine) ? [its] : [])]
}

/** The title of a part of a name, in its plain form. */
function partOf(cell: string): string | undefined {
  return keysOf(cell).find(isKnown)
}

/** A part of a name, and no title of anything else. */
export const isPart = (cell: string) => partOf(cell) !== undefined
export const isGiven = (cell: string) => givens.has(partOf(cell) ?? '')

/** @returns the columns of a split name; undefined when one part is missing, or is there twice */
export function namePartsIn(cells: readonly string[]): NameParts | undefined {
  const titles = Array.from(cells, (cell) => partOf(cell ?? ''))
  const placesOf = (titled: { has: (title: string) => boolean }) =>
    titles.flatMap((title, at) => (title !== undefined && titled.has(title) ? at : []))
  const [family, middle] = [placesOf(families), placesOf(middles)]
  let given = placesOf(givens)
  const order = families.get(titles[family[0] ?? -1] ?? '')
  const mayBeWhole = !given.length
  if (mayBeWhole) {
    given = Array.from(cells, (cell) => cell ?? '').flatMap((cell, at) =>
      wholeOrGiven.has(plain(cell.slice(0, 100))) ? at : [],
    )
  }
  const used = [...family, ...middle, ...given].map((at) => titles[at])
  if (!order || given.length !== 1 || new Set(used).size < used.length) return undefined
  const inOrder = order === 'first' ? [...middle, ...given] : [...given, ...middle]
  return { given: inOrder, family, order, ...(mayBeWhole && { mayBeWhole }) }
}

/** Written without a space between the parts of a name, the last name first. */
const withoutSpace =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u

/** The name of a row as it is written, without the apostrophe that our own lists put before some cells. */
export function nameIn(
  cells: readonly string[],
  { name, parts }: { name: number; parts?: NameParts | undefined },
): string {
  const textOf = (places: readonly number[]) =>
    places
      .map((place) => unguarded((cells[place] ?? '').trim()))
      .filter((text) => text)
      .join(' ')
  if (!parts) return textOf([name])
  const [given, last] = [textOf(parts.given), textOf(parts.family)]
  if (parts.mayBeWhole && ` ${given} `.toLowerCase().includes(` ${last} `.toLowerCase())) {
    return given
  }
  if (withoutSpace.test(given) && withoutSpace.test(last)) return last + given
  return (parts.order === 'first' ? `${last} ${given}` : `${given} ${last}`).trim()
}
