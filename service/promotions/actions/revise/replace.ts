/** Puts a new revision of a submission in the place of the one before, which is kept. */
import { clock } from '../../../clock.ts'
import { transaction } from '../../../database/transaction.ts'
import { isRefusal, refuse } from '../../../errors.ts'
import { actorOf, type AssociatedStaff } from '../../../http/callers.ts'
import { bindCodes, followRegion, moveCodes } from '../../../marketing-codes/actions/codes.ts'
import { regionOf } from '../../../regions/region.ts'
import { tryMove } from '../../../states/move.ts'
import { prefixesOf } from '../../../text/search-starts.ts'
import { Revisions, Submissions, type StoredSubmission } from '../../model.ts'
import { codeMoves } from '../../rules/codes.ts'
import { statusOfItems } from '../../rules/items.ts'
import { submissionMachine, tallyOf } from '../../rules/states.ts'
import { findMineAsAcknowledged } from '../find.ts'

type What = 'modified' | 'appealed'

const verbs = { modified: 'modify', appealed: 'appeal' } as const satisfies Record<What, string>

/**
 * Whether this very revision has been taken already.
 * @throws Refusal `revision_superseded` when another one stands in its place, `bad_input` when it skips one
 */
export function alreadyTaken(
  submission: StoredSubmission,
  revision: number,
  what: What,
  hash: string,
): boolean {
  if (revision <= submission.revision) {
    const same = submission.timeline.some(
      (entry) => entry.revision === revision && entry.what === what && entry.hash === hash,
    )
    return same || refuse('revision_superseded', { about: { revision: submission.revision } })
  }
  if (revision > submission.revision + 1) {
    const rule = `must be ${submission.revision + 1}`
    refuse('bad_input', { fields: [{ field: 'revision', rule }] })
  }
  return false
}

export type Items = Pick<StoredSubmission, 'store' | 'spots'>

export const regionOfStore = async ({ store }: Items) => (await regionOf(store)) ?? null

/** What the new revision has of its own; the rest stays as it was. */
export interface Change
  extends
    Items,
    Pick<StoredSubmission, 'region' | 'cause' | 'explanation' | 'supplement' | 'consent'> {
  what: What
  hash: string
}

function revised(
  // the new revision has pictures and words again
  { photosGoneAt: _, wordsGoneAt: __, ...before }: StoredSubmission,
  change: Change,
): StoredSubmission {
  const { what, hash, store, spots, ...rest } = change
  const now = clock.now()
  const revision = before.revision + 1
  const status = statusOfItems({ store, spots })
  return {
    ...before,
    ...rest,
    store,
    searchKeys: prefixesOf(store.name),
    spots,
    revision,
    status,
    tally: tallyOf(store, spots),
    submittedAt: now,
    ...(before.freed ? { freed: [] } : {}),
    // with nothing left to review the earlier decisions are the decision
    decidedAt: status === 'in_review' ? null : before.decidedAt,
    timeline: [...before.timeline, { at: now, what, revision, hash }],
  }
}

/** Puts the new revision in the place of the old one, which is kept. */
async function replace(
  before: StoredSubmission,
  after: StoredSubmission,
  what: What,
  me: AssociatedStaff,
): Promise<StoredSubmission> {
  const { _id, iso, revision } = before
  // what the ISO has freed since is bound again, as what is new
  const freed = new Set(before.freed?.flatMap(({ codes }) => codes))
  const held = before.spots.map((spot) => ({
    ...spot,
    codes: spot.codes.filter((code) => !freed.has(code)),
  }))
  const moves = codeMoves(held, after.spots)
  await transaction(async () => {
    const { _id: _same, iso: _tenant, status: to, ...changed } = after
    const moved = await tryMove(Submissions, submissionMachine, before, verbs[what], {
      tenant: iso,
      by: actorOf(me),
      staff: me.id,
      where: { iso, revision },
      to,
      set: changed,
      unset: ['photosGoneAt', 'wordsGoneAt'],
      data: () => ({
        revision: after.revision,
        product: after.product,
        status: after.status,
        ...(after.consent === 'older_app' ? { consent: after.consent } : {}),
      }),
    })
    if (!moved) refuse('revision_superseded', { about: { revision: after.revision } })
    await Revisions.insertMany(
      [
        {
          _id: `${_id}:${revision}`,
          iso,
          submission: _id,
          revision,
          supersededAt: after.submittedAt,
          was: before,
        },
      ],
      { lean: true },
    )
    await bindCodes(moves.bind, after)
    await moveCodes('release', moves.release, after)
    await moveCodes('retire', moves.retire, after)
    await moveCodes('reopen', moves.reopen, after)
    if (after.region !== before.region) {
      await followRegion(
        after.spots.flatMap(({ codes }) => codes),
        after,
      )
    }
  })
  return after
}

/**
 * Takes the new revision; when the same was being sent twice at once, answers like the one that was faster.
 * @throws Refusal `revision_superseded` when another one was faster
 */
export async function supersede(
  before: StoredSubmission,
  change: Change,
  me: AssociatedStaff,
): Promise<StoredSubmission> {
  const { what, hash } = change
  const after = revised(before, change)
  try {
    return await replace(before, after, what, me)
  } catch (error) {
    if (!isRefusal(error, 'revision_superseded')) throw error
    const there = await findMineAsAcknowledged(before._id, me)
    if (!alreadyTaken(there, after.revision, what, hash)) throw error
    return there
  }
}
