/** What a kind of import says of itself: its columns, the check of a row, and apart from these the work of a row. */
import type { Outside } from '../jobs/work.ts'
import type { StoredImport, StoredRow, Tally, ImportModels } from './model.ts'
import type { SheetRow } from './reading/columns.ts'
import type { ImportMachine } from './machine.ts'

/** A row after the check of what it says by itself. */
export interface CheckedRow {
  row: number
  problem?: string
  fault?: string
  mended?: true
}

/** What a row is left out for, beside others or what is there already, with what the row tells of that. */
export type Verdict = { problem: string } & Record<string, unknown>

export interface RowCheck<
  S extends SheetRow = SheetRow,
  C extends CheckedRow = CheckedRow,
  R extends StoredRow = StoredRow,
> {
  /**
   * What is wrong with a row by itself.
   * @param options fields of the import, see `ImportKind.options`
   */
  row(row: S, options: Record<string, string>): C
  /** Stored field by which rows are compared: of several good rows with one value the first counts. */
  key: keyof C & keyof R & string
  /** Verdicts on keys by what is there already; none for those that can be added. */
  there(iso: string, keys: string[]): Promise<ReadonlyMap<string, Verdict>>
  /** Fields of the stored row that come from such a verdict. */
  verdictFields: readonly string[]
  /** Problems of such verdicts. */
  verdictProblems: readonly string[]
  /** A stored row as it would be read again. */
  again(row: R): S
}

/** What its work has changed in a row, and what it waits for outside, such as the id of a person to be invited. */
export interface Done<R extends StoredRow = StoredRow> {
  set: Partial<R>
  waitsFor?: string
}

export interface RowWork<I extends StoredImport = StoredImport, R extends StoredRow = StoredRow> {
  /**
   * Does the work of one good row, under the id of the row. May run twice.
   * @throws any error: then the row is left out as `not_added`, and the others go on
   */
  doRow(one: I, row: R): Promise<Done<R>>
  /** Nothing is done for an ISO for now, such as while it is suspended. */
  isHeld?(iso: string): Promise<boolean>
  outside?: Outside<I>
}

export interface ImportKind<
  I extends StoredImport = StoredImport,
  R extends StoredRow = StoredRow,
  S extends SheetRow = SheetRow,
  C extends CheckedRow = CheckedRow,
> extends ImportModels<I, R> {
  /** For the log. */
  name: string
  machine: ImportMachine
  /** Address of the module that exports `columns` (reading/columns.ts): files are read in a thread of their own. */
  columns: string
  /** Text fields of the import on which the check of a row depends. */
  options: readonly (keyof I & string)[]
  check: RowCheck<S, C, R>
  /** What the rows have come to, to be told when they are thrown away. */
  tally(one: I): Promise<Tally>
}
