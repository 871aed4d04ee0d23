/** Reads text whose cells have a separator between them (RFC 4180 and what programs make of it). */
import Papa from 'papaparse'
import { cut, type TableRow } from './table.ts'

/** What stands between cells, the usual ones first. */
export const separators = [',', ';', '\t', '|', '，', '；']

export interface Delimited {
  rows: TableRow[]
}

/** Line ends of one kind: a program that mixes them would hide lines inside cells. */
export const withOneLineEnd = (text: string) => text.replace(/\r\n?/g, '\n')

/** The first line by which Excel is told what stands between cells, if it is there. */
export function toldSeparator(text: string): string | undefined {
  const line = text.slice(0, 12).split('\n')[0] ?? ''
  const told = line.replaceAll('"', '')
  return told.length === 5 && told.toLowerCase().startsWith('sep=') ? told[4] : undefined
}

const parse = (text: string, delimiter: string, more: Papa.ParseConfig<string[]> = {}) =>
  Papa.parse<string[]>(text, { delimiter, newline: '\n', ...more })

/** The first rows, to look for titles in them. */
export function firstRows(text: string, delimiter: string, most: number): string[][] {
  // a quotation mark that is not closed would read on to the end
  return parse(text.split('\n', most).join('\n'), delimiter).data
}

const asWritten = (line: string, delimiter: string): string[] => line.split(delimiter)

/** A line by itself, where quotation marks of the file cannot be trusted. */
function readLine(line: string, row: number, delimiter: string): TableRow {
  const { data, errors } = parse(line, delimiter)
  const [cells = []] = data
  const isBroken =
    errors.some(({ type }) => type === 'Quotes') || cells.some((c) => c.includes('"'))
  return isBroken
    ? { row, cells: asWritten(line, delimiter), fault: 'line_broken' }
    : { row, cells }
}

/** A line inside a cell that has several cells and a number in one of them: a row of its own, most likely. */
function hidesLines(cells: readonly string[], delimiter: string): boolean {
  return cells.some((cell) => {
    const [, ...inner] = cell.split('\n')
    return inner.some((line) => {
      const parts = asWritten(line, delimiter)
      return parts.length > 1 && parts.some((part) => /\d[\d\s().-]{5,}/.test(part))
    })
  })
}

const linesIn = (cells: readonly string[]) =>
  cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 1)

/**
 * Every row of the text. Where quotation marks do not match, each line is a row by itself, and those that are in
 * doubt say so: no person disappears into the cell of another.
 */
export function readDelimited(text: string, delimiter: string): TableRow[] {
  const { data, errors } = parse(text, delimiter)
  const isBroken = errors.some(({ type }) => type === 'Quotes')
  if (!isBroken && !data.some((cells) => hidesLines(cells, delimiter))) {
    return data.map((cells, at) => ({ row: at + 1, cells: cells.map(cut) }))
  }
  const lines = text.split('\n')
  const rows = isBroken
    ? lines.map((line, at) => readLine(line, at + 1, delimiter))
    : apart(data, lines, delimiter)
  return rows.map((row) => ({ ...row, cells: row.cells.map(cut) }))
}

/** Rows by the lines they begin at; one that hides others is taken apart. */
function apart(data: string[][], lines: string[], delimiter: string): TableRow[] {
  let line = 1
  return data.flatMap((cells) => {
    const first = line
    line += linesIn(cells)
    if (!hidesLines(cells, delimiter)) return { row: first, cells }
    return lines.slice(first - 1, line - 1).map((text, at) => ({
      row: first + at,
      cells: asWritten(text, delimiter),
      fault: 'line_broken' as const,
    }))
  })
}
