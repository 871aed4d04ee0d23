/** Finds submissions of the caller, and for an ISO those of its staff; all others are not found. */
import { startOfBusinessDay } from '../../business-day.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { findRow } from '../../database/rows.ts'
import { refuse } from '../../errors.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { besides, within, type Scope } from '../../http/scope.ts'
import { loosePattern } from '../../text/loose-pattern.ts'
import type { ItemStatus } from '../contract/content.ts'
import { Revisions, Submissions, type StoredSubmission } from '../model.ts'

const mine = (me: AssociatedStaff) => ({ iso: me.iso.id, staff: me.id })

/** @throws Refusal `not_found` */
export async function findMine(id: string, me: AssociatedStaff): Promise<StoredSubmission> {
  const found = await findRow(Submissions, { _id: id, ...mine(me) })
  return found ?? refuse('not_found')
}

/** The same after a twin was faster, which may not be with the majority yet. @throws Refusal `not_found` */
export async function findMineAsAcknowledged(
  id: string,
  me: AssociatedStaff,
): Promise<StoredSubmission> {
  const found = await Submissions.findOne({ _id: id, ...mine(me) })
    .setOptions(asAcknowledged)
    .lean()
  return found ?? refuse('not_found')
}

/** @throws Refusal `not_found` for another ISO's just as when there is none */
export async function findOfIso(id: string, scope: Scope): Promise<StoredSubmission> {
  return (await findRow(Submissions, { _id: id, ...within(scope) })) ?? refuse('not_found')
}

/** Superseded revisions of a submission, newest first. */
export async function earlierRevisions(
  submission: Pick<StoredSubmission, '_id' | 'iso'>,
): Promise<StoredSubmission[]> {
  const rows = await Revisions.find({ ...besides(submission), submission: submission._id })
    .sort({ revision: -1 })
    .lean()
  return rows.map(({ was }) => was)
}

/** What a row of a list needs. */
export const rowFields = {
  product: 1,
  'store.name': 1,
  'store.photos.id': 1,
  status: 1,
  revision: 1,
  submittedAt: 1,
  tally: 1,
} as const

/** POSM whose spot is rejected for the same reasons goes without saying. */
const rejectedPosm = {
  $filter: {
    input: {
      $map: {
        input: { $ifNull: ['$$spot.posm', []] },
        as: 'one',
        in: { $mergeObjects: ['$$itself', { posm: '$$one.type', verdict: '$$one.verdict' }] },
      },
    },
    as: 'one',
    cond: { $ne: ['$$one.verdict.reasons.code', '$$spot.verdict.reasons.code'] },
  },
} as const

/** A spot and its POSM, each with the number and the first photo of the spot. */
const itemsOfSpot = {
  $let: {
    vars: { spot: { $arrayElemAt: ['$spots', '$$index'] } },
    in: {
      $let: {
        vars: {
          itself: {
            number: { $add: ['$$index', 1] },
            kind: '$$spot.kind',
            photo: { $arrayElemAt: ['$$spot.photos.id', 0] },
            verdict: '$$spot.verdict',
          },
        },
        in: { $concatArrays: [['$$itself'], rejectedPosm] },
      },
    },
  },
} as const

/** Of a list that one person reads: also what was rejected, of each item its number and first photo. */
export const rowFieldsWithRejected = {
  ...rowFields,
  'store.verdict': 1,
  rejectedSpots: {
    $slice: [
      {
        $filter: {
          input: {
            $reduce: {
              input: {
                $map: {
                  input: { $range: [0, { $size: '$spots' }] },
                  as: 'index',
                  in: itemsOfSpot,
                },
              },
              initialValue: [],
              in: { $concatArrays: ['$$value', '$$this'] },
            },
          },
          as: 'item',
          cond: { $eq: ['$$item.verdict.status', 'rejected'] },
        },
      },
      3,
    ],
  },
} as const

interface Wanted {
  status?: ItemStatus | undefined
  /** Part of the store's name. */
  search?: string | undefined
  limit: number
  after?: string | undefined
}

/** The submissions of a staff member of an ISO, newest first. */
export async function pageOfOne(
  whose: Readonly<Record<string, unknown>>,
  { status, search, limit, after }: Wanted,
): Promise<Page<StoredSubmission>> {
  const filter = {
    ...whose,
    ...(status && { status }),
    // looks through one person's visits, which an index has ready in this order
    ...(search && { 'store.name': loosePattern(search) }),
  }
  return keysetPage(Submissions, filter, {
    sort: [
      ['submittedAt', -1],
      ['_id', -1],
    ],
    limit,
    after,
    select: rowFieldsWithRejected,
  })
}

export function pageOfMine(me: AssociatedStaff, wanted: Wanted): Promise<Page<StoredSubmission>> {
  return pageOfOne(mine(me), wanted)
}

/** How many of mine are in each state, and what I sent for the first time today. */
export async function countMine(me: AssociatedStaff) {
  const today = { $gte: startOfBusinessDay() }
  const [states, sentToday] = await Promise.all([
    Submissions.aggregate<{ _id: ItemStatus; count: number }>([
      { $match: mine(me) },
      { $group: { _id: '$status', count: { $sum: 1 } } },
    ]),
    Submissions.aggregate<{ stores: number; spots: number }>([
      // a revision never comes before the first one, so the index by submittedAt serves
      { $match: { ...mine(me), submittedAt: today, createdAt: today } },
      {
        $group: {
          _id: null,
          stores: { $sum: 1 },
          spots: {
            $sum: { $add: ['$tally.in_review', '$tally.approved', '$tally.rejected'] },
          },
        },
      },
    ]),
  ])
  const count = (status: ItemStatus) => states.find(({ _id }) => _id === status)?.count ?? 0
  return {
    in_review: count('in_review'),
    approved: count('approved'),
    rejected: count('rejected'),
    today: { stores: sentToday[0]?.stores ?? 0, spots: sentToday[0]?.spots ?? 0 },
  }
}
