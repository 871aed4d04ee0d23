/** Finds what stands between the cells of a text: the sign by which its header is found. */
import { firstRows, separators, toldSeparator } from '../../spreadsheets/reading/delimited.ts'
import { maxRowsAbove, type Columns, type Header, type NoHeader } from './columns.ts'

export interface Split {
  text: string
  separator: string
  header: Header
}

const headerBy = (text: string, separator: string, columns: Columns) =>
  columns.findHeader(firstRows(text, separator, maxRowsAbove + 1).map((cells) => ({ cells })))

/** Signs that may part cells where none of the usual ones does; a plain space parts the words of a name. */
const unusual = /[^\p{L}\p{M}\p{N}\p{Cs}\s"'’\ufeff]|\u3000/gu
/** Longer lines are text. */
const longestLine = 300

/** Other signs that part each of the first lines into as many cells: they also stand inside names and numbers. */
function unusualSeparators(text: string): string[] {
  const lines = text
    .slice(0, longestLine * maxRowsAbove)
    .split('\n', maxRowsAbove)
    .filter((line) => line.trim())
  if (lines.length < 2 || lines.some((line) => line.length > longestLine)) return []
  const signs = new Set(lines.flatMap((line) => line.match(unusual) ?? []))
  return [...signs].filter((sign) => {
    // a line above the titles may name the list
    const from = lines.findIndex((line) => line.includes(sign))
    const counts = lines.slice(from).map((line) => line.split(sign).length)
    return counts.length > 1 && new Set(counts).size === 1
  })
}

/** The ways to part the text in which a header is found, the best one first. */
export function splitsOf(text: string, columns: Columns): Split[] {
  const told = toldSeparator(text)
  const by = (signs: readonly string[]) =>
    signs
      .filter((separator) => text.includes(separator))
      .flatMap((separator) => {
        const header = headerBy(text, separator, columns)
        return 'at' in header ? { text, separator, header } : []
      })
  const usual = by([...new Set([...(told ? [told] : []), ...separators])])
  return (usual.length ? usual : by(unusualSeparators(text))).toSorted(
    (a, b) =>
      Number(b.separator === told) - Number(a.separator === told) ||
      b.header.width - a.header.width,
  )
}

/** Why the most promising way to part the text finds no header. */
export function whyNone(text: string, columns: Columns): NoHeader {
  const all = [...separators, ...unusualSeparators(text)].flatMap((separator) => {
    const header = headerBy(text, separator, columns)
    return 'at' in header ? [] : header
  })
  const left = (why: NoHeader) => ('twice' in why ? -1 : why.missing.length)
  const [best] = all.toSorted((a, b) => left(a) - left(b))
  return best ?? { missing: [...columns.names] }
}
