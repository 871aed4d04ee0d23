/** What staff do with promotions: submit, follow, modify, appeal. Their ISO reads along. */
import { viewPage, viewRows } from '../http/damaged.ts'
import type { Operator } from '../http/callers.ts'
import { may } from '../http/policy.ts'
import { exportsOfOne, take } from '../http/limits.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import { refuse } from '../errors.ts'
import { besides, within } from '../http/scope.ts'
import { areaNaming } from '../regions/region.ts'
import { isCountry } from '../regions/shared.ts'
import { nameOfExport } from '../spreadsheets/file-name.ts'
import { sendSheets } from '../spreadsheets/file.ts'
import { findStaffMember } from '../staff/actions/find.ts'
import { StaffMembers, type StaffMember } from '../staff/model.ts'
import {
  countMine,
  earlierRevisions,
  findMine,
  findOfIso,
  pageOfMine,
  pageOfOne,
} from './actions/find.ts'
import { exportSubmissions } from './actions/export/export.ts'
import { freeCodes, stuckCodes } from './actions/free.ts'
import { regionsReached } from './actions/iso-list/filter.ts'
import { countIso, pageOfIso } from './actions/iso-list/find.ts'
import { sendersOf } from './actions/iso-list/senders.ts'
import { appeal } from './actions/revise/appeal.ts'
import { modify } from './actions/revise/modify.ts'
import { submit } from './actions/submit.ts'
import * as own from './contract/own.ts'
import * as isoLists from './contract/iso-lists.ts'
import * as iso from './contract/iso.ts'
import type { StoredSubmission } from './model.ts'
import { abilitiesFor, submissionPolicy } from './policy.ts'
import { bodyLimit } from './rules/content.ts'
import { viewIsoRow, viewIsoSubmission, viewSubmission, viewSubmissionRow } from './view.ts'

/** Who sent it in: read with it, also by an operator who does not reach the person themselves. */
async function senderOf(submission: StoredSubmission): Promise<StaffMember> {
  const its = { ...besides(submission), _id: submission.staff }
  return (await StaffMembers.findOne(its).lean<StaffMember>()) ?? refuse('not_found')
}

/** A submission as its ISO reads it. */
async function present(submission: StoredSubmission, me: Operator) {
  const { _id, name } = await senderOf(submission)
  const stuck = may(me, submissionPolicy, 'free_codes', submission)
    ? await stuckCodes(submission)
    : []
  return viewIsoSubmission(submission, { id: _id, name }, stuck)
}

export const promotionRoutes: Route[] = [
  serve(
    own.submit,
    async ({ me, params, query, body }) => {
      const asks = query.asksToAgree === 'yes'
      const submission = await submit(params.submissionId, body, { me, asks })
      return viewSubmission(submission, abilitiesFor(me, submission))
    },
    { bodyLimit },
  ),

  serve(
    own.modify,
    async ({ me, params, body }) => {
      const submission = await modify(params.submissionId, params.revision, body, me)
      return viewSubmission(submission, abilitiesFor(me, submission))
    },
    { bodyLimit },
  ),

  serve(own.appeal, async ({ me, params, body }) => {
    const { submissionId, revision } = params
    const submission = await appeal(submissionId, revision, body.explanation, me)
    return viewSubmission(submission, abilitiesFor(me, submission))
  }),

  serve(own.countMySubmissions, ({ me }) => countMine(me)),

  serve(own.listMySubmissions, async ({ me, query }) =>
    viewPage('submissions', await pageOfMine(me, query), viewSubmissionRow),
  ),

  serve(own.findMySubmission, async ({ me, params }) => {
    const submission = await findMine(params.submissionId, me)
    return viewSubmission(submission, abilitiesFor(me, submission))
  }),

  serve(own.listRevisions, async ({ me, params }) => {
    const submission = await findMine(params.submissionId, me)
    const earlier = await earlierRevisions(submission)
    return { items: viewRows('revisions', earlier, (revision) => viewSubmission(revision, [])) }
  }),

  serve(iso.listStaffSubmissions, async ({ me, params, query }) => {
    const { _id: staff } = await findStaffMember(me.scope, params.staffId)
    const page = await pageOfOne({ ...within(me.scope), staff }, query)
    return viewPage('submissions', page, viewSubmissionRow)
  }),

  serve(isoLists.listIsoSubmissions, async ({ me, query }) => {
    const page = await pageOfIso(me.scope, query)
    const names = await sendersOf(me.scope, page.items)
    return viewPage('submissions', page, (submission) => viewIsoRow(submission, names))
  }),

  serve(isoLists.countIsoSubmissions, async ({ me, query }) => {
    return { counts: await countIso(me.scope, query) }
  }),

  serve(isoLists.listSubmissionRegions, async ({ me }) => {
    const areaNames = await areaNaming()
    const regions = await regionsReached(me.scope)
    return {
      items: regions.map((id) => ({ id, names: isCountry(id) ? null : areaNames(id) })),
    }
  }),

  serveRaw(isoLists.exportIsoSubmissions, async ({ me, query }, ctx) => {
    await take(exportsOfOne, me.id)
    const { format } = query
    const sheet = await exportSubmissions(me, query, format)
    sendSheets(ctx, nameOfExport(me.workspace.name, 'promotions', format), format, [sheet])
  }),

  serve(iso.findIsoSubmission, async ({ me, params }) => {
    return present(await findOfIso(params.submissionId, me.scope), me)
  }),

  serve(iso.freeCodes, async ({ me, params, body }) => {
    return present(await freeCodes(params.submissionId, body, me), me)
  }),
]
