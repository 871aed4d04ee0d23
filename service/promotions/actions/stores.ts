/** Stores of an ISO, kept in step with what review approved. */
import { clock } from '../../clock.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { transaction } from '../../database/transaction.ts'
import { replaceStanding, type PutUp } from '../../stores/actions/standing.ts'
import { Submissions, type StoredSubmission } from '../model.ts'

function standingOf(submission: StoredSubmission): PutUp | undefined {
  const { _id, product, store, spots, decidedAt } = submission
  const approved = spots.filter(({ verdict }) => verdict.status === 'approved')
  if (store.verdict.status !== 'approved' || !approved.length) return undefined
  const standing = {
    submission: _id,
    product,
    spots: approved.length,
    codes: approved.reduce((sum, { codes }) => sum + codes.length, 0),
    approvedAt: store.verdict.decidedAt ?? decidedAt ?? clock.now(),
  }
  return { standing, store, photo: store.photos[0]?.id }
}

async function keepOnce(id: string, iso: string): Promise<void> {
  await transaction(async () => {
    const submission = await Submissions.findOne({ _id: id, iso }).lean()
    if (submission) await replaceStanding(submission, standingOf(submission))
  })
}

/**
 * Makes the store of a submission say what of it stands there now: an approved store with approved
 * spots is put on the list, anything else is taken off. Reads the present state, so it may run
 * late, twice, after a newer revision or beside another submission of the same store.
 */
export async function keepStore(id: string, iso: string): Promise<void> {
  try {
    await keepOnce(id, iso)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // another submission has just made the store; stores stay, so now it is found
    await keepOnce(id, iso)
  }
}
