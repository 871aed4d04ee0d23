/** A preview that is checked again: with other options, or its file read in another way. */
import { refuse } from '../errors.ts'
import type { ReadingChoice } from './contract.ts'
import { rowsOf } from './find.ts'
import { judged, optionsOf } from './judge.ts'
import type { ImportKind } from './kind.ts'
import type { StoredImport, StoredRow } from './model.ts'
import {
  attempts,
  countsOf,
  nextRevision,
  existingPreview,
  swap,
  writeRows,
  type Importer,
  type Preview,
} from './preview.ts'
import type { SheetRow } from './reading/columns.ts'
import { readSheet } from './reading/read-apart.ts'

/** The rows of a preview, as they would be read again. */
async function rowsThere({ Rows, check }: ImportKind, before: StoredImport): Promise<SheetRow[]> {
  const there = await Rows.find(rowsOf(before)).sort({ row: 1 }).lean<StoredRow[]>()
  return there.map((row) => {
    const { fault, mended } = row
    return { ...check.again(row), ...(fault && { fault }), ...(mended && { mended }) }
  })
}

export interface PreviewChange {
  /** Those of `ImportKind.options` that are to be others. */
  options?: Record<string, string>
  choice?: ReadingChoice
}

/** Reads the kept file in another way; rows that were mended stay as they are while the sheet is the same. */
async function readAgain(kind: ImportKind, before: StoredImport, chosen: ReadingChoice) {
  const { iso, file } = before
  const kept = file ? await kind.files.read(iso, file) : undefined
  if (!kept) {
    // another file may have taken its place
    const now = await existingPreview(kind, { workspace: { id: iso } }, before._id)
    return now?.revision === before.revision ? refuse('file_gone') : undefined
  }
  const read = await readSheet(kind.columns, iso, kept, chosen)
  if (read.reading.sheet !== before.reading?.sheet) return read
  const mended = (await rowsThere(kind, before)).filter((row) => row.mended)
  const byRow = new Map(mended.map((row) => [row.row, row]))
  return { ...read, rows: read.rows.map((row) => byRow.get(row.row) ?? row) }
}

const isReading = ({ sheet, encoding, separator }: ReadingChoice) =>
  sheet !== undefined || encoding !== undefined || separator !== undefined

/**
 * Checks the rows of a preview again: with other options, or read in another way.
 * @throws Refusal `wrong_state` once it was started, `file_gone`, `import_changed` when others check all the
 * time, and what `readSheet` throws
 */
export async function changePreview(
  kind: ImportKind,
  me: Importer,
  importId: string,
  { options: wanted = {}, choice = {} }: PreviewChange,
): Promise<StoredImport> {
  const { id: iso } = me.workspace
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = (await existingPreview(kind, me, importId)) ?? refuse('not_found')
    const { _id, fileName, file, reading } = before
    const options = { ...optionsOf(kind, before), ...wanted }
    const chosen = { ...before.chosen, ...choice }
    const read = isReading(choice)
      ? await readAgain(kind, before, chosen)
      : { rows: await rowsThere(kind, before), reading }
    if (!read) continue
    const rows = await judged(kind, iso, read.rows, options)
    const revision = nextRevision(before.revision)
    await writeRows(kind, { iso, import: _id, revision }, rows)
    const preview: Preview = { fileName, ...options, revision, chosen, ...countsOf(rows) }
    if (file) preview.file = file
    if (read.reading) preview.reading = read.reading
    const after = await swap(kind, before, preview, { mends: before.mends ?? null })
    if (after) return after
    await kind.Rows.deleteMany({ iso, import: _id, revision })
  }
  refuse('import_changed')
}
