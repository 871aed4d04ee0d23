/** Mends a row of a preview in place, and whatever depends on it: of rows with one number the first counts. */
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Scope } from '../../http/scope.ts'
import { StaffImportRows, StaffImports, type StaffImport, type StaffImportRow } from '../model.ts'
import { checkRow, type CheckedRow } from '../rules/check.ts'
import { findImport, rowsOf } from './find.ts'
import { verdictsOn } from './judge.ts'

/** Other rows that are told of: if there are more than a page, they are loaded again. */
const mostTold = 100

/** Problems that a row has because of others. */
const fromOutside: readonly unknown[] = ['twice_in_file', 'already_staff']

/** A row as it was checked by itself. */
type Alone = CheckedRow & Pick<StaffImportRow, '_id' | 'iso' | 'import' | 'revision'>

function alone(row: StaffImportRow): Alone {
  const { _id, iso, import: importId, revision, name, given, phone, problem, fault, mended } = row
  const { why, warning } = row
  return {
    _id,
    iso,
    import: importId,
    revision,
    row: row.row,
    name,
    given,
    ...(fault && { fault }),
    ...(mended && { mended }),
    ...(why && { why }),
    ...(warning && { warning }),
    phone: phone ?? undefined,
    ...(problem && !fromOutside.includes(problem) && { problem }),
  }
}

/** The row with what was written into it, checked by itself; undefined when that changes nothing. */
function withText(
  row: StaffImportRow,
  {
    name = row.name,
    phone: given = row.given,
  }: { name?: string | undefined; phone?: string | undefined },
  country: string,
) {
  if (name === row.name && given === row.given && !row.fault) return undefined
  const { _id, iso, import: importId, revision } = row
  const checked = checkRow({ row: row.row, name, phone: given, mended: true }, country)
  return { _id, iso, import: importId, revision, ...checked }
}

/** Rows of these numbers whose verdict is another one now, the mended one first of all. */
async function judgeAgain(one: StaffImport, before: StaffImportRow, mended: Alone) {
  const phones = [before.phone ?? [], mended.phone ?? []].flat()
  const others = await StaffImportRows.find({
    ...rowsOf(one),
    phone: { $in: phones },
    _id: { $ne: before._id },
  }).lean<StaffImportRow[]>()
  const was = new Map(others.map((row) => [row._id, row]))
  const all = [...others.map(alone), mended].toSorted((a, b) => a.row - b.row)
  const verdicts = await verdictsOn(one.iso, all)
  return verdicts
    .filter(({ _id, problem, otherRow }) => {
      const row = was.get(_id)
      return !row || row.problem !== problem || row.otherRow !== otherRow
    })
    .map(({ phone, problem, ...row }) => ({
      ...row,
      phone: phone ?? null,
      ...(problem && { problem }),
    }))
}

/**
 * Writes a name or a number into a row and checks it again. The same text twice changes nothing the second time.
 * @throws Refusal `not_found`, also for a row of an earlier check; `wrong_state` once the import was started
 */
export async function mendRow(
  scope: Scope,
  importId: string,
  rowId: string,
  text: { name?: string | undefined; phone?: string | undefined },
): Promise<{ one: StaffImport; row: StaffImportRow; others: StaffImportRow[] }> {
  return transaction(async (session) => {
    const one = await findImport(scope, importId)
    const { _id, iso, status, revision } = one
    if (status !== 'checked') refuse('wrong_state', { about: { status } })
    const before =
      (await StaffImportRows.findOne({ _id: rowId, ...rowsOf(one) }).lean<StaffImportRow>()) ??
      refuse('not_found')
    const mended = withText(before, text, one.country)
    if (!mended) return { one, row: before, others: [] }
    const writes = await judgeAgain(one, before, mended)
    await StaffImportRows.collection.bulkWrite(
      writes.map((row) => ({
        replaceOne: { filter: { _id: row._id, iso } as never, replacement: row as never },
      })),
      { session },
    )
    const [good, unsure] = [
      await StaffImportRows.countDocuments({ ...rowsOf(one), state: 'good' }),
      await StaffImportRows.exists({ ...rowsOf(one), fault: 'encoding_unsure' }),
    ]
    const after = await StaffImports.findOneAndUpdate(
      { _id, iso, status: 'checked', revision },
      {
        $set: { good, ...(one.reading && { 'reading.unsure': unsure !== null }) },
        $inc: { mends: 1 },
      },
      { returnDocument: 'after' },
    ).lean<StaffImport>()
    const row = writes.find((write) => write._id === rowId)
    const others = writes.filter((write) => write !== row).slice(0, mostTold)
    return after && row ? { one: after, row, others } : refuse('wrong_state')
  })
}
