/** The preview of an import: its rows with what is wrong with them. Nothing is added. */
import { randomUUIDv7 } from 'node:crypto'
import { isSupportedCountry } from 'libphonenumber-js/min'
import { mongo } from 'mongoose'
import { clock } from '../../../clock.ts'
import { isDuplicateKey } from '../../../database/duplicate-key.ts'
import { insertRow } from '../../../database/rows.ts'
import { refuse } from '../../../errors.ts'
import type { Actor } from '../../../http/callers.ts'
import type { ReadingChoice } from '../contract.ts'
import {
  StaffImportFiles,
  StaffImportRows,
  StaffImports,
  type StaffImport,
  type StaffImportRow,
} from '../model.ts'
import type { SheetRow } from '../rules/columns.ts'
import { rowsOf } from './find.ts'
import { judged, type JudgedRow } from './judge.ts'
import { readSheet } from './read-sheet.ts'

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

/** Writes the rows as a new revision, which counts only once the import names it. */
async function writeRows(
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

/** Keeps the file beside its preview, which counts only once the import names it. */
async function keepFile(iso: string, importId: string, bytes: Uint8Array): Promise<string> {
  const _id = randomUUIDv7()
  await StaffImportFiles.create({
    _id,
    iso,
    import: importId,
    bytes: new mongo.Binary(bytes),
    at: clock.now(),
  })
  return _id
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

type Preview = Pick<
  StaffImport,
  'fileName' | 'country' | 'revision' | 'mends' | 'total' | 'good' | 'reading' | 'chosen' | 'file'
>

const countsOf = (rows: readonly JudgedRow[]) => ({
  mends: 0,
  total: rows.length,
  good: rows.filter(({ state }) => state === 'good').length,
})

/**
 * Checks the rows of a file; sending it again under the same id, or another file, replaces the preview.
 * @throws Refusal `wrong_state` once it was started, `bad_input` for a country that there is not, and what
 * `readSheet` throws
 */
export async function checkFile(
  me: Importer,
  given: {
    id: string
    fileName: string
    country: string
    bytes: Uint8Array
    chosen: ReadingChoice
  },
): Promise<StaffImport> {
  const { iso } = me.scope
  const { id: _id, fileName, country, bytes, chosen } = given
  mustBeCountry(country)
  const read = await readSheet(iso, bytes, chosen)
  const before = await previewThere(iso, _id)
  const revision = nextRevision(before?.revision)
  const rows = await judged(iso, read.rows, country)
  await writeRows({ iso, import: _id, revision }, rows)
  const file = await keepFile(iso, _id, bytes)
  const { reading } = read
  const preview = { fileName, country, revision, reading, chosen, file, ...countsOf(rows) }
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

/** @param where what must still hold beside the state */
async function swap(
  { _id, iso }: StaffImport,
  preview: Preview,
  where: object = {},
): Promise<StaffImport | undefined> {
  const after = await StaffImports.findOneAndUpdate(
    { _id, iso, status: 'checked', ...where },
    { $set: preview },
    { returnDocument: 'after' },
  ).lean<StaffImport>()
  if (!after) return undefined
  await StaffImportRows.deleteMany({ iso, import: _id, revision: { $ne: after.revision } })
  await StaffImportFiles.deleteMany({ iso, import: _id, _id: { $ne: after.file } })
  return after
}

async function replace(before: StaffImport, preview: Preview): Promise<StaffImport> {
  return (await swap(before, preview)) ?? refuse('wrong_state')
}

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
  if (!kept) refuse('file_gone')
  const read = await readSheet(iso, new Uint8Array(kept.bytes.buffer), chosen)
  if (read.reading.sheet !== before.reading?.sheet) return read
  const mended = (await rowsThere(before)).filter((row) => row.mended)
  const byRow = new Map(mended.map((row) => [row.row, row]))
  return { ...read, rows: read.rows.map((row) => byRow.get(row.row) ?? row) }
}

const isReading = ({ sheet, encoding, separator }: Change) =>
  sheet !== undefined || encoding !== undefined || separator !== undefined

/** Somebody else may mend a row meanwhile. */
const attempts = 4

/**
 * Checks the rows of a preview again: with another country for numbers that name none, or read in another way.
 * @throws Refusal `wrong_state` once it was started, `file_gone`, and what `readSheet` throws
 */
export async function changePreview(
  me: Importer,
  importId: string,
  { country: wanted, ...choice }: Change,
): Promise<StaffImport> {
  const { iso } = me.scope
  mustBeCountry(wanted ?? '')
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = (await previewThere(iso, importId)) ?? refuse('not_found')
    const { _id, fileName, file, reading } = before
    const country = wanted ?? before.country
    const chosen = { ...before.chosen, ...choice }
    const read = isReading(choice)
      ? await readAgain(before, chosen)
      : { rows: await rowsThere(before), reading }
    const rows = await judged(iso, read.rows, country)
    const revision = nextRevision(before.revision)
    await writeRows({ iso, import: _id, revision }, rows)
    const preview: Preview = { fileName, country, revision, chosen, ...countsOf(rows) }
    if (file) preview.file = file
    if (read.reading) preview.reading = read.reading
    const same = { revision: before.revision, mends: before.mends ?? null }
    const after = await swap(before, preview, same)
    if (after) return after
    await StaffImportRows.deleteMany({ iso, import: _id, revision })
  }
  refuse('import_changed')
}

function mustBeCountry(country: string): void {
  if (country && !isSupportedCountry(country)) refuse('bad_input', { field: 'country' })
}
