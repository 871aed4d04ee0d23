/** CSV (RFC 4180) that spreadsheets open as it is meant, Chinese included, and whose cells never calculate. */
import Papa from 'papaparse'
import { formula } from './guard.ts'
import { minutesIn, type Cell, type Sheet } from './sheet.ts'

/** By this spreadsheets know that it is UTF-8. */
const byteOrderMark = '\ufeff'

/** Every field is quoted: a program that expects another separator splits none of them. */
const style: Papa.UnparseConfig = { quotes: true, newline: '\r\n', escapeFormulae: formula }

/** Lines are handed on so many at a time. */
const together = 200

export async function* csvOf({ columns, rows, timeZone }: Sheet): AsyncGenerator<string> {
  const dateText = minutesIn(timeZone)
  const linesOf = (cells: Cell[][]) => {
    const texts = cells.map((row) =>
      row.map((cell) => (cell instanceof Date ? dateText(cell) : (cell ?? ''))),
    )
    return texts.length ? `${Papa.unparse(texts, style)}\r\n` : ''
  }
  yield byteOrderMark + linesOf([columns.map(({ title }) => title)])
  let waiting: Cell[][] = []
  for await (const row of rows) {
    waiting.push(row)
    if (waiting.length < together) continue
    yield linesOf(waiting)
    waiting = []
  }
  yield linesOf(waiting)
}
