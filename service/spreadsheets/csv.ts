/** CSV (RFC 4180) that spreadsheets open as it is meant, Chinese included, and whose cells never calculate. */
import { guarded } from './guard.ts'
import { minutesIn, type Cell, type Sheet } from './sheet.ts'

/** By this spreadsheets know that it is UTF-8. */
const byteOrderMark = '\ufeff'

/** Every field is quoted: a program that expects another separator splits none of them. */
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

function lineOf(cells: Cell[], dateText: (at: Date) => string): string {
  const texts = cells.map((cell) => {
    if (cell === null) return quoted('')
    if (cell instanceof Date) return quoted(dateText(cell))
    return quoted(typeof cell === 'number' ? String(cell) : guarded(cell))
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
