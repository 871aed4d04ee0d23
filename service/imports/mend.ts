/** Mends a row of a preview in place, and whatever depends on it: of rows with one key the first counts. */
import { transaction } from '../database/transaction.ts'
import { refuse } from '../errors.ts'
import type { Scope } from '../http/scope.ts'
import { findImport, rowsOf } from './find.ts'
import { keyOf, optionsOf, storedOf, verdictsOn } from './judge.ts'
import type { CheckedRow, ImportKind, RowCheck } from './kind.ts'
import type { StoredImport, StoredRow } from './model.ts'
import type { SheetRow } from './reading/columns.ts'

/** Other rows that are told of: if there are more than a page, they are loaded again. */
const mostTold = 100

/** A row as it was checked by itself. */
type Alone = CheckedRow & Pick<StoredRow, '_id' | 'iso' | 'import' | 'revision'>

/** Without what it has because of others. */
function alone({ verdictFields, verdictProblems }: RowCheck, row: StoredRow): Alone {
  const fromOutside = new Set(['state', 'problem', 'otherRow', ...verdictFields])
  const own = Object.entries(row).filter(([field]) => !fromOutside.has(field))
  const { problem } = row
  const isOwn = problem && problem !== 'twice_in_file' && !verdictProblems.includes(problem)
  return { ...(Object.fromEntries(own) as unknown as Alone), ...(isOwn && { problem }) }
}

/** Rows with the same key whose verdict is another one now, the mended one first of all. */
async function judgeAgain(
  { Rows, check }: ImportKind,
  one: StoredImport,
  before: StoredRow,
  mended: Alone,
) {
  const keys = [before, mended].flatMap((row) => keyOf(check, row) ?? [])
  const others = await Rows.find({
    ...rowsOf(one),
    [check.key]: { $in: keys },
    _id: { $ne: before._id },
  }).lean<StoredRow[]>()
  const was = new Map(others.map((row) => [row._id, row]))
  const all = [...others.map((row) => alone(check, row)), mended].toSorted((a, b) => a.row - b.row)
  const verdicts = await verdictsOn(check, one.iso, all)
  return verdicts
    .filter(({ _id, problem, otherRow }) => {
      const row = was.get(_id)
      return !row || row.problem !== problem || row.otherRow !== otherRow
    })
    .map((row) => storedOf(check, row) as unknown as StoredRow)
}

/**
 * Writes texts into a row and checks it again. The same text twice changes nothing the second time.
 * @param written the row with what was written into it; undefined when that changes nothing
 * @throws Refusal `not_found`, also for a row of an earlier check; `wrong_state` once the import was started
 */
export async function mendRow(
  kind: ImportKind,
  scope: Scope,
  { importId, rowId }: { importId: string; rowId: string },
  written: (row: StoredRow) => SheetRow | undefined,
): Promise<{ one: StoredImport; row: StoredRow; others: StoredRow[] }> {
  const { Imports, Rows, check } = kind
  return transaction(async (session) => {
    const one = await findImport(kind, scope, importId)
    const { _id, iso, status, revision } = one
    if (status !== 'checked') refuse('wrong_state', { about: { status } })
    const before =
      (await Rows.findOne({ _id: rowId, ...rowsOf(one) }).lean<StoredRow>()) ?? refuse('not_found')
    const text = written(before)
    if (!text) return { one, row: before, others: [] }
    const mended = {
      ...check.row({ ...text, mended: true }, optionsOf(kind, one)),
      ...rowsOf(one),
      _id: rowId,
    }
    const writes = await judgeAgain(kind, one, before, mended)
    await Rows.collection.bulkWrite(
      writes.map((row) => ({
        replaceOne: { filter: { _id: row._id, iso } as never, replacement: row as never },
      })),
      { session },
    )
    const [good, unsure] = [
      await Rows.countDocuments({ ...rowsOf(one), state: 'good' }),
      await Rows.exists({ ...rowsOf(one), fault: 'encoding_unsure' }),
    ]
    const after = await Imports.findOneAndUpdate(
      { _id, iso, status: 'checked', revision },
      {
        $set: { good, ...(one.reading && { 'reading.unsure': unsure !== null }) },
        $inc: { mends: 1 },
      },
      { returnDocument: 'after' },
    ).lean<StoredImport>()
    const row = writes.find((write) => write._id === rowId)
    const others = writes.filter((write) => write !== row).slice(0, mostTold)
    return after && row ? { one: after, row, others } : refuse('wrong_state')
  })
}
