/** A preview as it is stored: its rows and its file count only once the import names them, by compare-and-set. */
import { randomInt, randomUUIDv7 } from 'node:crypto'
import { isSupportedCountry } from 'libphonenumber-js/min'
import { mongo } from 'mongoose'
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { StaffImportFiles, StaffImportRows, StaffImports, type StaffImport } from '../model.ts'
import type { JudgedRow } from './judge.ts'

/** The caller who imports, for an ISO. */
export interface Importer {
  id: string
  name: string
  workspace: { id: string }
}

export const actorOfImport = ({ id, name }: Importer): Actor & { name: string } => ({
  kind: 'operator',
  id,
  name,
})

export function mustBeCountry(country: string): void {
  if (country && !isSupportedCountry(country)) refuse('bad_input', { field: 'country' })
}

const batch = 500

/** Writes the rows as a new revision, which counts only once the import names it. */
export async function writeRows(
  where: { iso: string; import: string; revision: number },
  rows: readonly JudgedRow[],
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

/** Files of an ISO that are kept at one time; the rows of an older preview stay and can be started. */
const mostFiles = 20

/** Keeps the file beside its preview, which counts only once the import names it. The oldest of the ISO make room. */
export async function keepFile(iso: string, importId: string, bytes: Uint8Array): Promise<string> {
  const _id = randomUUIDv7()
  await StaffImportFiles.create({
    _id,
    iso,
    import: importId,
    bytes: new mongo.Binary(bytes),
    at: clock.now(),
  })
  const tooMany = await StaffImportFiles.find({ iso })
    .sort({ at: -1 })
    .skip(mostFiles)
    .select({ _id: 1 })
    .lean()
  if (tooMany.length) {
    await StaffImportFiles.deleteMany({ iso, _id: { $in: tooMany.map((one) => one._id) } })
  }
  return _id
}

/** A preview that stands there already, to be replaced. @throws Refusal `wrong_state` once it was started */
export async function previewThere(iso: string, id: string): Promise<StaffImport | undefined> {
  const there = await StaffImports.findById(id).setOptions(asAcknowledged).lean<StaffImport>()
  if (!there) return undefined
  if (there.iso !== iso) refuse('not_found')
  if (there.status !== 'checked') refuse('wrong_state', { about: { status: there.status } })
  return there
}

/** Two at one time write different revisions, also on two instances; the numbers last for millions of checks. */
export const nextRevision = (before = 0) => before + 1 + randomInt(2 ** 32)

export type Preview = Pick<
  StaffImport,
  'fileName' | 'country' | 'revision' | 'mends' | 'total' | 'good' | 'reading' | 'chosen' | 'file'
>

export const countsOf = (rows: readonly JudgedRow[]) => ({
  mends: 0,
  total: rows.length,
  good: rows.filter(({ state }) => state === 'good').length,
})

/** Several may check at one time: each tries again until its preview stands after another's. */
export const attempts = 6

/**
 * Replaces the preview as it was read, and throws away what counted until then. What another check has just written
 * stays: that one tries again.
 * @param where what must still hold beside the state and the revision
 */
export async function swap(
  { _id, iso, revision, file }: StaffImport,
  preview: Preview,
  where: object = {},
): Promise<StaffImport | undefined> {
  const after = await StaffImports.findOneAndUpdate(
    { _id, iso, status: 'checked', revision, ...where },
    { $set: preview },
    { returnDocument: 'after' },
  ).lean<StaffImport>()
  if (!after) return undefined
  // also those of a check before that broke off
  await StaffImportRows.deleteMany({ iso, import: _id, revision: { $lt: after.revision } })
  if (file && file !== after.file) await StaffImportFiles.deleteOne({ _id: file, iso, import: _id })
  return after
}
