/** The review queue, and the decision that ends a review. */
import { startOfBusinessDay } from '../business-day.ts'
import { clock } from '../clock.ts'
import { countUpTo, keysetPage, type Page } from '../database/keyset-page.ts'
import { transaction } from '../database/transaction.ts'
import { refuse } from '../errors.ts'
import { actorOf, type Operator } from '../http/callers.ts'
import { record } from '../outbox/record.ts'
import { moveCodes } from '../promotions/actions/codes.ts'
import { rowFields } from '../promotions/actions/find.ts'
import { Submissions, type StoredSubmission, type StoredVerdict } from '../promotions/model.ts'
import { statusOf, tallyOf } from '../promotions/rules/states.ts'
import type { Decision } from './contract.ts'
import { RejectReasons, type StoredRejectReason } from './model.ts'
import { theStore, wrongDecisions } from './rules.ts'

/** Reasons in the order in which they are offered. */
export async function listRejectReasons(): Promise<StoredRejectReason[]> {
  return RejectReasons.find().sort({ order: 1 }).lean()
}

const reviewFields = { ...rowFields, iso: 1, cause: 1, decidedAt: 1, reused: 1 } as const

/** Submissions of all ISOs: what waits, oldest first; or what was decided, newest first. */
export async function pageOfReviews({
  state,
  limit,
  after,
}: {
  state: 'waiting' | 'decided'
  limit: number
  after?: string | undefined
}): Promise<Page<StoredSubmission>> {
  const page = { limit, after, select: reviewFields }
  return state === 'waiting'
    ? keysetPage(
        Submissions,
        { status: 'in_review' },
        {
          ...page,
          sort: [
            ['submittedAt', 1],
            ['_id', 1],
          ],
        },
      )
    : keysetPage(
        Submissions,
        { decidedAt: { $type: 'date' } },
        {
          ...page,
          sort: [
            ['decidedAt', -1],
            ['_id', -1],
          ],
        },
      )
}

/** How much waits, counted to 10,000, and how many submissions this reviewer decided today (business time zone). */
export async function countReviews(
  me: Operator,
): Promise<{ waiting: number; decidedToday: number }> {
  const [waiting, decidedToday] = await Promise.all([
    countUpTo(Submissions, { status: 'in_review' }),
    countUpTo(Submissions, {
      decisions: { $elemMatch: { by: me.id, at: { $gte: startOfBusinessDay() } } },
    }),
  ])
  return { waiting, decidedToday }
}

/** @throws Refusal `not_found` */
export async function findSubmission(id: string): Promise<StoredSubmission> {
  return (await Submissions.findById(id).lean()) ?? refuse('not_found')
}

/** @throws Refusal `revision_superseded`, `already_decided` telling by whom and when */
function mustBeOpen(submission: StoredSubmission, revision: number): void {
  if (submission.revision !== revision) {
    refuse('revision_superseded', { about: { revision: submission.revision } })
  }
  if (submission.status !== 'in_review') {
    const last = submission.decisions.at(-1)
    refuse('already_decided', {
      about: {
        status: submission.status,
        by: last?.name ?? null,
        at: last?.at.toISOString() ?? null,
      },
    })
  }
}

function decided(
  before: StoredSubmission,
  decisions: readonly Decision[],
  me: Operator,
): StoredSubmission {
  const now = clock.now()
  const byItem = new Map(decisions.map((decision) => [decision.item, decision]))
  const verdictOn = (item: string, verdict: StoredVerdict): StoredVerdict => {
    const decision = byItem.get(item)
    if (!decision) return verdict
    const { status, reasons, note } = decision
    return { status, reasons, note, decidedAt: now }
  }
  const store = { ...before.store, verdict: verdictOn(theStore, before.store.verdict) }
  const spots = before.spots.map((spot) => ({
    ...spot,
    verdict: verdictOn(spot.id, spot.verdict),
  }))
  const { revision } = before
  return {
    ...before,
    store,
    spots,
    status: statusOf([store, ...spots].map(({ verdict }) => verdict.status)),
    tally: tallyOf(store, spots),
    decidedAt: now,
    timeline: [...before.timeline, { at: now, what: 'decided', revision }],
    decisions: [...before.decisions, { revision, by: me.id, name: me.name, at: now }],
  }
}

/**
 * Decides every item that is in review (requirements B6); the Marketing Codes of approved spots become
 * active in the same transaction, so that nobody sees one without the other. Of two reviewers one wins.
 * @throws Refusal `not_found`, `revision_superseded`, `already_decided`, `bad_input`
 */
export async function decide(
  id: string,
  revision: number,
  decisions: readonly Decision[],
  me: Operator,
): Promise<StoredSubmission> {
  const before = await findSubmission(id)
  mustBeOpen(before, revision)
  const wrong = wrongDecisions(before, decisions, await listRejectReasons())
  if (wrong.length) refuse('bad_input', { fields: wrong.slice(0, 50) })

  const after = decided(before, decisions, me)
  const approvedNow = new Set(
    decisions.filter(({ status }) => status === 'approved').map(({ item }) => item),
  )
  const codes = after.spots.filter((spot) => approvedNow.has(spot.id)).flatMap((spot) => spot.codes)
  const verdicts = after.spots.map(({ verdict }, index) => [`spots.${index}.verdict`, verdict])
  await transaction(async () => {
    const { matchedCount } = await Submissions.updateOne(
      { _id: id, iso: before.iso, revision, status: 'in_review' },
      {
        $set: {
          status: after.status,
          decidedAt: after.decidedAt,
          tally: after.tally,
          'store.verdict': after.store.verdict,
          ...Object.fromEntries(verdicts),
        },
        $push: { timeline: after.timeline.at(-1), decisions: after.decisions.at(-1) },
      },
    )
    if (!matchedCount) {
      mustBeOpen(await findSubmission(id), revision)
      refuse('already_decided')
    }
    await moveCodes('activate', codes, before)
    await record('reviews.decided', {
      tenant: before.iso,
      subject: { kind: 'submission', id },
      staff: before.staff,
      by: actorOf(me),
      data: {
        revision,
        status: after.status,
        approved: approvedNow.size,
        rejected: decisions.length - approvedNow.size,
      },
    })
  })
  return after
}
