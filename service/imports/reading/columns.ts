/** What a kind of import knows of its tables: which titles are its columns, and what stands below them. */
import type { TableRow } from '../../spreadsheets/reading/table.ts'

/** A row that is not blank, with its number as the spreadsheet program shows it. */
export interface SheetRow {
  row: number
  /** What is wrong with it before its cells are read. */
  fault?: string
  /** It was written by hand. */
  mended?: true
}

export interface Header {
  /** Place of its row among those given, the lower one of two. */
  at: number
  /** As they stand in the file, by column. */
  titles: Record<string, string>
  /** Cells in its row. */
  width: number
  /** Has a known title that is not ASCII. */
  beyondAscii: boolean
}

/** Why a table has no header. */
export type NoHeader =
  | {
      missing: string[]
      /** The only title of a column, which is that of a part of it. */
      part?: string
    }
  /** The columns are there twice: two tables side by side. */
  | { twice: true }

/** Rows above the header that may hold a title or a remark. */
export const maxRowsAbove = 20

export type IsHidden = (column: number) => boolean

/** How rows are taken from below a header. */
export interface Take<H extends Header = Header> {
  header: H
  /** Rows have no more cells than the header: what stands beyond was part of a cell. */
  narrow?: boolean
  /** The encoding is not known for certain. */
  unsure?: boolean
}

export interface Columns<H extends Header = Header, S extends SheetRow = SheetRow> {
  /** All columns that a table must have. */
  names: readonly string[]
  /** @param isHidden of columns that cannot be seen: their titles do not count */
  findHeader(rows: readonly Pick<TableRow, 'cells' | 'fault'>[], isHidden?: IsHidden): H | NoHeader
  /** The columns of the file that a header reads. */
  placesOf(header: H): number[]
  /** The rows below the header that are not blank. */
  rowsBelow(rows: readonly TableRow[], take: Take<H>): S[]
  /** The text by which a person sees whether an encoding is the right one. */
  sampleOf(cells: readonly string[], header: H): string
  /** Rows of pasted lines that have no header, and all their text, where this kind can read such. */
  lines?: { read(text: string): S[]; textOf(row: S): string }
}

/** A cell as people see it. */
export const textOf = (cell: string | undefined) =>
  (cell ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()
