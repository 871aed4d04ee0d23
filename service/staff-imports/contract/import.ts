/** Bulk add: a spreadsheet of people → preview → added at the pace that DingTalk takes → report. */
import * as z from 'zod/mini'
import { id, named, time } from '../../http/contract.ts'
import { fileReadingWith, importStatuses, readingChoiceWith } from '../../imports/contract.ts'
import { encodings } from '../../spreadsheets/shared.ts'
import { invitationFailure } from '../../staff/contract/association.ts'
import { rowProblem, rowOutcome } from './rows.ts'

const importStatusOfStaff = named('StaffImportStatus', z.enum(importStatuses))

/** ISO 3166 code of a country, or nothing. */
export const country = z.string().check(z.regex(/^([A-Z]{2})?$/))

export const importParams = z.object({ importId: id })

const encodingName = named('StaffImportEncoding', z.enum(encodings))
export const readingChoice = readingChoiceWith(encodingName)

/** How a file was read, and what could be chosen instead. */
export const fileReading = named(
  'StaffImportReading',
  fileReadingWith(encodingName, z.object({ name: z.string(), phone: z.string() })),
)
export type FileReading = z.output<typeof fileReading>

export const staffImport = named(
  'StaffImport',
  z.object({
    id,
    fileName: z.string(),
    status: importStatusOfStaff,
    /** Of numbers without a country code; empty when all are to have one. */
    country,
    /** Rises each time the rows are checked again; *Start* names the one that was looked at. */
    revision: z.number(),
    /** Rises with each row that is mended; *Start* names it as well. */
    mends: z.number(),
    /** Null for imports that were checked before this was kept. */
    reading: z.nullable(fileReading),
    total: z.number(),
    /** Rows that can be added; the others have a problem. */
    good: z.number(),
    by: z.string(),
    createdAt: time,
    startedAt: z.nullable(time),
    endedAt: z.nullable(time),
    /** DingTalk takes no more people until then; the import resumes automatically. */
    restsUntil: z.nullable(time),
    /** The rows were thrown away, long after the end; what they came to is still told. */
    rowsGone: z.boolean(),
  }),
)
export type StaffImport = z.output<typeof staffImport>

export const staffImportInFull = named(
  'StaffImportInFull',
  z.object({
    ...staffImport.shape,
    /** How many rows have come to what. */
    counts: z.record(rowOutcome, z.number()),
    /** How many rows each problem stops. */
    problems: z.array(z.object({ problem: rowProblem, count: z.number() })),
    /** How many invitations failed for which reason. */
    failures: z.array(z.object({ reason: invitationFailure, count: z.number() })),
  }),
)
export type StaffImportInFull = z.output<typeof staffImportInFull>
