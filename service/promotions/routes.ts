/** What staff do with promotions: submit, follow, modify, appeal; check codes. Their ISO reads along. */
import { viewRows } from '../http/damaged.ts'
import { config } from '../config.ts'
import { refuse } from '../errors.ts'
import { associatedStaff, operator, type Operator } from '../http/callers.ts'
import { serve, type Route } from '../http/serve.ts'
import { findStaffMember } from '../staff/actions/find.ts'
import { can, mustBeAbleTo } from '../team/policy.ts'
import { verdictOn } from './actions/codes.ts'
import {
  countMine,
  earlierRevisions,
  findMine,
  findOfIso,
  pageOfMine,
  pageOfOne,
} from './actions/find.ts'
import { freeCodes, stuckCodes } from './actions/free.ts'
import { appeal, modify } from './actions/revise.ts'
import { submit } from './actions/submit.ts'
import * as contract from './contract.ts'
import type { StoredSubmission } from './model.ts'
import { abilitiesFor } from './policy.ts'
import { bodyLimit } from './rules/content.ts'
import { viewIsoSubmission, viewSubmission, viewSubmissionRow } from './view.ts'

/** The platform reads submissions at its review desk. */
function ofIso(me: Operator): Operator & { scope: { iso: string } } {
  mustBeAbleTo(me, 'promotions.view')
  const { scope } = me
  return 'iso' in scope ? { ...me, scope } : refuse('not_allowed')
}

const isoOf = (me: Operator) => ofIso(me).scope.iso

/** A submission as its ISO reads it. */
async function present(submission: StoredSubmission, me: Operator) {
  const { _id, name } = await findStaffMember({ iso: submission.iso }, submission.staff)
  const stuck = can(me, 'staff.remove') ? await stuckCodes(submission) : []
  return viewIsoSubmission(submission, { id: _id, name }, stuck)
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
    return present(await findOfIso(params.submissionId, isoOf(me)), me)
  }),

  serve(contract.freeCodes, operator, async ({ me, params, body }) => {
    const admin = ofIso(me)
    // whoever may end an association may tidy up after it
    mustBeAbleTo(me, 'staff.remove')
    return present(await freeCodes(params.submissionId, body, admin), me)
  }),

  serve(contract.checkCode, associatedStaff, async ({ me, query }) => {
    const code = contract.codeFromQr(query.text, new URL(config().publicUrl).origin)
    if (!code) return { code: null, verdict: 'unknown' as const }
    return verdictOn(code, me.iso.id, query.submission)
  }),
]
