/** The preview of an import: its rows with what is wrong with them. Nothing is added. */
import { randomUUIDv7 } from 'node:crypto'
import { isSupportedCountry } from 'libphonenumber-js/min'
import { setImmediate as breath } from 'node:timers/promises'
import { clock } from '../../../clock.ts'
import { isDuplicateKey } from '../../../database/duplicate-key.ts'
import { insertRow } from '../../../database/rows.ts'
import { refuse } from '../../../errors.ts'
import type { Actor } from '../../../http/callers.ts'
import { StaffMembers, type StaffMember } from '../../model.ts'
import { mayHappen } from '../../rules.ts'
import { StaffImportRows, StaffImports, type StaffImport, type StaffImportRow } from '../model.ts'
import { checkRow, twins, type CheckedRow } from '../rules/check.ts'
import type { SheetRow } from '../rules/columns.ts'
import { rowsOf } from './find.ts'

/** Whoever imports, for an ISO. */
export interface Importer {
  id: string
  name: string
  scope: { iso: string }
}

export const actorOfImport = ({ id, name }: Importer): Actor & { name: string } => ({
  kind: 'operator',
  id,
  name,
})

const batch = 500

/** Numbers take a while to read: others get their turn in between. */
async function checkAll(rows: readonly SheetRow[], country: string): Promise<CheckedRow[]> {
  const checked: CheckedRow[] = []
  for (let from = 0; from < rows.length; from += batch) {
    checked.push(...rows.slice(from, from + batch).map((row) => checkRow(row, country)))
    await breath()
  }
  return checked
}

async function onTheList(iso: string, phones: string[]): Promise<Map<string, StaffMember>> {
  const there = await StaffMembers.find({ iso, phone: { $in: phones } })
    .select({ phone: 1, status: 1 })
    .lean<StaffMember[]>()
  return new Map(there.map((member) => [member.phone, member]))
}

type Verdict = Pick<StaffImportRow, 'state' | 'problem' | 'otherRow' | 'staff' | 'staffStatus'>

function verdictOn(
  { problem, phone }: CheckedRow,
  otherRow: number | undefined,
  there: StaffMember | undefined,
): Verdict {
  if (problem) return { state: 'bad', problem }
  if (phone && there && !mayHappen('add', there.status)) {
    const { _id: staff, status: staffStatus } = there
    return { state: 'bad', problem: 'already_staff', staff, staffStatus }
  }
  if (otherRow !== undefined) return { state: 'bad', problem: 'twice_in_file', otherRow }
  return { state: 'good' }
}

async function judged(
  iso: string,
  rows: readonly SheetRow[],
  country: string,
): Promise<(CheckedRow & Verdict)[]> {
  const checked = await checkAll(rows, country)
  const same = twins(checked)
  const there = await onTheList(
    iso,
    checked.flatMap(({ phone }) => phone ?? []),
  )
  return checked.map((row) => ({
    ...row,
    ...verdictOn(row, same.get(row.row), there.get(row.phone ?? '')),
  }))
}

/** Writes the rows as a new revision, which counts only once the import names it. */
async function writeRows(
  where: { iso: string; import: string; revision: number },
  rows: readonly (CheckedRow & Verdict)[],
): Promise<void> {
  const written = rows.map(({ phone, problem, ...row }) => ({
    _id: randomUUIDv7(),
    ...where,
    ...row,
    phone: phone ?? null,
    ...(problem ? { problem } : {}),
  }))
  for (let from = 0; from < written.length; from += batch) {
    // they were just made, and the model would check each again
    await StaffImportRows.collection.insertMany(written.slice(from, from + batch) as never)
  }
}

/** A preview that stands there already, to be replaced. @throws Refusal `wrong_state` once it was started */
async function previewThere(iso: string, id: string): Promise<StaffImport | undefined> {
  const there = await StaffImports.findById(id).lean<StaffImport>()
  if (!there) return undefined
  if (there.iso !== iso) refuse('not_found')
  if (there.status !== 'checked') refuse('wrong_state', { about: { status: there.status } })
  return there
}

/** Two at one time write different revisions. */
const nextRevision = (before = 0) => Math.max(before + 1, clock.time())

/**
 * Checks the rows of a file; sending it again under the same id, or another file, replaces the preview.
 * @throws Refusal `wrong_state` once it was started, `bad_input` for a country that there is not
 */
export async function checkRows(
  me: Importer,
  given: { id: string; fileName: string; country: string; rows: readonly SheetRow[] },
): Promise<StaffImport> {
  const { iso } = me.scope
  const { id: _id, fileName, country } = given
  mustBeCountry(country)
  const before = await previewThere(iso, _id)
  const revision = nextRevision(before?.revision)
  const rows = await judged(iso, given.rows, country)
  await writeRows({ iso, import: _id, revision }, rows)
  const good = rows.filter(({ state }) => state === 'good').length
  const preview = { fileName, country, revision, total: rows.length, good }
  if (before) return replace(before, preview)
  const made: StaffImport = {
    _id,
    iso,
    status: 'checked',
    ...preview,
    by: actorOfImport(me),
    createdAt: clock.now(),
    onTheWay: [],
    rests: 0,
  }
  try {
    await insertRow(StaffImports, made)
    return made
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // sent twice at one moment
    const twin = await previewThere(iso, _id)
    return twin ? replace(twin, preview) : refuse('not_found')
  }
}

async function replace(
  before: StaffImport,
  preview: Pick<StaffImport, 'fileName' | 'country' | 'revision' | 'total' | 'good'>,
): Promise<StaffImport> {
  const { _id, iso } = before
  const after = await StaffImports.findOneAndUpdate(
    { _id, iso, status: 'checked' },
    { $set: preview },
    { returnDocument: 'after' },
  ).lean<StaffImport>()
  if (!after) refuse('wrong_state')
  await StaffImportRows.deleteMany({ iso, import: _id, revision: { $ne: after.revision } })
  return after
}

/** Checks the rows of a preview again, with another country for numbers that name none. */
export async function chooseCountry(before: StaffImport, country: string): Promise<StaffImport> {
  const { _id, iso, status, fileName } = before
  if (status !== 'checked') refuse('wrong_state', { about: { status } })
  mustBeCountry(country)
  const there = await StaffImportRows.find(rowsOf(before)).sort({ row: 1 }).lean<StaffImportRow[]>()
  const sheet = there.map(({ row, name, given }) => ({ row, name, phone: given }))
  const rows = await judged(iso, sheet, country)
  const revision = nextRevision(before.revision)
  await writeRows({ iso, import: _id, revision }, rows)
  const good = rows.filter(({ state }) => state === 'good').length
  return replace(before, { fileName, country, revision, total: rows.length, good })
}

function mustBeCountry(country: string): void {
  if (country && !isSupportedCountry(country)) refuse('bad_input', { field: 'country' })
}
