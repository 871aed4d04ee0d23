/** What an operator does with an import: check, change, mend, start, pause, cancel. */
import * as z from 'zod/mini'
import { binary, endpoint, id, rowsAs, spreadsheetTypes } from '../../http/contract.ts'
import { fileErrors } from '../../imports/contract.ts'
import { staffImportRow } from './rows.ts'
import { country, importParams, readingChoice, staffImportInFull } from './import.ts'

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
  errors: ['not_found', 'wrong_state', 'import_changed', ...fileErrors],
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
  errors: ['not_found', 'wrong_state', 'import_changed', 'file_gone', ...fileErrors],
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

/** What the steps that change only the state of an import have alike. */
const stepOfImport = {
  by: 'iso',
  may: 'staff.add',
  params: importParams,
  answer: staffImportInFull,
  errors: ['not_found', 'wrong_state'],
} as const

export const pauseStaffImport = endpoint('POST /api/v1/staff-imports/:importId/pause', {
  ...stepOfImport,
  name: 'pauseStaffImport',
  summary: 'Pause an import; no more people are added until it is resumed',
})
export const resumeStaffImport = endpoint('POST /api/v1/staff-imports/:importId/resume', {
  ...stepOfImport,
  name: 'resumeStaffImport',
  summary: 'Resume a paused import',
})
export const cancelStaffImport = endpoint('POST /api/v1/staff-imports/:importId/cancel', {
  ...stepOfImport,
  name: 'cancelStaffImport',
  summary: 'Cancel an import; the people who were added already stay',
})
