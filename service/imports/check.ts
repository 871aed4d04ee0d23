/** The preview of an import: its rows with what is wrong with them. Nothing is added. */
import { clock } from '../clock.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { insertRow } from '../database/rows.ts'
import { Refusal, refuse } from '../errors.ts'
import { newJob } from '../jobs/job.ts'
import type { ReadingChoice } from './contract.ts'
import { judged, type Judged } from './judge.ts'
import type { ImportKind } from './kind.ts'
import type { StoredImport } from './model.ts'
import {
  actorOfImport,
  attempts,
  countsOf,
  nextRevision,
  existingPreview,
  swap,
  writeRows,
  type Importer,
  type Preview,
} from './preview.ts'
import { readSheet } from './reading/read-apart.ts'

export interface FileGiven {
  id: string
  fileName: string
  /** See `ImportKind.options`. */
  options: Record<string, string>
  bytes: Uint8Array
  chosen: ReadingChoice
  signal?: AbortSignal
}

/**
 * Checks the rows of a file; sending it again under the same id, or another file, replaces the preview. Of two at one
 * time the later one stands, as if they had been sent one after the other.
 * @throws Refusal `wrong_state` once it was started, `import_changed` when others check all the time, and what
 * `readSheet` throws
 */
export async function checkFile(
  kind: ImportKind,
  me: Importer,
  given: FileGiven,
): Promise<StoredImport> {
  const { id: iso } = me.workspace
  const { id: _id, fileName, options, bytes, chosen, signal } = given
  const read = await readSheet(kind.columns, iso, bytes, chosen, signal)
  await existingPreview(kind, me, _id)
  const rows = await judged(kind, iso, read.rows, options)
  const named = { workspace: iso, record: _id }
  const file = await kind.files.keep(named, bytes)
  const checked = { fileName, ...options, reading: read.reading, chosen, file, ...countsOf(rows) }
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const before = await existingPreview(kind, me, _id)
      const preview = { ...checked, revision: nextRevision(before?.revision) }
      const made = await put(kind, me, _id, rows, { before, preview })
      if (made) return made
    }
    refuse('import_changed')
  } catch (error) {
    // after any other error it may count already; one that does not is gone after two days
    if (error instanceof Refusal) await kind.files.remove(named, file)
    throw error
  }
}

/** Writes the rows and has them count. @returns undefined when another check, a change or a start came first */
async function put(
  kind: ImportKind,
  me: Importer,
  _id: string,
  rows: readonly Judged[],
  { before, preview }: { before: StoredImport | undefined; preview: Preview },
): Promise<StoredImport | undefined> {
  const { id: iso } = me.workspace
  const mine = { iso, import: _id, revision: preview.revision }
  await writeRows(kind, mine, rows)
  const stands = before ? await swap(kind, before, preview) : await insert(kind, me, _id, preview)
  if (!stands) await kind.Rows.deleteMany(mine)
  return stands
}

async function insert(
  { Imports }: Pick<ImportKind, 'Imports'>,
  me: Importer,
  _id: string,
  preview: Preview,
): Promise<StoredImport | undefined> {
  const made: StoredImport = {
    _id,
    iso: me.workspace.id,
    status: 'checked',
    ...preview,
    ...(me.regions ? { regions: [...me.regions] } : {}),
    by: actorOfImport(me),
    createdAt: clock.now(),
    ...newJob(),
  }
  try {
    await insertRow(Imports, made)
    return made
  } catch (error) {
    if (isDuplicateKey(error)) return undefined
    throw error
  }
}
