/** What an ISO sees of its staff's submissions, and does with codes that were left on them. */
import * as z from 'zod/mini'
import { endpoint, id, pageOf, pageQuery, time, exampleIds } from '../../http/contract.ts'
import { paragraph } from '../../text/contract.ts'
import { submission, submissionRow, submissionParams } from './submission.ts'

export const listStaffSubmissions = endpoint('GET /api/v1/staff/:staffId/submissions', {
  name: 'listStaffSubmissions',
  by: 'iso',
  may: 'promotions.view',
  about: 'submission',
  summary: 'List the submissions of a staff member, newest first, for the ISO',
  params: z.object({ staffId: id }),
  query: z.object(pageQuery),
  answer: pageOf(submissionRow),
  errors: ['not_found', 'bad_cursor'],
})

const isoSubmission = z.object({
  submission,
  staff: z.object({ id, name: z.string() }),
  /** Codes that hang on rejected spots of people who left, which the caller may free. */
  stuck: z.array(z.object({ spot: id, codes: z.array(z.string()) })),
  /** Codes of the present revision that were freed: the person and the reason. */
  freed: z.array(
    z.object({
      spot: id,
      codes: z.array(z.string()),
      by: z.string(),
      reason: z.string(),
      at: time,
    }),
  ),
})

export const findIsoSubmission = endpoint('GET /api/v1/workspace/submissions/:submissionId', {
  name: 'findIsoSubmission',
  by: 'iso',
  may: 'promotions.view',
  about: ['submission', 'staffMember'],
  summary: 'Get a submission of a staff member, for the ISO',
  params: submissionParams,
  answer: isoSubmission,
  errors: ['not_found'],
})

export const freeCodes = endpoint('POST /api/v1/workspace/submissions/:submissionId/free-codes', {
  name: 'freeCodes',
  by: 'iso',
  // who may end an association may tidy up after it
  may: { all: ['promotions.view', 'staff.remove'] },
  summary:
    'Free the Marketing Codes of a rejected spot whose staff member has left the ISO, with the reason',
  params: submissionParams,
  body: z.object({ spot: id, reason: paragraph(300, 5) }),
  example: { body: { spot: exampleIds.spot, reason: 'She left the company.' } },
  answer: isoSubmission,
  errors: ['not_found', 'wrong_state'],
})
