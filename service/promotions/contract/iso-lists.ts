/** All submissions of an ISO's staff (Promotions), what they may be narrowed to, and where they are. */
import * as z from 'zod/mini'
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
} from '../../http/contract.ts'
import { inEachLanguage } from '../../offered-lists/contract.ts'
import { asRegion } from '../../regions/shared.ts'
import { line } from '../../text/contract.ts'
import { itemStatus } from './content.ts'

const region = z.string().check(z.regex(asRegion))

/** What counts are narrowed to. */
const besidesStatus = {
  product: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  /** A staff member. */
  staff: z.optional(id),
  /** Of the store; a country stands for all its areas. */
  region: z.optional(region),
  /** First and last day on which the present revision was submitted (business time zone). */
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
  /** Beginning of a word of the name of the store. */
  search: z.optional(line(80, 0)),
}

/** What a list and an export are narrowed to. */
const isoFilter = { ...besidesStatus, status: z.optional(itemStatus) }

export const isoSubmissionRow = named(
  'IsoSubmissionRow',
  z.object({
    id,
    storeName: z.string(),
    staff: z.object({ id, name: z.string() }),
    product: z.string(),
    status: itemStatus,
    revision: z.number(),
    spots: z.object({ in_review: z.number(), approved: z.number(), rejected: z.number() }),
    submittedAt: time,
    region: z.nullable(z.string()),
  }),
)
export type IsoSubmissionRow = z.output<typeof isoSubmissionRow>

export const listIsoSubmissions = endpoint('GET /api/v1/workspace/submissions', {
  name: 'listIsoSubmissions',
  by: 'iso',
  may: 'promotions.view',
  about: 'submission',
  summary:
    'List the submissions of all staff of the ISO (Promotions), newest first; a search is sorted by what was found',
  query: z.object({ ...pageQuery, ...isoFilter }),
  answer: pageOf(isoSubmissionRow),
  errors: ['bad_cursor'],
})

export const countIsoSubmissions = endpoint('GET /api/v1/workspace/submissions/counts', {
  name: 'countIsoSubmissions',
  by: 'iso',
  may: 'promotions.view',
  about: 'submission',
  summary: 'Count the submissions of the ISO by status; 10,000 means "or more"',
  query: z.object(besidesStatus),
  answer: z.object({ counts: z.record(itemStatus, z.number()) }),
})

export const listSubmissionRegions = endpoint('GET /api/v1/workspace/submission-regions', {
  name: 'listSubmissionRegions',
  by: 'iso',
  may: 'promotions.view',
  about: 'submission',
  summary: 'List the regions in which the ISO has submissions, of those that the caller reaches',
  answer: z.object(
    rowsAs(
      'items',
      z.object({
        /** `SG`, or `TH-10` for Bangkok. */
        id: region,
        /** Of the area; nothing where it is a country. */
        names: z.nullable(inEachLanguage),
      }),
    ),
  ),
})

export const exportIsoSubmissions = endpoint('GET /api/v1/workspace/submissions/export', {
  name: 'exportIsoSubmissions',
  by: 'iso',
  may: 'promotions.view',
  summary: 'Export the submissions of a filter as a spreadsheet',
  query: z.object({ ...isoFilter, format: z._default(z.enum(['csv', 'xlsx']), 'csv') }),
  answer: binary,
  media: spreadsheetTypes,
  errors: ['too_many_requests'],
})
