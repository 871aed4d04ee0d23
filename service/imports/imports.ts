/** The verbs of a kind of import: what requests ask for; the work is in work.ts, the sweeps are in sweep.ts. */
import type { Page } from '../database/keyset-page.ts'
import type { Actor } from '../http/callers.ts'
import type { Scope } from '../http/scope.ts'
import { changePreview, type PreviewChange } from './change.ts'
import { checkFile, type FileGiven } from './check.ts'
import { findImport, pageOfImports } from './find.ts'
import type { CheckedRow, ImportKind } from './kind.ts'
import { mendRow } from './mend.ts'
import type { StoredImport, StoredRow } from './model.ts'
import type { Importer } from './preview.ts'
import type { SheetRow } from './reading/columns.ts'
import * as steps from './steps.ts'

export interface Imports<I extends StoredImport, R extends StoredRow, S extends SheetRow> {
  /** Checks a file: the preview. */
  check(me: Importer, given: FileGiven): Promise<I>
  /** Checks the rows of a preview again, or reads its file in another way. */
  change(me: Importer, importId: string, change: PreviewChange): Promise<I>
  /** Writes into a row of a preview. */
  mend(
    scope: Scope,
    where: { importId: string; rowId: string },
    written: (row: R) => S | undefined,
  ): Promise<{ one: I; row: R; others: R[] }>
  find(scope: Scope, importId: string): Promise<I>
  page(scope: Scope, query: { limit: number; after?: string | undefined }): Promise<Page<I>>
  start(one: I, seen: { revision: number; mends?: number | undefined }, by: Actor): Promise<I>
  pause(one: I, by: Actor): Promise<I>
  resume(one: I, by: Actor): Promise<I>
  cancel(one: I, by: Actor): Promise<I>
}

/** The mechanism itself knows what all imports have; the types of a kind are put on here, and nowhere else. */
export function importsOf<
  I extends StoredImport,
  R extends StoredRow,
  S extends SheetRow,
  C extends CheckedRow,
>(given: ImportKind<I, R, S, C>): Imports<I, R, S> {
  const kind = given as unknown as ImportKind
  const verbs: Imports<StoredImport, StoredRow, SheetRow> = {
    check: (me, file) => checkFile(kind, me, file),
    change: (me, importId, change) => changePreview(kind, me, importId, change),
    mend: (scope, where, written) => mendRow(kind, scope, where, written),
    find: (scope, importId) => findImport(kind, scope, importId),
    page: (scope, query) => pageOfImports(kind, scope, query),
    start: (one, seen, by) => steps.start(kind, one, seen, by),
    pause: (one, by) => steps.pause(kind, one, by),
    resume: (one, by) => steps.resume(kind, one, by),
    cancel: (one, by) => steps.cancel(kind, one, by),
  }
  return verbs as unknown as Imports<I, R, S>
}
