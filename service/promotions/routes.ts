/** What staff do with promotions: submit, follow, modify, appeal; check codes; keep drafts. */
import { config } from '../config.ts'
import { associatedStaff } from '../http/callers.ts'
import { serve, type Route } from '../http/serve.ts'
import { findPhotos } from '../photos/actions/keep.ts'
import { verdictsOf } from './actions/codes.ts'
import { discardDraft, listDrafts, saveDraft } from './actions/drafts.ts'
import { countMine, earlierRevisions, findMine, pageOfMine } from './actions/find.ts'
import { appeal, modify } from './actions/revise.ts'
import { submit } from './actions/submit.ts'
import * as contract from './contract.ts'
import { abilitiesFor } from './policy.ts'
import { photosOfDraft, viewDraft, viewSubmission, viewSubmissionRow } from './view.ts'

/** 200 spots with 5 photos and 50 codes each fit well. */
const large = { bodyLimit: '2mb' }

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
