/** The template and the report as files for spreadsheet programs. */
import Papa from 'papaparse'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import type { Language } from '../../../accounts/contract.ts'
import type { StaffImportRow } from '../contract.ts'
import { sheetTexts, type SheetTexts } from './texts.ts'

type Format = 'xlsx' | 'csv'

/** Rows of the template whose phone cells are text already, so that the program leaves the plus where it is. */
const preparedRows = 1_000

/** What makes Excel read a CSV as UTF-8. */
const byteOrderMark = '\uFEFF'

/** A cell that begins like a formula gets an apostrophe in front, and stays a text wherever it is opened. */
function csv(rows: string[][]): Buffer {
  return Buffer.from(byteOrderMark + Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' }))
}

const text = (value: string) => ({ value, type: String, format: '@' })
const title = (value: string) => ({
  value,
  type: String,
  fontWeight: 'bold' as const,
  backgroundColor: '#e6f0ff',
})

/** Every cell is a text: nothing in it is worked out. */
function xlsx(sheets: { name: string; rows: SheetData; widths: number[] }[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, rows, widths }) => ({
      sheet: name,
      data: rows,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toBuffer()
}

export async function templateFile(format: Format, language: Language): Promise<Buffer> {
  const { columns, sheet, howTo, instructions } = sheetTexts(language)
  const header = [columns.name, columns.phone]
  if (format === 'csv') return csv([header])
  const empty = { type: String, format: '@' }
  return xlsx([
    {
      name: sheet,
      rows: [header.map(title), ...Array.from({ length: preparedRows }, () => [empty, empty])],
      widths: [28, 24],
    },
    {
      name: howTo,
      rows: [[title(howTo)], ...instructions.map((line) => [text(line)])],
      widths: [96],
    },
  ])
}

function wordsFor(texts: SheetTexts, row: StaffImportRow): [what: string, todo: string] {
  if (row.outcome === 'problem') return texts.problems[row.problem ?? 'bad_phone_number']
  if (row.outcome === 'failed') return texts.failures[row.failure ?? 'other']
  return texts.outcomes[row.outcome]
}

/** Row by row: what happened and what to do. */
export async function reportFile(
  rows: readonly StaffImportRow[],
  format: Format,
  language: Language,
): Promise<Buffer> {
  const texts = sheetTexts(language)
  const { columns } = texts
  const header = [
    columns.row,
    columns.name,
    columns.phone,
    columns.given,
    columns.result,
    columns.todo,
  ]
  const lines = rows.map((row) => {
    const [what, todo] = wordsFor(texts, row)
    return [String(row.row), row.name, row.phone ?? '', row.given, what, todo]
  })
  if (format === 'csv') return csv([header, ...lines])
  return xlsx([
    {
      name: texts.sheet,
      rows: [
        header.map(title),
        ...lines.map(([row, ...rest]) => [Number(row), ...rest.map((cell) => text(cell))]),
      ],
      widths: [8, 28, 20, 24, 40, 60],
    },
  ])
}
