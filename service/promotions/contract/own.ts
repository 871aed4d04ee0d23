/** What staff do with their own submissions: send in, modify, appeal, read. */
import * as z from 'zod/mini'
import { endpoint, id, pageOf, pageQuery, rowsAs } from '../../http/contract.ts'
import { line, paragraph } from '../../text/contract.ts'
import { itemStatus, submissionContent, exampleContent } from './content.ts'
import { submission, submissionRow, submissionParams } from './submission.ts'

const revisionParams = z.object({
  submissionId: id,
  revision: z.coerce.number().check(z.int(), z.minimum(2), z.maximum(1000)),
})

/** What is wrong with the content that is sent in. */
const contentErrors = [
  'store_not_agreed',
  'photo_missing',
  'code_unknown',
  'code_taken',
  'same_id_other_content',
] as const

export const submit = endpoint('PUT /api/v1/submissions/:submissionId', {
  name: 'submit',
  by: 'associated staff',
  summary: 'Submit store and spots for review; sent again, it gets the same answer',
  params: submissionParams,
  // how long visits of apps without it are taken says `agreements/rules.ts`
  query: z.object({
    /** The app asks for deployment policy and service agreement before a visit begins. */
    asksToAgree: z.optional(z.literal('yes')),
  }),
  body: submissionContent,
  example: { body: exampleContent },
  answer: submission,
  kept: true,
  errors: [...contentErrors, 'product_closed', 'policy_not_agreed', 'iso_not_agreed'],
})

export const modify = endpoint('PUT /api/v1/submissions/:submissionId/revisions/:revision', {
  name: 'modify',
  by: 'associated staff',
  summary: 'Modify a rejected submission: submit a new revision with edits',
  params: revisionParams,
  body: submissionContent,
  example: { body: exampleContent },
  answer: submission,
  kept: true,
  errors: ['not_found', 'wrong_state', 'revision_superseded', ...contentErrors],
})

export const appeal = endpoint('PUT /api/v1/submissions/:submissionId/appeals/:revision', {
  name: 'appeal',
  by: 'associated staff',
  summary: 'Appeal against a rejection: same evidence, with an explanation',
  params: revisionParams,
  body: z.object({ explanation: paragraph(1000, 5) }),
  example: { body: { explanation: 'The code hangs left of the till.' } },
  answer: submission,
  // codes that were freed meanwhile are bound again, where they still can be; photos may be gone after a year
  errors: [
    'not_found',
    'wrong_state',
    'revision_superseded',
    'code_unknown',
    'code_taken',
    'photo_missing',
  ],
})

/** What was rejected last, as the home of the workspace shows it. */
export const lastRejected = { status: 'rejected', limit: 3 } as const

export const listMySubmissions = endpoint('GET /api/v1/submissions', {
  name: 'listMySubmissions',
  by: 'associated staff',
  about: 'submission',
  summary: 'List my submissions, newest first',
  query: z.object({
    ...pageQuery,
    status: z.optional(itemStatus),
    /** Part of the name of the store. */
    search: z.optional(line(80, 0)),
  }),
  answer: pageOf(submissionRow),
  errors: ['bad_cursor'],
  offline: { query: lastRejected },
})

export const countMySubmissions = endpoint('GET /api/v1/submissions/counts', {
  name: 'countMySubmissions',
  by: 'associated staff',
  about: 'submission',
  summary: 'Count my submissions by status, and what I did today (business time zone)',
  answer: z.object({
    in_review: z.number(),
    approved: z.number(),
    rejected: z.number(),
    today: z.object({ stores: z.number(), spots: z.number() }),
  }),
  offline: {},
})

export const findMySubmission = endpoint('GET /api/v1/submissions/:submissionId', {
  name: 'findMySubmission',
  by: 'associated staff',
  about: 'submission',
  summary: 'Get one of my submissions',
  params: submissionParams,
  answer: submission,
  errors: ['not_found'],
})

export const listRevisions = endpoint('GET /api/v1/submissions/:submissionId/revisions', {
  name: 'listRevisions',
  by: 'associated staff',
  about: 'submission',
  summary: 'List earlier revisions of one of my submissions, newest first',
  params: submissionParams,
  answer: z.object(rowsAs('items', submission)),
  errors: ['not_found'],
})
