/** Reads pasted lines that have no header, such as those of a message: a name and a number in each. */
import { textOf, type SheetRow } from './columns.ts'

/** What a line may have between its name and its number, the clearest first. */
const separators = ['\t', ';', '|', '；', '，', ',']
/** Enough digits for a number, with what people write between them. */
const number = /[+＋(（]{0,3}\d[\d\s()+＋.（）\-–/]{4,}\d/
/** `1.`, `2)`, `- ` at the beginning of a line of a list. */
const bullet = /^\s*(?:\d{1,3}[.)、]\s|[-*•]\s)/
/** What is left around a name when its number is taken away. */
const edge = /[\s:：,，;；\-–]/

function withoutEdges(text: string): string {
  const signs = [...text]
  const first = signs.findIndex((sign) => !edge.test(sign))
  const last = signs.findLastIndex((sign) => !edge.test(sign))
  return first < 0 ? '' : signs.slice(first, last + 1).join('')
}

const longestLine = 1_000

function partsOf(line: string, separator: string | undefined): { name: string; phone: string } {
  const cells = separator ? line.split(separator) : [line]
  const at = cells.findIndex((cell) => number.test(cell))
  const [found = ''] = number.exec(cells[at] ?? '') ?? []
  if (cells.length === 1) return { name: line.replace(found, ' '), phone: found }
  const [name = '', other = ''] = cells.filter((cell, n) => n !== at && cell.trim())
  return { name, phone: cells[at] ?? other }
}

/** A row for each line that is not blank; none where no line has a number. */
export function peopleIn(text: string): SheetRow[] {
  const lines = text.split('\n').map((line) => line.slice(0, longestLine))
  if (!lines.some((line) => number.test(line))) return []
  const separator = separators.find((sign) => lines.some((line) => line.includes(sign)))
  return lines.flatMap((line, at) => {
    const { name, phone } = partsOf(line.replace(bullet, ''), separator)
    const row = { row: at + 1, name: textOf(withoutEdges(name)), phone: textOf(phone) }
    return row.name || row.phone ? row : []
  })
}
