/** Reads pasted lines that have no header, such as those of a message: a name and a number in each. */
import { textOf } from '../../imports/reading/columns.ts'
import { inAscii } from '../../phone-numbers/shared/digits.ts'
import type { SheetPerson } from './columns.ts'

/** What a line may have between its name and its number, the clearest first. */
const separators = ['\t', ';', '|', '；', '，', ',']
/** Enough digits for a number, with what people write between them. */
const numberLike = /\d[\d\s()+./-]{4,}\d/
/** No Latin letter and no digit touches it: `0081O81231234` is not the number after its letter. */
const number =
  /(?<![\p{Script=Latin}\p{N}])(?:[+(]\s?){0,3}\d[\d\s()+./-]{4,}\d(?![\p{Script=Latin}\p{N}])(?:\s?\))?/u
/** Enough digits to be a number or a part of one. */
const digits = /\d{3}/
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

type Parts = Pick<SheetPerson, 'name' | 'phone' | 'fault'>

/** Where a place of the text in ASCII is in the text itself, which may be longer. */
function placeIn(text: string, at: number): number {
  let [ascii, place] = [0, 0]
  for (const sign of text) {
    if (ascii >= at) break
    ascii += inAscii(sign).length
    place += sign.length
  }
  return place
}

/**
 * A name and a number with no separator between them. Everything from the number on is given to the reader of numbers,
 * which refuses a second number, an extension, and words that are no label.
 */
function partsOfOne(text: string): Parts {
  const ascii = inAscii(text)
  const found = number.exec(ascii)
  if (!found) {
    const first = ascii.search(/\S*\d/)
    return digits.test(ascii)
      ? { name: ascii.slice(0, first), phone: ascii.slice(first) }
      : { name: text, phone: '' }
  }
  const before = ascii.slice(0, found.index)
  const after = ascii.slice(found.index + found[0].length)
  const name = text.slice(0, placeIn(text, found.index))
  if (digits.test(before)) return { name, phone: ascii }
  const isAfterName = /\p{L}/u.test(before)
  if (isAfterName || /\d/.test(after) || !/\p{L}/u.test(after)) {
    return { name, phone: ascii.slice(found.index) }
  }
  const rest = text.slice(placeIn(text, found.index + found[0].length))
  return { name: rest, phone: found[0] }
}

/** The cell of the number and those with digits after it are one text for the reader of numbers. */
function partsOfCells(cells: string[]): Parts {
  const ascii = cells.map(inAscii)
  const at = ascii.findIndex((cell) => digits.test(cell))
  const [first = '', second = ''] = cells
  if (at < 0 && cells.length === 2) return { name: first, phone: second }
  const isOfNumber = (n: number) => n === at || (at >= 0 && n > at && /\d/.test(ascii[n] ?? ''))
  const others = cells.filter((cell, n) => !isOfNumber(n) && cell.trim())
  if (!others.length) return partsOfOne(cells.join(', '))
  const phone = ascii.filter((_, n) => isOfNumber(n)).join(', ')
  // of several words it is not known which one is the name, or whether they are two people
  return {
    name: others.join(', '),
    phone,
    ...(others.length > 1 && { fault: 'too_many_cells' as const }),
  }
}

function partsOf(line: string, separator: string | undefined): Parts {
  const cells = separator ? line.split(separator).filter((cell) => cell.trim()) : [line]
  return cells.length > 1 ? partsOfCells(cells) : partsOfOne(cells[0] ?? '')
}

/** A row for each line that is not blank; none where no line has a number. */
export function peopleIn(text: string): SheetPerson[] {
  const all = text.split(/[\n\u2028\u2029]/)
  const lines = all.map((line) => line.slice(0, longestLine))
  if (!lines.some((line) => numberLike.test(inAscii(line)))) return []
  const separator = separators.find((sign) => lines.some((line) => line.includes(sign)))
  return lines.flatMap((line, at) => {
    const { name, phone, fault } = partsOf(line.replace(bullet, ''), separator)
    const isCut = (all[at] ?? '').length > longestLine
    const wrong = isCut ? 'cell_too_long' : fault
    const row = {
      row: at + 1,
      name: textOf(withoutEdges(name)),
      phone: textOf(phone),
      ...(wrong && { fault: wrong }),
    }
    return row.name || row.phone ? row : []
  })
}
