/** Bulk add: a spreadsheet of people → preview → added at the pace that DingTalk takes → report. */
import * as z from 'zod/mini'
import { language } from '../../accounts/contract.ts'
import { binary, endpoint, id, named, pageOf, pageQuery, time } from '../../http/contract.ts'
import { phoneProblem, phoneWarning } from '../../phone-numbers/contract.ts'
import { invitationFailure, staffStatus } from '../contract.ts'

/** Most people in one file. */
export const mostRows = 5_000
/** Largest file in bytes: 5,000 people are a quarter of a megabyte. */
export const largestFile = 5 * 1024 * 1024

/** `checked` is the preview: nothing has happened yet. */
export const importStatuses = ['checked', 'running', 'paused', 'finished', 'cancelled'] as const
export const importStatus = named('StaffImportStatus', z.enum(importStatuses))
export type ImportStatus = z.output<typeof importStatus>

/** Why a row is not added. */
export const rowProblems = [
  'name_missing',
  'name_too_long',
  'name_is_formula',
  'phone_missing',
  'bad_phone_number',
  'country_missing',
  'phone_shortened',
  'twice_in_file',
  'already_staff',
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

export const staffImport = named(
  'StaffImport',
  z.object({
    id,
    fileName: z.string(),
    status: importStatus,
    /** Of numbers without a country code; empty when all are to have one. */
    country,
    /** Rises each time the rows are checked anew; *Start* names the one that was looked at. */
    revision: z.number(),
    total: z.number(),
    /** Rows that can be added; the others have a problem. */
    good: z.number(),
    by: z.string(),
    createdAt: time,
    startedAt: z.nullable(time),
    endedAt: z.nullable(time),
    /** DingTalk takes nobody until then: it goes on by itself. */
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
  summary: 'Bulk add: send a spreadsheet (XLSX, CSV) to be checked; nothing is added yet',
  params: importParams,
  query: z.object({
    fileName: z._default(z.string().check(z.trim(), z.maxLength(200)), ''),
    country: z._default(country, ''),
  }),
  body: binary,
  answer: staffImportInFull,
  errors: [
    'not_found',
    'wrong_state',
    'not_a_spreadsheet',
    'spreadsheet_too_large',
    'too_many_rows',
    'columns_missing',
    'no_rows',
    'too_many_requests',
  ],
})

export const chooseImportCountry = endpoint('PATCH /api/v1/staff-imports/:importId', {
  name: 'chooseImportCountry',
  summary: 'Check the rows again, with a country for numbers that have no country code',
  params: importParams,
  body: z.object({ country }),
  answer: staffImportInFull,
  errors: ['not_found', 'wrong_state'],
})

export const startStaffImport = endpoint('POST /api/v1/staff-imports/:importId/start', {
  name: 'startStaffImport',
  summary: 'Add the people of all rows without a problem',
  params: importParams,
  body: z.object({ revision: z.number() }),
  answer: staffImportInFull,
  errors: ['not_found', 'wrong_state', 'import_changed', 'no_rows'],
})

const stepOf = (name: string, verb: string, summary: string) =>
  endpoint(`POST /api/v1/staff-imports/:importId/${verb}`, {
    name,
    summary,
    params: importParams,
    answer: staffImportInFull,
    errors: ['not_found', 'wrong_state'],
  })

export const pauseStaffImport = stepOf(
  'pauseStaffImport',
  'pause',
  'Hand no more people to DingTalk until it is resumed',
)
export const resumeStaffImport = stepOf('resumeStaffImport', 'resume', 'Go on where it stopped')
export const cancelStaffImport = stepOf(
  'cancelStaffImport',
  'cancel',
  'Add none of the rows whose turn has not come; who was added stays',
)

export const listStaffImports = endpoint('GET /api/v1/staff-imports', {
  name: 'listStaffImports',
  summary: 'Imports that were started, newest first',
  query: z.object(pageQuery),
  answer: pageOf(staffImport),
  errors: ['bad_cursor'],
})

export const findStaffImport = endpoint('GET /api/v1/staff-imports/:importId', {
  name: 'findStaffImport',
  summary: 'One import with how many rows have come to what',
  params: importParams,
  answer: staffImportInFull,
  errors: ['not_found'],
})

export const listImportRows = endpoint('GET /api/v1/staff-imports/:importId/rows', {
  name: 'listImportRows',
  summary: 'Rows of an import in the order of the file',
  params: importParams,
  query: z.object({
    ...pageQuery,
    /** Only what needs somebody: rows with a problem, and invitations that failed. */
    only: z.optional(z.enum(['problems'])),
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
  summary: 'Row by row: what happened and what to do, as XLSX or CSV',
  params: importParams,
  query: fileQuery,
  answer: binary,
  errors: ['not_found', 'rows_gone'],
})

export const staffImportTemplate = endpoint('GET /api/v1/staff-import-template', {
  name: 'staffImportTemplate',
  summary: 'An empty sheet to fill in for bulk add, as XLSX or CSV',
  query: fileQuery,
  answer: binary,
})
