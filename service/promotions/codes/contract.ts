/** The Marketing Codes of an ISO: where each hangs, what happened to it, and what can be done about it. */
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
import { codeStatus, marketingCode, retireReason } from '../../marketing-codes/contract.ts'
import { line } from '../../text/contract.ts'

/** What a list, its counts and an export may be narrowed to. */
const codeFilter = {
  status: z.optional(codeStatus),
  /** Beginning of the code, with or without hyphens. */
  search: z.optional(line(80, 0)),
}

/** Where a code hangs, or hung when it was retired. */
const whereabouts = z.object({
  submission: id,
  store: z.string(),
  /** The staff member who put it up. */
  staff: z.object({ id, name: z.string() }),
})

export type Whereabouts = z.output<typeof whereabouts>

export const codeRow = named(
  'MarketingCodeRow',
  z.object({
    /** The code as printed. */
    id: z.string(),
    status: codeStatus,
    since: time,
    region: z.nullable(z.string()),
    /** Null while it hangs nowhere. */
    at: z.nullable(whereabouts),
    /** Why the ISO has retired it. */
    reason: z.nullable(retireReason),
  }),
)
export type CodeRow = z.output<typeof codeRow>

export const listCodes = endpoint('GET /api/v1/workspace/marketing-codes', {
  name: 'listCodes',
  by: 'iso',
  may: 'codes.view',
  about: ['marketingCode', 'submission', 'codeStock'],
  summary:
    'List the Marketing Codes of the ISO in their order; an operator of some regions sees those that hang there',
  query: z.object({ ...pageQuery, ...codeFilter }),
  answer: pageOf(codeRow),
  errors: ['bad_cursor'],
})

export const countCodes = endpoint('GET /api/v1/workspace/marketing-codes/counts', {
  name: 'countCodes',
  by: 'iso',
  may: 'codes.view',
  about: ['marketingCode', 'submission', 'codeStock'],
  summary: 'Count Marketing Codes by status; 10,000 means "or more"',
  query: z.object({ search: codeFilter.search }),
  answer: z.object({ counts: z.record(codeStatus, z.number()) }),
})

export const exportCodes = endpoint('GET /api/v1/workspace/marketing-codes/export', {
  name: 'exportCodes',
  by: 'iso',
  may: 'codes.view',
  summary: 'Export the Marketing Codes of a filter as a spreadsheet',
  query: z.object({ ...codeFilter, format: z._default(z.enum(['csv', 'xlsx']), 'csv') }),
  answer: binary,
  media: spreadsheetTypes,
  errors: ['too_many_requests'],
})

/** `free`: it hangs on a rejected spot of a person who has left; the submission has the means (`freeCodes`). */
export const codeAbility = z.enum(['free', 'retire'])
export type CodeAbility = z.output<typeof codeAbility>

const codeParams = z.object({ code: marketingCode })

export const code = named(
  'MarketingCode',
  z.extend(codeRow, {
    /** The spot where it hangs; null where the submission has it no longer. */
    spot: z.nullable(z.object({ number: z.number(), kind: z.string(), note: z.string() })),
    /** The last 20 states, oldest first. */
    ...rowsAs(
      'history',
      z.object({
        at: time,
        status: codeStatus,
        /** Of the store where it hung then; null for nowhere. */
        store: z.nullable(z.string()),
        reason: z.nullable(retireReason),
      }),
    ),
    abilities: z.array(codeAbility),
  }),
)
export type Code = z.output<typeof code>

export const findCode = endpoint('GET /api/v1/workspace/marketing-codes/:code', {
  name: 'findCode',
  by: 'iso',
  may: 'codes.view',
  about: ['marketingCode', 'submission', 'staffMember'],
  summary: 'Get a Marketing Code: where it hangs, and what happened to it',
  params: codeParams,
  answer: code,
  errors: ['not_found'],
})

export const retireCode = endpoint('POST /api/v1/workspace/marketing-codes/:code/retire', {
  name: 'retireCode',
  by: 'iso',
  may: { all: ['codes.view', 'codes.manage'] },
  summary: 'Retire a Marketing Code that is lost or damaged; it is never used again',
  params: codeParams,
  body: z.object({
    reason: retireReason,
    /** `since` of the code as the caller has seen it. */
    since: time,
  }),
  example: { body: { reason: 'lost', since: '2026-11-22T06:05:00.000Z' } },
  answer: code,
  errors: ['not_found', 'wrong_state'],
})
