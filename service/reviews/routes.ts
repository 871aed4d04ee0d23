/** The review desk of the platform, and the reasons that staff read too. */
import { viewRows } from '../http/damaged.ts'
import type { Operator } from '../http/callers.ts'
import { besides } from '../http/scope.ts'
import { serve, type Route } from '../http/serve.ts'
import { earlierUsesOf } from '../photos/uses/actions.ts'
import { earlierRevisions } from '../promotions/actions/find.ts'
import { photoWorkOf } from '../promotions/actions/uses.ts'
import type { StoredSubmission } from '../promotions/model.ts'
import { StaffMembers } from '../staff/model.ts'
import { Workspaces } from '../workspaces/model.ts'
import { decide } from './actions/decide.ts'
import { countReviews, findSubmission, listRejectReasons, pageOfReviews } from './actions/find.ts'
import { appealsLeftToOthers, standingOf } from './actions/reviewers.ts'
import { undo } from './actions/undo.ts'
import * as contract from './contract.ts'
import { rejectReasons } from './model.ts'
import { bodyLimit } from './rules.ts'
import { viewReview, viewReviewRow } from './view.ts'

async function namesOfIsos(ids: readonly string[]): Promise<Map<string, string>> {
  const isos = await Workspaces.find({ _id: { $in: [...new Set(ids)] } }, { name: 1 }).lean()
  return new Map(isos.map(({ _id, name }) => [_id, name]))
}

/** The submission with all that a reviewer reads beside it. */
async function present(submission: StoredSubmission, me: Operator) {
  const { iso, staff } = submission
  // one after the other: the transaction of a decision may still be open
  const isoNames = await namesOfIsos([iso])
  const member = await StaffMembers.findOne(
    { ...besides(submission), _id: staff },
    { name: 1 },
  ).lean()
  const earlier = await earlierRevisions(submission)
  const usedBefore = await earlierUsesOf(me.scope, photoWorkOf(submission), namesOfIsos)
  const standing = await standingOf(me, submission)
  return viewReview(
    submission,
    {
      iso: { id: iso, name: isoNames.get(iso) ?? '' },
      staff: { id: staff, name: member?.name ?? '' },
      earlier,
      usedBefore,
      standing,
    },
    me,
  )
}

export const reviewRoutes: Route[] = [
  serve(contract.listRejectReasons, async () => ({
    items: rejectReasons.view(await listRejectReasons()),
  })),

  serve(contract.countReviews, async ({ me }) => {
    return countReviews(me)
  }),

  serve(contract.reviewQueue, async ({ me, query }) => {
    const { items, next } = await pageOfReviews(me.scope, query)
    const isoNames = await namesOfIsos(items.map(({ iso }) => iso))
    const barred = await appealsLeftToOthers(me, items)
    return {
      items: viewRows('submissions', items, (submission) =>
        viewReviewRow(submission, isoNames, barred.has(submission._id)),
      ),
      next,
    }
  }),

  serve(contract.openReview, async ({ me, params }) => {
    return present(await findSubmission(me.scope, params.submissionId), me)
  }),

  serve(
    contract.decide,
    async ({ me, params, body }) => {
      const { revision, decisions } = body
      return present(await decide(params.submissionId, revision, decisions, me), me)
    },
    { bodyLimit },
  ),

  serve(contract.undoDecision, async ({ me, params, body }) => {
    return present(await undo(params.submissionId, body, me), me)
  }),
]
