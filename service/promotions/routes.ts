/** What staff do with promotions: submit, follow, modify, appeal; check codes. Their ISO reads along. */
import { viewRows } from '../http/damaged.ts'
import { config } from '../config.ts'
import { refuse } from '../errors.ts'
import { associatedStaff, operator, type Operator } from '../http/callers.ts'
import { serve, type Route } from '../http/serve.ts'
import { findStaffMember } from '../staff/actions/find.ts'
import { mustBeAbleTo } from '../team/policy.ts'
import { verdictOn } from './actions/codes.ts'
import {
  countMine,
  earlierRevisions,
  findMine,
  findOfIso,
  pageOfMine,
  pageOfOne,
} from './actions/find.ts'
import { appeal, modify } from './actions/revise.ts'
import { submit } from './actions/submit.ts'
import * as contract from './contract.ts'
import { abilitiesFor } from './policy.ts'
import { bodyLimit } from './rules/content.ts'
import { viewSubmission, viewSubmissionRow } from './view.ts'

/** The platform reads submissions at its review desk. */
function isoOf(me: Operator): string {
  mustBeAbleTo(me, 'promotions.view')
  return 'iso' in me.scope ? me.scope.iso : refuse('not_allowed')
}

export const promotionRoutes: Route[] = [
  serve(
    contract.submit,
    associatedStaff,
    async ({ me, params, body }) => {
      const submission = await submit(params.submissionId, body, me)
      return viewSubmission(submission, abilitiesFor(me, submission))
    },
    { bodyLimit },
  ),

  serve(
    contract.modify,
    associatedStaff,
    async ({ me, params, body }) => {
      const submission = await modify(params.submissionId, params.revision, body, me)
      return viewSubmission(submission, abilitiesFor(me, submission))
    },
    { bodyLimit },
  ),

  serve(contract.appeal, associatedStaff, async ({ me, params, body }) => {
    const { submissionId, revision } = params
    const submission = await appeal(submissionId, revision, body.explanation, me)
    return viewSubmission(submission, abilitiesFor(me, submission))
  }),

  serve(contract.countMySubmissions, associatedStaff, ({ me }) => countMine(me)),

  serve(contract.listMySubmissions, associatedStaff, async ({ me, query }) => {
    const { items, next } = await pageOfMine(me, query)
    return { items: viewRows('submissions', items, viewSubmissionRow), next }
  }),

  serve(contract.findMySubmission, associatedStaff, async ({ me, params }) => {
    const submission = await findMine(params.submissionId, me)
    return viewSubmission(submission, abilitiesFor(me, submission))
  }),

  serve(contract.listRevisions, associatedStaff, async ({ me, params }) => {
    const submission = await findMine(params.submissionId, me)
    const earlier = await earlierRevisions(submission)
    return { items: viewRows('revisions', earlier, (revision) => viewSubmission(revision, [])) }
  }),

  serve(contract.listStaffSubmissions, operator, async ({ me, params, query }) => {
    const iso = isoOf(me)
    const { _id: staff } = await findStaffMember({ iso }, params.staffId)
    const { items, next } = await pageOfOne({ iso, staff }, query)
    return { items: viewRows('submissions', items, viewSubmissionRow), next }
  }),

  serve(contract.findIsoSubmission, operator, async ({ me, params }) => {
    const iso = isoOf(me)
    const submission = await findOfIso(params.submissionId, iso)
    const { _id, name } = await findStaffMember({ iso }, submission.staff)
    return { submission: viewSubmission(submission, []), staff: { id: _id, name } }
  }),

  serve(contract.checkCode, associatedStaff, async ({ me, query }) => {
    const code = contract.codeFromQr(query.text, new URL(config().publicUrl).origin)
    if (!code) return { code: null, verdict: 'unknown' as const }
    return verdictOn(code, me.iso.id, query.submission)
  }),
]
