/** A preview as it is stored: its rows and its file count only once the import names them, by compare-and-set. */
import { randomInt, randomUUIDv7 } from 'node:crypto'
import { asAcknowledged } from '../database/connection.ts'
import { refuse } from '../errors.ts'
import type { Actor, Operator } from '../http/callers.ts'
import { reaches, scopeOfIso } from '../http/scope.ts'
import { storedOf, type Judged } from './judge.ts'
import type { ImportKind } from './kind.ts'
import type { StoredImport } from './model.ts'

/** The caller who imports, for an ISO. */
export interface Importer {
  id: string
  name: string
  workspace: { id: string }
  /** To which the caller is restricted. */
  regions?: readonly string[]
}

export const importerOf = ({ id, name, workspace, scope }: Operator): Importer => ({
  id,
  name,
  workspace,
  ...(scope.regions === 'all' ? {} : { regions: scope.regions }),
})

export const actorOfImport = ({ id, name }: Importer): Actor & { name: string } => ({
  kind: 'operator',
  id,
  name,
})

const batch = 500

/** Writes the rows as a new revision, which counts only once the import names it. */
export async function writeRows(
  { Rows, check }: Pick<ImportKind, 'Rows' | 'check'>,
  where: { iso: string; import: string; revision: number },
  rows: readonly Judged[],
): Promise<void> {
  const written = rows.map((row) => ({
    _id: randomUUIDv7(),
    ...where,
    ...storedOf(check, row),
  }))
  for (let from = 0; from < written.length; from += batch) {
    // they were just made, and the model would check each again
    await Rows.collection.insertMany(written.slice(from, from + batch) as never)
  }
}

/**
 * A preview that stands there already, to be replaced.
 * @throws Refusal `wrong_state` once it was started, `not_found` for one outside the ISO or the regions of the importer
 */
export async function existingPreview(
  { Imports }: Pick<ImportKind, 'Imports'>,
  { workspace: { id: iso }, regions }: Pick<Importer, 'workspace' | 'regions'>,
  id: string,
): Promise<StoredImport | undefined> {
  const there = await Imports.findById(id).setOptions(asAcknowledged).lean<StoredImport>()
  if (!there) return undefined
  const scope = { ...scopeOfIso(iso), regions: regions ?? ('all' as const) }
  if (!reaches(scope, there)) refuse('not_found')
  if (there.status !== 'checked') refuse('wrong_state', { about: { status: there.status } })
  return there
}

/** Two at one time write different revisions, also on two instances; the numbers last for millions of checks. */
export const nextRevision = (before = 0) => before + 1 + randomInt(2 ** 32)

export type Preview = Pick<
  StoredImport,
  'fileName' | 'revision' | 'mends' | 'total' | 'good' | 'reading' | 'chosen' | 'file'
> &
  Record<string, unknown>

export const countsOf = (rows: readonly Judged[]) => ({
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
  { Imports, Rows, files }: Pick<ImportKind, 'Imports' | 'Rows' | 'files'>,
  { _id, iso, revision, file }: StoredImport,
  preview: Preview,
  where: object = {},
): Promise<StoredImport | undefined> {
  const after = await Imports.findOneAndUpdate(
    { _id, iso, status: 'checked', revision, ...where },
    { $set: preview },
    { returnDocument: 'after' },
  ).lean<StoredImport>()
  if (!after) return undefined
  // also those of a check before that broke off
  await Rows.deleteMany({ iso, import: _id, revision: { $lt: after.revision } })
  if (file && file !== after.file) await files.remove({ workspace: iso, record: _id }, file)
  return after
}
