/** Imports of staff and their rows: a file of people, checked, then added one by one. */
import type { Model } from 'mongoose'
import type { WholeFile } from '../files/whole.ts'
import { importModels, type StoredImport, type StoredRow, type Tally } from '../imports/model.ts'
import type { PhoneProblem, PhoneWarning } from '../phone-numbers/shared/problems.ts'
import type { InvitationFailure, StaffStatus } from '../staff/contract/association.ts'
import type { RowOutcome, RowProblem } from './contract/rows.ts'
import type { FileReading } from './contract/import.ts'

/** How many rows have come to what. */
export interface StaffTally extends Tally {
  counts: Partial<Record<RowOutcome, number>>
  problems: { problem: RowProblem; count: number }[]
  failures: { reason: InvitationFailure; count: number }[]
}

export interface StaffImport extends StoredImport {
  /** ISO 3166 code for numbers that name no country; empty when there is none. */
  country: string
  reading?: FileReading
  lastTally?: StaffTally & { at: Date }
}

export interface StaffImportRow extends StoredRow {
  name: string
  /** The number as it stands in the file. */
  given: string
  /** E.164; null when it could not be read. */
  phone: string | null
  problem?: RowProblem
  /** What is wrong with the number, for `bad_phone_number`. */
  why?: PhoneProblem
  /** The number is taken, but worth a look. */
  warning?: PhoneWarning
  fault?: RowProblem
  /** The staff member who was added, or was there before. */
  staff?: string
  /** State of the staff member who was there before. */
  staffStatus?: StaffStatus
}

export const {
  Imports: StaffImports,
  Rows: StaffImportRows,
  files: staffImportFiles,
} = importModels<StaffImport, StaffImportRow>('StaffImport', {
  fields: { country: String },
  rowFields: {
    name: String,
    given: String,
    phone: String,
    why: String,
    warning: String,
    staff: String,
    staffStatus: String,
  },
  // rows about an erased person
  rowIndexes: [{ staff: 1 }, { phone: 1 }],
})

/** For what looks into the database. */
export const StaffImportFiles = staffImportFiles.Files as unknown as Model<
  WholeFile & { import: string }
>
