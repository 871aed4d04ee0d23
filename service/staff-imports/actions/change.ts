/** A preview that is checked again: with another country, or its file read in another way. */
import { refuse } from '../../errors.ts'
import type { ReadingChoice } from '../contract.ts'
import {
  StaffImportFiles,
  StaffImportRows,
  type StaffImport,
  type StaffImportRow,
} from '../model.ts'
import type { SheetRow } from '../rules/columns.ts'
import { rowsOf } from './find.ts'
import { judged } from './judge.ts'
import {
  attempts,
  countsOf,
  mustBeCountry,
  nextRevision,
  previewThere,
  swap,
  writeRows,
  type Importer,
  type Preview,
} from './preview.ts'
import { readSheet } from './read-sheet.ts'

/** The rows of a preview, as they would be read again. */
async function rowsThere(before: StaffImport): Promise<SheetRow[]> {
  const there = await StaffImportRows.find(rowsOf(before)).sort({ row: 1 }).lean<StaffImportRow[]>()
  return there.map(({ row, name, given, fault, mended }) => ({
    row,
    name,
    phone: given,
    ...(fault && { fault }),
    ...(mended && { mended }),
  }))
}

interface Change extends ReadingChoice {
  country?: string | undefined
}

/** Reads the kept file in another way; rows that were mended stay as they are while the sheet is the same. */
async function readAgain(before: StaffImport, chosen: ReadingChoice) {
  const { iso, file } = before
  const kept = file ? await StaffImportFiles.findOne({ _id: file, iso }).lean() : null
  if (!kept) {
    // another file may have taken its place
    const now = await previewThere(iso, before._id)
    return now?.revision === before.revision ? refuse('file_gone') : undefined
  }
  const read = await readSheet(iso, new Uint8Array(kept.bytes.buffer), chosen)
  if (read.reading.sheet !== before.reading?.sheet) return read
  const mended = (await rowsThere(before)).filter((row) => row.mended)
  const byRow = new Map(mended.map((row) => [row.row, row]))
  return { ...read, rows: read.rows.map((row) => byRow.get(row.row) ?? row) }
}

const isReading = ({ sheet, encoding, separator }: Change) =>
  sheet !== undefined || encoding !== undefined || separator !== undefined

/**
 * Checks the rows of a preview again: with another country for numbers that name none, or read in another way.
 * @throws Refusal `wrong_state` once it was started, `file_gone`, `import_changed` when others check all the
 * time, and what `readSheet` throws
 */
export async function changePreview(
  me: Importer,
  importId: string,
  { country: wanted, ...choice }: Change,
): Promise<StaffImport> {
  const { id: iso } = me.workspace
  mustBeCountry(wanted ?? '')
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = (await previewThere(iso, importId)) ?? refuse('not_found')
    const { _id, fileName, file, reading } = before
    const country = wanted ?? before.country
    const chosen = { ...before.chosen, ...choice }
    const read = isReading(choice)
      ? await readAgain(before, chosen)
      : { rows: await rowsThere(before), reading }
    if (!read) continue
    const rows = await judged(iso, read.rows, country)
    const revision = nextRevision(before.revision)
    await writeRows({ iso, import: _id, revision }, rows)
    const preview: Preview = { fileName, country, revision, chosen, ...countsOf(rows) }
    if (file) preview.file = file
    if (read.reading) preview.reading = read.reading
    const after = await swap(before, preview, { mends: before.mends ?? null })
    if (after) return after
    await StaffImportRows.deleteMany({ iso, import: _id, revision })
  }
  refuse('import_changed')
}
