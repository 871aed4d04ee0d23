/** The review queue, what was decided, and the reasons for rejecting. */
import type { QueryOptions } from 'mongoose'
import { startOfBusinessDay } from '../../business-day.ts'
import { countUpTo, keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import type { Operator } from '../../http/callers.ts'
import { within, type Scope } from '../../http/scope.ts'
import { eachRegion } from '../../regions/region.ts'
import { rowFields } from '../../promotions/actions/find.ts'
import { Submissions, type StoredSubmission } from '../../promotions/model.ts'
import { reviewIndexes } from '../../promotions/rules/list-indexes.ts'
import { rejectReasons, type StoredRejectReason } from '../model.ts'

/** Reasons in the order in which they are offered. */
export async function listRejectReasons(): Promise<StoredRejectReason[]> {
  return rejectReasons.read()
}

const reviewFields = {
  ...rowFields,
  iso: 1,
  region: 1,
  cause: 1,
  decidedAt: 1,
  reused: 1,
  'decisions.by': 1,
} as const

/** Submissions of the ISOs in the scope: what waits, oldest first; or what was decided, newest first. */
export async function pageOfReviews(
  scope: Scope,
  {
    state,
    limit,
    after,
  }: { state: 'waiting' | 'decided'; limit: number; after?: string | undefined },
): Promise<Page<StoredSubmission>> {
  const page = { limit, after, select: reviewFields }
  // by name, each region is a range of the index, and the ranges are merged in order
  const regions = scope.regions === 'all' ? undefined : await eachRegion(scope.regions)
  return state === 'waiting'
    ? keysetPage(
        Submissions,
        { ...within(scope), ...(regions && { region: { $in: regions } }), status: 'in_review' },
        {
          ...page,
          sort: [
            ['submittedAt', 1],
            ['_id', 1],
          ],
          ...(regions && { hint: reviewIndexes.waitingInRegion }),
        },
      )
    : keysetPage(
        Submissions,
        {
          ...within(scope),
          ...(regions && { region: { $in: regions } }),
          decidedAt: { $type: 'date' },
        },
        {
          ...page,
          sort: [
            ['decidedAt', -1],
            ['_id', -1],
          ],
          ...(regions
            ? { hint: reviewIndexes.decidedInRegion }
            : scope.isos !== 'all' && { hint: reviewIndexes.decidedOfIso }),
        },
      )
}

/** How much waits, counted to 10,000, and how many submissions this reviewer decided today (business time zone). */
export async function countReviews(
  me: Operator,
): Promise<{ waiting: number; decidedToday: number }> {
  const [waiting, decidedToday] = await Promise.all([
    countUpTo(Submissions, { ...within(me.scope), status: 'in_review' }),
    countUpTo(Submissions, {
      ...within(me.scope),
      decisions: { $elemMatch: { by: me.id, at: { $gte: startOfBusinessDay() } } },
    }),
  ])
  return { waiting, decidedToday }
}

/** @throws Refusal `not_found` outside the scope just as when there is none */
export async function findSubmission(
  scope: Scope,
  id: string,
  reading: QueryOptions = {},
): Promise<StoredSubmission> {
  const found = await Submissions.findOne({ _id: id, ...within(scope) })
    .setOptions(reading)
    .lean()
  return found ?? refuse('not_found')
}
