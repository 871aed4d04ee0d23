/** What is stored of an import: the import, a document for each row, and the file while it is a preview. */
import mongoose, { type Model } from 'mongoose'
import { wholeFiles, type WholeFiles } from '../files/whole.ts'
import type { Actor } from '../http/callers.ts'
import { jobFields, type Job } from '../jobs/job.ts'
import { largestFile, type FileReading, type ImportStatus, type ReadingChoice } from './contract.ts'

/** How many rows have come to what. */
export interface Tally {
  counts: Partial<Record<string, number>>
  problems: { problem: string; count: number }[]
}

export interface StoredImport extends Job {
  fileName: string
  status: ImportStatus
  /** Which rows count: those of other revisions are left over from an earlier check. */
  revision: number
  /** Rows that were mended since; absent while none was. */
  mends?: number
  /** How the file was read; absent for imports of an earlier release. */
  reading?: FileReading
  /** The choices made for it. */
  chosen?: ReadingChoice
  /** Id of the kept file, which can be read again until the start; absent for imports of an earlier release. */
  file?: string
  /** Of the operator who made it, where they are restricted to some: theirs is what it adds. */
  regions?: string[]
  total: number
  good: number
  by: Actor & { name: string }
  createdAt: Date
  startedAt?: Date
  /** What its rows had come to when they were thrown away; while there is none, they are there. */
  lastTally?: Tally & { at: Date }
}

/** `good` and `bad` since the check; `added` and `refused` since its turn came. */
export type RowState = 'good' | 'bad' | 'added' | 'refused'

/**
 * A document of its own for each row, not an array in the import: 5,000 of them, of which each changes once, by
 * itself, when its turn comes.
 */
export interface StoredRow {
  /** The id under which its work is done: it happens once, even if it is begun again. */
  _id: string
  iso: string
  import: string
  revision: number
  /** Number of the row in the sheet. */
  row: number
  state: RowState
  problem?: string
  /** Found when the file was read; gone once the row is mended. */
  fault?: string
  /** It was written by hand: it stays when the same sheet is read again. */
  mended?: true
  /** The row with the same key. */
  otherRow?: number
}

/** Milliseconds for which a preview and its file are kept. */
export const previewKeptFor = 86_400_000
/** Files of an ISO that are kept at one time; the rows of an older preview stay and can be started. */
const maxFiles = 20

type Fields = Record<string, unknown>

function importSchema(fields: Fields): mongoose.Schema {
  const schema = new mongoose.Schema(
    {
      _id: String,
      iso: { type: String, required: true },
      fileName: { type: String, required: true },
      status: { type: String, required: true },
      ...fields,
      revision: { type: Number, required: true },
      mends: Number,
      reading: mongoose.Schema.Types.Mixed,
      chosen: mongoose.Schema.Types.Mixed,
      file: String,
      regions: { type: [String], default: undefined },
      total: { type: Number, required: true },
      good: { type: Number, required: true },
      by: { kind: { type: String }, id: String, name: String },
      createdAt: { type: Date, required: true },
      startedAt: Date,
      ...jobFields,
      lastTally: mongoose.Schema.Types.Mixed,
    } as never,
    { versionKey: false, minimize: false },
  )
  schema.index(
    { iso: 1, startedAt: -1, _id: -1 },
    { partialFilterExpression: { startedAt: { $exists: true } } },
  )
  schema.index({ createdAt: 1 }, { partialFilterExpression: { status: 'checked' } })
  // those that still have their rows, the oldest first
  schema.index({ 'lastTally.at': 1, endedAt: 1 })
  // imports of an erased operator
  schema.index({ 'by.id': 1 })
  return schema
}

function rowSchema(fields: Fields): mongoose.Schema {
  const schema = new mongoose.Schema(
    {
      _id: String,
      iso: { type: String, required: true },
      import: { type: String, required: true },
      revision: { type: Number, required: true },
      row: { type: Number, required: true },
      state: { type: String, required: true },
      problem: String,
      fault: String,
      mended: Boolean,
      otherRow: Number,
      ...fields,
    } as never,
    { versionKey: false },
  )
  schema.index({ import: 1, revision: 1, row: 1 })
  schema.index({ import: 1, revision: 1, state: 1, row: 1 })
  return schema
}

/** Where imports of one kind are stored. */
export interface ImportModels<I extends StoredImport, R extends StoredRow> {
  /** Grows with files. Shard key: iso, _id. */
  Imports: Model<I>
  /** Grows with rows of files. Shard key: iso, import. */
  Rows: Model<R>
  /** The files of previews, to be read again in another way. */
  files: WholeFiles
}

/**
 * The collections of a kind of import.
 * @param name such as `StaffImport`, for `staffImports`, `staffImportRows` and `staffImportFiles`
 * @param own fields and indexes that only this kind has
 */
export function importModels<I extends StoredImport, R extends StoredRow>(
  name: string,
  own: { fields?: Fields; rowFields: Fields; rowIndexes?: mongoose.IndexDefinition[] },
): ImportModels<I, R> {
  const collection = name.charAt(0).toLowerCase() + name.slice(1)
  const rows = rowSchema(own.rowFields)
  // few rows have what these ask for
  for (const index of own.rowIndexes ?? []) rows.index(index, { sparse: true })
  const model = <T>(part: string, schema: mongoose.Schema) =>
    mongoose.model(`${name}${part}`, schema, `${collection}${part}s`) as unknown as Model<T>
  return {
    Imports: model('', importSchema(own.fields ?? {})),
    Rows: model('Row', rows),
    files: wholeFiles(
      {
        name: `${collection}Files`,
        maxBytes: largestFile,
        tooLarge: 'spreadsheet_too_large',
        keptFor: previewKeptFor,
      },
      { model: `${name}File`, record: 'import', maxOfOwner: maxFiles },
    ),
  }
}
