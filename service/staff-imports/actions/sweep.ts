/** Deletes people's numbers that are no longer needed: previews never started, rows long over, rows of no import. */
import { sweepsOf } from '../../imports/sweep.ts'
import { staffImportKind } from './imports.ts'

export const { sweepPreviews, sweepRows } = sweepsOf(staffImportKind)
