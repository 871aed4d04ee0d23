/** Bulk add: a spreadsheet of people → preview → added at the pace that DingTalk takes → report. */
import * as z from 'zod/mini'
import { language } from '../texts/contract.ts'
import {
  binary,
  endpoint,
  id,
  named,
  pageOf,
  pageQuery,
  rowsAs,
  spreadsheetTypes,
  time,
} from '../http/contract.ts'
import {
  commonProblems,
  fileReadingWith,
  importEncodings,
  importStatuses,
  readingChoiceWith,
} from '../imports/contract.ts'
import { phoneProblem, phoneWarning } from '../phone-numbers/contract.ts'
import { invitationFailure, staffStatus } from '../staff/contract.ts'

const importStatusOfStaff = named('StaffImportStatus', z.enum(importStatuses))

/** Why a row is not added. */
export const rowProblems = [
  'name_missing',
  'name_too_long',
  'name_is_formula',
  'name_not_plain',
  'phone_missing',
  'bad_phone_number',
  'country_missing',
  'phone_shortened',
  'already_staff',
  ...commonProblems,
] as const
export const rowProblem = named('StaffImportRowProblem', z.enum(rowProblems))
export type RowProblem = z.output<typeof rowProblem>

/** What became of a row, or stands in its way. */
export const rowOutcomes = [
  /** Can be added; nothing has happened yet. */
  'ready',
  /** Not added: see `problem`. */
  'problem',
  /** Will be handed to DingTalk when its turn comes. */
  'queued',
  /** Was cancelled before its turn came. */
  'not_added',
  /** On the staff list; DingTalk has not answered yet. */
  'waiting',
  /** The Org invitation is before the person. */
  'invited',
  'associated',
  /** DingTalk did not invite: see `failure`. */
  'failed',
  /** Something else has happened to the person since: see `staffStatus`. */
  'changed',
] as const
export const rowOutcome = named('StaffImportRowOutcome', z.enum(rowOutcomes))
export type RowOutcome = z.output<typeof rowOutcome>

/** ISO 3166 code of a country, or nothing. */
const country = z.string().check(z.regex(/^([A-Z]{2})?$/))

const importParams = z.object({ importId: id })

const encodingName = named('StaffImportEncoding', z.enum(importEncodings))
const readingChoice = readingChoiceWith(encodingName)

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

export const staffImportRow = named(
  'StaffImportRow',
  z.object({
    id,
    /** Row of the sheet, as the spreadsheet program numbers it. */
    row: z.number(),
    name: z.string(),
    /** As it stands in the file. */
    given: z.string(),
    /** E.164; null when it could not be read. */
    phone: z.nullable(z.string()),
    outcome: rowOutcome,
    problem: z.nullable(rowProblem),
    /** What is wrong with the number, for `bad_phone_number`. */
    why: z.nullable(phoneProblem),
    /** The number is taken, but worth a look. */
    warning: z.nullable(phoneWarning),
    /** The row that has the same number, for `twice_in_file`. */
    otherRow: z.nullable(z.number()),
    failure: z.nullable(invitationFailure),
    /** The entry on the staff list: the one added, or the one that was there. */
    staffId: z.nullable(id),
    staffStatus: z.nullable(staffStatus),
  }),
)
export type StaffImportRow = z.output<typeof staffImportRow>

export const checkStaffImport = endpoint('PUT /api/v1/staff-imports/:importId', {
  name: 'checkStaffImport',
  by: 'iso',
  may: 'staff.add',
  summary: 'Upload a spreadsheet (XLSX, CSV) for bulk add; it is checked, and no one is added yet',
  params: importParams,
  query: z.object({
    fileName: z._default(z.string().check(z.trim(), z.maxLength(200)), ''),
    country: z._default(country, ''),
    ...readingChoice,
    /** Pasted from a clipboard: lines without a header are people too. */
    pasted: z._default(z.enum(['true', 'false']), 'false'),
  }),
  body: binary,
  media: spreadsheetTypes,
  answer: staffImportInFull,
  errors: [
    'not_found',
    'wrong_state',
    'import_changed',
    'not_a_spreadsheet',
    'spreadsheet_too_large',
    'too_many_rows',
    'columns_missing',
    'two_tables',
    'no_rows',
    'too_many_requests',
  ],
})

export const changeStaffImport = endpoint('PATCH /api/v1/staff-imports/:importId', {
  name: 'changeStaffImport',
  by: 'iso',
  may: 'staff.add',
  summary: 'Check the rows again, with another country or another reading of the file',
  params: importParams,
  body: z.object({ country: z.optional(country), ...readingChoice }),
  example: { body: { country: 'SG' } },
  answer: staffImportInFull,
  errors: [
    'not_found',
    'wrong_state',
    'import_changed',
    'file_gone',
    'not_a_spreadsheet',
    'spreadsheet_too_large',
    'too_many_rows',
    'columns_missing',
    'two_tables',
    'no_rows',
    'too_many_requests',
  ],
})

export const mendImportRow = endpoint('PATCH /api/v1/staff-imports/:importId/rows/:rowId', {
  name: 'mendImportRow',
  by: 'iso',
  may: 'staff.add',
  summary:
    'Correct a name or a phone number in a row of a preview; the row is checked again at once',
  params: z.object({ importId: id, rowId: id }),
  body: z.object({
    name: z.optional(z.string().check(z.trim(), z.maxLength(200))),
    phone: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  }),
  example: { body: { name: 'Ana Lim' } },
  answer: z.object({
    import: staffImportInFull,
    row: staffImportRow,
    /** Rows that have the same number, or had it, and are judged otherwise now; a hundred at most. */
    ...rowsAs('others', staffImportRow),
  }),
  errors: ['not_found', 'wrong_state'],
})

export const startStaffImport = endpoint('POST /api/v1/staff-imports/:importId/start', {
  name: 'startStaffImport',
  by: 'iso',
  may: 'staff.add',
  summary: 'Start an import: add the people of all rows without a problem',
  params: importParams,
  body: z.object({ revision: z.number(), mends: z.optional(z.number()) }),
  example: { body: { revision: 1 } },
  answer: staffImportInFull,
  errors: ['not_found', 'wrong_state', 'import_changed', 'encoding_not_chosen', 'no_rows'],
})

const stepOf = (name: string, verb: string, summary: string) =>
  endpoint(`POST /api/v1/staff-imports/:importId/${verb}`, {
    name,
    by: 'iso',
    may: 'staff.add',
    summary,
    params: importParams,
    answer: staffImportInFull,
    errors: ['not_found', 'wrong_state'],
  })

export const pauseStaffImport = stepOf(
  'pauseStaffImport',
  'pause',
  'Pause an import; no more people are added until it is resumed',
)
export const resumeStaffImport = stepOf('resumeStaffImport', 'resume', 'Resume a paused import')
export const cancelStaffImport = stepOf(
  'cancelStaffImport',
  'cancel',
  'Cancel an import; the people who were added already stay',
)

export const listStaffImports = endpoint('GET /api/v1/staff-imports', {
  name: 'listStaffImports',
  by: 'iso',
  may: 'staff.add',
  about: 'staffImport',
  summary: 'List imports that were started, newest first',
  query: z.object(pageQuery),
  answer: pageOf(staffImport),
  errors: ['bad_cursor'],
})

export const findStaffImport = endpoint('GET /api/v1/staff-imports/:importId', {
  name: 'findStaffImport',
  by: 'iso',
  may: 'staff.add',
  about: ['staffImport', 'staffMember'],
  summary: 'Get an import, with the number of rows by result',
  params: importParams,
  answer: staffImportInFull,
  errors: ['not_found'],
})

export const listImportRows = endpoint('GET /api/v1/staff-imports/:importId/rows', {
  name: 'listImportRows',
  by: 'iso',
  may: 'staff.add',
  about: ['staffImport', 'staffMember'],
  summary: 'List the rows of an import in the order of the file',
  params: importParams,
  query: z.object({
    ...pageQuery,
    /** Only rows that need attention: rows with a problem, and invitations that failed. */
    only: z.optional(z.enum(['problems'])),
    /** Rows with a problem before the others. */
    first: z.optional(z.enum(['problems'])),
  }),
  answer: pageOf(staffImportRow),
  errors: ['not_found', 'bad_cursor'],
})

const fileQuery = z.object({
  format: z._default(z.enum(['xlsx', 'csv']), 'xlsx'),
  language: z._default(language, 'en'),
})

export const staffImportReport = endpoint('GET /api/v1/staff-imports/:importId/report', {
  name: 'staffImportReport',
  by: 'iso',
  may: 'staff.add',
  summary: 'Download the report of an import, row by row, as XLSX or CSV',
  params: importParams,
  query: fileQuery,
  answer: binary,
  media: spreadsheetTypes,
  errors: ['not_found', 'rows_gone'],
})

export const staffImportTemplate = endpoint('GET /api/v1/staff-import-template', {
  name: 'staffImportTemplate',
  by: 'iso',
  may: 'staff.add',
  summary: 'Download an empty sheet for bulk add, as XLSX or CSV',
  query: fileQuery,
  answer: binary,
  media: spreadsheetTypes,
})
