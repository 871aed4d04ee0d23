/** The preview of an import: its rows with what is wrong with them. Nothing is added. */
import { clock } from '../../clock.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { insertRow } from '../../database/rows.ts'
import { Refusal, refuse } from '../../errors.ts'
import type { ReadingChoice } from '../contract.ts'
import { StaffImportFiles, StaffImportRows, StaffImports, type StaffImport } from '../model.ts'
import { judged, type JudgedRow } from './judge.ts'
import {
  actorOfImport,
  attempts,
  countsOf,
  keepFile,
  mustBeCountry,
  nextRevision,
  previewThere,
  swap,
  writeRows,
  type Importer,
  type Preview,
} from './preview.ts'
import { readSheet } from './read-sheet.ts'

/**
 * Checks the rows of a file; sending it again under the same id, or another file, replaces the preview. Of two at one
 * time the later one stands, as if they had been sent one after the other.
 * @throws Refusal `wrong_state` once it was started, `import_changed` when others check all the time, `bad_input` for a
 * country that there is not, and what `readSheet` throws
 */
export async function checkFile(
  me: Importer,
  given: {
    id: string
    fileName: string
    country: string
    bytes: Uint8Array
    chosen: ReadingChoice
    signal?: AbortSignal
  },
): Promise<StaffImport> {
  const { id: iso } = me.workspace
  const { id: _id, fileName, country, bytes, chosen, signal } = given
  mustBeCountry(country)
  const read = await readSheet(iso, bytes, chosen, signal)
  await previewThere(iso, _id)
  const rows = await judged(iso, read.rows, country)
  const file = await keepFile(iso, _id, bytes)
  const checked = { fileName, country, reading: read.reading, chosen, file, ...countsOf(rows) }
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const before = await previewThere(iso, _id)
      const preview = { ...checked, revision: nextRevision(before?.revision) }
      const made = await put(me, _id, rows, { before, preview })
      if (made) return made
    }
    refuse('import_changed')
  } catch (error) {
    // after any other error it may count already; one that does not is gone after two days
    if (error instanceof Refusal) await StaffImportFiles.deleteOne({ _id: file, iso, import: _id })
    throw error
  }
}

/** Writes the rows and has them count. @returns undefined when another check, a change or a start came first */
async function put(
  me: Importer,
  _id: string,
  rows: readonly JudgedRow[],
  { before, preview }: { before: StaffImport | undefined; preview: Preview },
): Promise<StaffImport | undefined> {
  const { id: iso } = me.workspace
  const mine = { iso, import: _id, revision: preview.revision }
  await writeRows(mine, rows)
  const stands = before ? await swap(before, preview) : await insert(me, _id, preview)
  if (!stands) await StaffImportRows.deleteMany(mine)
  return stands
}

async function insert(
  me: Importer,
  _id: string,
  preview: Preview,
): Promise<StaffImport | undefined> {
  const made: StaffImport = {
    _id,
    iso: me.workspace.id,
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
    if (isDuplicateKey(error)) return undefined
    throw error
  }
}
