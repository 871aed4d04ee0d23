/** Lists of staff of an ISO, what they may be narrowed to, and one person of them. */
import * as z from 'zod/mini'
import {
  binary,
  endpoint,
  id,
  named,
  pageOf,
  pageQuery,
  spreadsheetTypes,
} from '../../http/contract.ts'
import { line } from '../../text/contract.ts'
import { staffStatus, staffVia } from './association.ts'
import { staffRow, staffMember, staffParams } from './member.ts'

/** What a list, its counts, a selection and an export may be narrowed to. */
export const staffFilter = {
  /** Comma separated. */
  status: z.optional(z.string().check(z.maxLength(200))),
  /** Beginning of a word of the name, or beginning or end of the phone number. */
  search: z.optional(line(80, 0)),
  via: z.optional(staffVia),
}

/** Orders of a list; with a minus the other way round. */
export const staffSorts = ['-createdAt', 'createdAt', 'name', '-name', 'since', '-since'] as const
export const staffSort = named('StaffSort', z.enum(staffSorts))
export type StaffSort = z.output<typeof staffSort>

export const listStaff = endpoint('GET /api/v1/staff', {
  name: 'listStaff',
  by: 'iso',
  may: 'staff.view',
  about: 'staffMember',
  summary:
    'List staff of the ISO (Staff Details, Review List); a search is sorted by what was found',
  query: z.object({
    ...pageQuery,
    ...staffFilter,
    /** A search has an order of its own: by the word or number that begins like it. */
    sort: z._default(staffSort, '-createdAt'),
  }),
  answer: pageOf(staffRow),
  errors: ['bad_cursor'],
})

export const countStaff = endpoint('GET /api/v1/staff/counts', {
  name: 'countStaff',
  by: 'iso',
  may: 'staff.view',
  about: 'staffMember',
  summary: 'Count staff by status; 10,000 means "or more"',
  query: z.object({ search: staffFilter.search, via: staffFilter.via }),
  answer: z.object({ counts: z.record(staffStatus, z.number()) }),
})

export const countStaffOfIso = endpoint('GET /api/v1/isos/:workspaceId/staff-counts', {
  name: 'countStaffOfIso',
  by: 'platform',
  may: 'workspaces.suspend',
  about: 'workspace',
  summary: 'Count staff of an ISO by status, for the platform; 10,000 means "or more"',
  params: z.object({ workspaceId: id }),
  answer: z.object({ counts: z.record(staffStatus, z.number()) }),
  errors: ['not_found'],
})

export const exportStaff = endpoint('GET /api/v1/staff/export', {
  name: 'exportStaff',
  by: 'iso',
  may: 'staff.export',
  summary:
    'Export the staff of a filter as a spreadsheet; without phone numbers if the caller may not see them',
  query: z.object({ ...staffFilter, format: z._default(z.enum(['csv', 'xlsx']), 'csv') }),
  answer: binary,
  media: spreadsheetTypes,
  errors: ['too_many_requests'],
})

export const findStaff = endpoint('GET /api/v1/staff/:staffId', {
  name: 'findStaff',
  by: 'iso',
  may: 'staff.view',
  about: 'staffMember',
  summary: 'Get a staff member with the timeline',
  params: staffParams,
  answer: staffMember,
  errors: ['not_found'],
})
