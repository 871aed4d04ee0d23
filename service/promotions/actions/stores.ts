/** Stores of an ISO, kept in step with what review approved. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { Stores, Submissions, type Standing, type StoredSubmission } from '../model.ts'
import { storeKey } from '../rules/content.ts'

/** Entries kept of what stands in a store; older ones are in their submissions. */
const longestStanding = 50

function standingOf(submission: StoredSubmission): Standing | undefined {
  const { _id, product, store, spots, decidedAt } = submission
  const approved = spots.filter(({ verdict }) => verdict.status === 'approved')
  if (store.verdict.status !== 'approved' || !approved.length) return undefined
  return {
    submission: _id,
    product,
    spots: approved.length,
    codes: approved.reduce((sum, { codes }) => sum + codes.length, 0),
    approvedAt: store.verdict.decidedAt ?? decidedAt ?? clock.now(),
  }
}

/**
 * Makes the store of a submission say what of it stands there now: an approved store with approved
 * spots is put on the list, anything else is taken off. Reads the present state, so it may run
 * late, twice or after a newer revision.
 */
export async function keepStore(id: string, iso: string): Promise<void> {
  await transaction(async () => {
    const submission = await Submissions.findOne({ _id: id, iso }).lean()
    if (!submission) return
    const standing = standingOf(submission)
    const key = storeKey(submission.store)
    await Stores.updateMany(
      { iso, 'standing.submission': id },
      { $pull: { standing: { submission: id } } },
    )
    if (!standing) return
    const { name, category, address, place, photos } = submission.store
    await Stores.updateOne(
      { iso, key },
      {
        $set: { name, category, address, place, photo: photos[0]?.id, updatedAt: clock.now() },
        $push: { standing: { $each: [standing], $slice: -longestStanding } },
        $setOnInsert: { _id: randomUUIDv7() },
      },
      { upsert: true },
    )
  })
}
