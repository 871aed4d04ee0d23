/** The work of a running import: a long job whose items are its good rows. */
import { jobWork, type JobKind, type JobWork } from '../jobs/work.ts'
import { rowsOf } from './find.ts'
import type { CheckedRow, ImportKind, RowWork } from './kind.ts'
import type { StoredImport, StoredRow } from './model.ts'
import type { SheetRow } from './reading/columns.ts'
import { finish, giveUpForNow } from './steps.ts'

function jobOf(kind: ImportKind, { doRow, isHeld, outside }: RowWork) {
  const { name, Imports, Rows } = kind
  const settle = ({ _id, iso }: StoredRow, set: Partial<StoredRow>) =>
    Rows.updateOne({ _id, iso, state: 'good' }, { $set: set })
  const job: JobKind<StoredImport, StoredRow> = {
    name,
    async running(id) {
      const one = await Imports.findById(id).lean<StoredImport>()
      return one?.status === 'running' ? one : undefined
    },
    next: (one, most) =>
      Rows.find({ ...rowsOf(one), state: 'good' })
        .sort({ row: 1 })
        .limit(most)
        .lean<StoredRow[]>(),
    async work(one, row) {
      const { set, waitsFor } = await doRow(one, row)
      await settle(row, set)
      return waitsFor
    },
    async leaveOut(row) {
      await settle(row, { state: 'refused', problem: 'not_added' })
    },
    async note({ _id, iso }, { set = {}, unset = [] }) {
      const $unset = Object.fromEntries(unset.map((field) => [field, 1]))
      await Imports.updateOne({ _id, iso, status: 'running' }, { $set: set, $unset })
    },
    giveUpForNow: (one) => giveUpForNow(kind, one),
    finish: (one) => finish(kind, one),
    ...(isHeld && { isHeld }),
    ...(outside && { outside }),
  }
  return job
}

/** Requests do not load it: only handlers do the work. */
export const workOf = <
  I extends StoredImport,
  R extends StoredRow,
  S extends SheetRow,
  C extends CheckedRow,
>(
  kind: ImportKind<I, R, S, C>,
  work: RowWork<I, R>,
): JobWork => jobWork(jobOf(kind as unknown as ImportKind, work as unknown as RowWork))
