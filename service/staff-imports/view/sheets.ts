/** The template and the report as sheets for spreadsheet programs. */
import type { Language } from '../../texts/contract.ts'
import { config } from '../../config.ts'
import { viewSoundRows } from '../../http/damaged.ts'
import type { Sheet } from '../../spreadsheets/sheet.ts'
import { visible, visibleCell } from '../../text/shared/visible.ts'
import type { StaffImportRow } from '../contract/rows.ts'
import { sheetTexts, type SheetTexts } from './texts.ts'

/** Columns of text, so that the program leaves the plus of a number where it is; and a page that explains them. */
export function templateSheets(language: Language): [template: Sheet, howTo: Sheet] {
  const { columns, sheet, howTo, instructions } = sheetTexts(language)
  const timeZone = config().businessTimeZone
  return [
    {
      name: sheet,
      timeZone,
      columns: [
        { title: columns.name, width: 28, asText: true },
        { title: columns.phone, width: 24, asText: true },
      ],
      rows: [],
    },
    {
      name: howTo,
      timeZone,
      columns: [{ title: howTo, width: 96 }],
      rows: instructions.map((line) => [line]),
    },
  ]
}

function wordsFor(texts: SheetTexts, row: StaffImportRow): [what: string, todo: string] {
  if (row.outcome === 'problem') {
    const why = row.why && texts.numbers[row.why]
    return why ?? texts.problems[row.problem ?? 'bad_phone_number']
  }
  if (row.outcome === 'failed') return texts.failures[row.failure ?? 'other']
  return texts.outcomes[row.outcome]
}

/** Row by row: what happened and what to do. */
export function reportSheet(rows: readonly StaffImportRow[], language: Language): Sheet {
  const texts = sheetTexts(language)
  const { columns } = texts
  return {
    name: texts.sheet,
    timeZone: config().businessTimeZone,
    columns: [
      { title: columns.row, width: 8 },
      { title: columns.name, width: 28, asText: true },
      { title: columns.phone, width: 20, asText: true },
      { title: columns.given, width: 24, asText: true },
      { title: columns.result, width: 40 },
      { title: columns.todo, width: 60 },
    ],
    rows: viewSoundRows('staffImportRows', rows, (row) => [
      row.row,
      visible(row.name),
      row.phone ?? '',
      visibleCell(row.given),
      ...wordsFor(texts, row),
    ]),
  }
}
