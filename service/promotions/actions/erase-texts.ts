/** Removes what was written for a review only: the contact of the store, the note beside it, why a person appealed. */
import type { QueryFilter } from 'mongoose'
import { clock } from '../../clock.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import { Revisions, Submissions, type StoredSubmission } from '../model.ts'

const words = [
  'supplement.contactName',
  'supplement.contactPhone',
  'supplement.note',
  'explanation',
]

const emptied = (prefix: string) => Object.fromEntries(words.map((one) => [prefix + one, '']))

/**
 * Of visits that are decided; what is in review keeps its words. What describes a place stays, so that it can be found.
 * @returns of how many visits
 */
export async function eraseTexts(which: QueryFilter<StoredSubmission>): Promise<number> {
  const visits = Submissions.find(
    { $and: [which, { status: { $in: ['approved', 'rejected'] }, wordsGoneAt: null }] },
    { iso: 1, revision: 1, status: 1 },
  )
    .lean<StoredSubmission[]>()
    .cursor()
  let dropped = 0
  await serveAll('words of visits', visits, byId, async ({ _id, iso, revision, status }) => {
    // first: a run that broke off finds the visit again
    await Revisions.updateMany({ iso, submission: _id }, { $set: emptied('was.') })
    const { matchedCount } = await Submissions.updateOne(
      { _id, iso, revision, status },
      { $set: { ...emptied(''), wordsGoneAt: clock.now() } },
    )
    // sent in again meanwhile: it has words for the next decision
    dropped += matchedCount
  })
  return dropped
}

/** Those that were decided so long ago. @returns of how many visits */
export const eraseOldTexts = (decidedBefore: Date) =>
  // the index is partial by type
  eraseTexts({ decidedAt: { $lt: decidedBefore, $type: 'date' } })
