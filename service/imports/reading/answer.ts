/** What reading a file comes to. */
import { maxRows, type FileReading } from '../contract.ts'
import type { Columns, NoHeader, SheetRow } from './columns.ts'

/** Which columns were not found, and where they may be. */
export interface ColumnsMissing {
  missing: string[]
  /** The only title of a name, which is that of a part of it. */
  part?: string
  /** A hidden sheet that has them. */
  hiddenSheet?: string
  /** Titles of hidden columns that would be read if they could be seen. */
  hiddenColumns?: string[]
}

/** What reading a file comes to. */
export type SheetAnswer =
  | { rows: SheetRow[]; reading: FileReading }
  | ({ refused: 'columns_missing' } & ColumnsMissing)
  | { refused: 'too_many_rows'; rows: number }
  | { refused: 'bad_input'; field: 'sheet' | 'encoding' | 'separator' }
  | { refused: 'not_a_spreadsheet' | 'spreadsheet_too_large' | 'no_rows' | 'two_tables' }

export const noReading = ({ names }: Pick<Columns, 'names'>): FileReading => ({
  sheet: null,
  sheets: [],
  encoding: null,
  encodings: [],
  unsure: false,
  separator: null,
  separators: [],
  columns: Object.fromEntries(names.map((name) => [name, ''])),
})

export function answerOf(rows: SheetRow[], reading: FileReading): SheetAnswer {
  if (rows.length > maxRows) return { refused: 'too_many_rows', rows: rows.length }
  return rows.length ? { rows, reading } : { refused: 'no_rows' }
}

export type Refused =
  Extract<SheetAnswer, { refused: 'columns_missing' }> | { refused: 'two_tables' }

export const refusedFor = (why: NoHeader): Refused =>
  'twice' in why ? { refused: 'two_tables' } : { refused: 'columns_missing', ...why }
