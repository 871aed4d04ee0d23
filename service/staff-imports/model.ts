/** Imports and their rows: a file of people, checked, then added one by one. */
import mongoose from 'mongoose'
import type { Actor } from '../http/callers.ts'
import type { PhoneProblem, PhoneWarning } from '../phone-numbers/shared/problems.ts'
import type { InvitationFailure, StaffStatus } from '../staff/contract.ts'
import type {
  FileReading,
  ImportStatus,
  ReadingChoice,
  RowOutcome,
  RowProblem,
} from './contract.ts'
import type { RowState } from './rules/states.ts'

/** How many rows have come to what. */
export interface Tally {
  counts: Partial<Record<RowOutcome, number>>
  problems: { problem: RowProblem; count: number }[]
  failures: { reason: InvitationFailure; count: number }[]
}

export interface StaffImport {
  _id: string
  iso: string
  fileName: string
  status: ImportStatus
  /** ISO 3166 code for numbers that name no country; empty when there is none. */
  country: string
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
  total: number
  good: number
  by: Actor & { name: string }
  createdAt: Date
  startedAt?: Date
  endedAt?: Date
  /** Staff without an answer of DingTalk at the last look; at most about a hundred. */
  onTheWay: string[]
  /** DingTalk takes no more people until then. */
  restsUntil?: Date
  rests: number
  /** What its rows had come to when they were thrown away; while there is none, they are there. */
  lastTally?: Tally & { at: Date }
}

const schema = new mongoose.Schema<StaffImport>(
  {
    _id: String,
    iso: { type: String, required: true },
    fileName: { type: String, required: true },
    status: { type: String, required: true },
    country: String,
    revision: { type: Number, required: true },
    mends: Number,
    reading: mongoose.Schema.Types.Mixed,
    chosen: mongoose.Schema.Types.Mixed,
    file: String,
    total: { type: Number, required: true },
    good: { type: Number, required: true },
    by: { kind: { type: String }, id: String, name: String },
    createdAt: { type: Date, required: true },
    startedAt: Date,
    endedAt: Date,
    onTheWay: { type: [String], default: [] },
    restsUntil: Date,
    rests: { type: Number, default: 0 },
    lastTally: mongoose.Schema.Types.Mixed,
  },
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

/** Grows with files. Shard key: iso, _id. */
export const StaffImports = mongoose.model<StaffImport>('StaffImport', schema, 'staffImports')

/**
 * A document of its own for each row, not an array in the import: 5,000 of them, of which each changes once, by
 * itself, when its turn comes.
 */
export interface StaffImportRow {
  /** The id under which the person is added: it happens once, even if it is begun again. */
  _id: string
  iso: string
  import: string
  revision: number
  /** Number of the row in the sheet. */
  row: number
  name: string
  /** The number as it stands in the file. */
  given: string
  /** E.164; null when it could not be read. */
  phone: string | null
  state: RowState
  problem?: RowProblem
  /** What is wrong with the number, for `bad_phone_number`. */
  why?: PhoneProblem
  /** The number is taken, but worth a look. */
  warning?: PhoneWarning
  /** Found when the file was read; gone once the row is mended. */
  fault?: RowProblem
  /** Name and number were written by hand: they stay when the same sheet is read again. */
  mended?: true
  /** The row with the same number. */
  otherRow?: number
  /** The staff member who was added, or was there before. */
  staff?: string
  /** State of the staff member who was there before. */
  staffStatus?: StaffStatus
}

const row = new mongoose.Schema<StaffImportRow>(
  {
    _id: String,
    iso: { type: String, required: true },
    import: { type: String, required: true },
    revision: { type: Number, required: true },
    row: { type: Number, required: true },
    name: String,
    given: String,
    phone: String,
    state: { type: String, required: true },
    problem: String,
    why: String,
    warning: String,
    fault: String,
    mended: Boolean,
    otherRow: Number,
    staff: String,
    staffStatus: String,
  },
  { versionKey: false },
)
row.index({ import: 1, revision: 1, row: 1 })
row.index({ import: 1, revision: 1, state: 1, row: 1 })
// rows about an erased person
row.index({ staff: 1 }, { sparse: true })
row.index({ phone: 1 }, { sparse: true })

/** Grows with rows of files. Shard key: iso, import. */
export const StaffImportRows = mongoose.model<StaffImportRow>(
  'StaffImportRow',
  row,
  'staffImportRows',
)

/** The bytes of a preview, to be read again in another way. */
export interface StaffImportFile {
  _id: string
  iso: string
  import: string
  bytes: mongoose.mongo.Binary
  at: Date
}

/** Seconds after which a file is gone whatever happened: a preview lives for a day. */
const fileKeptFor = 2 * 86_400

const file = new mongoose.Schema<StaffImportFile>(
  {
    _id: String,
    iso: { type: String, required: true },
    import: { type: String, required: true },
    bytes: { type: Buffer, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
)
file.index({ import: 1 })
file.index({ iso: 1, at: 1 })
// a sweep takes them earlier; this holds also where none runs
file.index({ at: 1 }, { expireAfterSeconds: fileKeptFor })

/** Grows with previews of the last day, a few of each ISO. Shard key: iso, import. */
export const StaffImportFiles = mongoose.model<StaffImportFile>(
  'StaffImportFile',
  file,
  'staffImportFiles',
)
