/** What staff do with promotions: submit, follow, modify, appeal; check codes; keep drafts. Their ISO reads along. */
import { config } from '../config.ts'
import { refuse } from '../errors.ts'
import { associatedStaff, operator, type Operator } from '../http/callers.ts'
import { serve, type Route } from '../http/serve.ts'
import { findPhotos } from '../photos/actions/keep.ts'
import { findStaffMember } from '../staff/actions/find.ts'
import { mustBeAbleTo } from '../team/policy.ts'
import { verdictsOf } from './actions/codes.ts'
import { discardDraft, listDrafts, saveDraft } from './actions/drafts.ts'
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
import { photosOfDraft, viewDraft, viewSubmission, viewSubmissionRow } from './view.ts'

/** 200 spots with 5 photos and 50 codes each fit well. */
const large = { bodyLimit: '2mb' }

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
    large,
  ),

  serve(
    contract.modify,
    associatedStaff,
    async ({ me, params, body }) => {
      const submission = await modify(params.submissionId, params.revision, body, me)
      return viewSubmission(submission, abilitiesFor(me, submission))
    },
    large,
  ),

  serve(contract.appeal, associatedStaff, async ({ me, params, body }) => {
    const { submissionId, revision } = params
    const submission = await appeal(submissionId, revision, body.explanation, me)
    return viewSubmission(submission, abilitiesFor(me, submission))
  }),

  serve(contract.countMySubmissions, associatedStaff, ({ me }) => countMine(me)),

  serve(contract.listMySubmissions, associatedStaff, async ({ me, query }) => {
    const { items, next } = await pageOfMine(me, query)
    return { items: items.map(viewSubmissionRow), next }
  }),

  serve(contract.findMySubmission, associatedStaff, async ({ me, params }) => {
    const submission = await findMine(params.submissionId, me)
    return viewSubmission(submission, abilitiesFor(me, submission))
  }),

  serve(contract.listRevisions, associatedStaff, async ({ me, params }) => {
    const submission = await findMine(params.submissionId, me)
    const earlier = await earlierRevisions(submission)
    return { items: earlier.map((revision) => viewSubmission(revision, [])) }
  }),

  serve(contract.listStaffSubmissions, operator, async ({ me, params, query }) => {
    const iso = isoOf(me)
    const { _id: staff } = await findStaffMember({ iso }, params.staffId)
    const { items, next } = await pageOfOne({ iso, staff }, query)
    return { items: items.map(viewSubmissionRow), next }
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
    const [found] = await verdictsOf([code], me.iso.id, query.submission)
    return { code, verdict: found?.verdict ?? ('unknown' as const) }
  }),

  serve(
    contract.saveDraft,
    associatedStaff,
    async ({ me, params, body }) => {
      const { content, revision } = body
      const savedAt = new Date(body.savedAt)
      const kept = await saveDraft(params.draftId, { content, revision, savedAt }, me)
      return { savedAt: kept.toISOString() }
    },
    large,
  ),

  serve(contract.listDrafts, associatedStaff, async ({ me }) => {
    const drafts = await listDrafts(me)
    const photos = await findPhotos(drafts.flatMap(photosOfDraft), {
      iso: me.iso.id,
      staff: me.id,
    })
    return { items: drafts.map((draft) => viewDraft(draft, photos)) }
  }),

  serve(contract.discardDraft, associatedStaff, async ({ me, params }) => {
    await discardDraft(params.draftId, me)
    return {}
  }),
]
