/** Imports, their rows, and the sheets that are downloaded. */
import * as z from 'zod/mini'
import { language } from '../../texts/contract.ts'
import { binary, endpoint, pageOf, pageQuery, spreadsheetTypes } from '../../http/contract.ts'
import { staffImportRow } from './rows.ts'
import { importParams, staffImport, staffImportInFull } from './import.ts'

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
