/** CSV (RFC 4180) that spreadsheets open as it is meant, Chinese included, and whose cells never calculate. */
import { minutesIn, type Cell, type Sheet } from './sheet.ts'

/** By this spreadsheets know that it is UTF-8. */
const byteOrderMark = '\ufeff'

/** What a spreadsheet takes for a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/
/** A number of a telephone or any other calculates nothing. */
const onlyDigits = /^\+?\d+$/

/** A cell as text that no spreadsheet calculates: what would be a formula gets an apostrophe before it. */
export function harmless(text: string): string {
  return formula.test(text) && !onlyDigits.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function lineOf(cells: Cell[], dateText: (at: Date) => string): string {
  const texts = cells.map((cell) => {
    if (cell === null) return ''
    if (cell instanceof Date) return dateText(cell)
    return typeof cell === 'number' ? String(cell) : quoted(harmless(cell))
  })
  return `${texts.join(',')}\r\n`
}

/** Lines are handed on so many at a time. */
const together = 200

export async function* csvOf({ columns, rows, timeZone }: Sheet): AsyncGenerator<string> {
  const dateText = minutesIn(timeZone)
  let text =
    byteOrderMark +
    lineOf(
      columns.map(({ title }) => title),
      dateText,
    )
  let count = 0
  for await (const row of rows) {
    text += lineOf(row, dateText)
    if (++count % together === 0) {
      yield text
      text = ''
    }
  }
  yield text
}
