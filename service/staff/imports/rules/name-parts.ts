/** Finds a name that is split into a first and a last name, each in a column of its own, and joins them. */
import { unguarded } from '../../../spreadsheets/guard.ts'

/** Titles of the last name, by whether it is written before the first name. */
const families = new Map<string, 'first' | 'last'>([
  ...['姓', '姓氏', '苗字', '성', 'họ'].map((title) => [title, 'first'] as const),
  ...'lastname surname familyname นามสกุล apellido apellidos sobrenome cognome'
    .split(' ')
    .map((title) => [title, 'last'] as const),
])
const givens = new Set(
  'firstname givenname forename 名 名字 이름 ชื่อ tên nombre nombres nome'.split(' '),
)

/** A column with the last name, beside the one with the first name. */
export interface Family {
  at: number
  order: 'first' | 'last'
}

const plain = (cell: string) =>
  cell
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}]/gu, '')

/** @returns the only two columns with parts of a name; undefined when there are others, or none */
export function namePartsIn(
  cells: readonly string[],
): { given: number; family: Family } | undefined {
  const titles = Array.from(cells, (cell) => plain((cell ?? '').slice(0, 100)))
  const placesOf = (known: { has: (title: string) => boolean }) =>
    titles.flatMap((title, at) => (known.has(title) ? at : []))
  const [family = -1, ...moreFamilies] = placesOf(families)
  const [given = -1, ...moreGivens] = placesOf(givens)
  const order = families.get(titles[family] ?? '')
  if (given < 0 || !order || moreFamilies.length || moreGivens.length) return undefined
  return { given, family: { at: family, order } }
}

/** Written without a space between the parts of a name, the last name first. */
const withoutSpace =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+$/u

/** The name of a row as it is written, without the apostrophe that our own lists put before some cells. */
export function nameIn(
  cells: readonly string[],
  { name, family }: { name: number; family?: Family | undefined },
): string {
  const [given = '', last = ''] = [name, family?.at ?? -1].map((place) =>
    unguarded((cells[place] ?? '').trim()),
  )
  if (withoutSpace.test(given) && withoutSpace.test(last)) return last + given
  return (family?.order === 'first' ? `${last} ${given}` : `${given} ${last}`).trim()
}
