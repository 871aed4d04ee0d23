/** Stores of an ISO, kept in step with what review approved. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../clock.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { transaction } from '../../database/transaction.ts'
import { regionOf } from '../../regions/region.ts'
import { prefixesOf } from '../../text/search-starts.ts'
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

/** Puts what is in place on the list of its store; name and all else come from the last approved submission. */
async function putUp({ iso, store }: StoredSubmission, standing: Standing): Promise<void> {
  const place = { iso, key: storeKey(store) }
  const newer = await Stores.exists({
    ...place,
    'standing.approvedAt': { $gt: standing.approvedAt },
  })
  const about = {
    name: store.name,
    searchKeys: prefixesOf(store.name),
    category: store.category,
    address: store.address,
    place: store.place,
    region: (await regionOf(store)) ?? null,
    photo: store.photos[0]?.id,
  }
  await Stores.updateOne(
    place,
    {
      $set: { ...(newer ? {} : about), updatedAt: clock.now() },
      $push: {
        standing: { $each: [standing], $sort: { approvedAt: 1 }, $slice: -longestStanding },
      },
      $setOnInsert: { _id: randomUUIDv7() },
    },
    { upsert: true },
  )
}

async function keepOnce(id: string, iso: string): Promise<void> {
  await transaction(async () => {
    const submission = await Submissions.findOne({ _id: id, iso }).lean()
    if (!submission) return
    const standing = standingOf(submission)
    await Stores.updateMany(
      { iso, 'standing.submission': id },
      { $pull: { standing: { submission: id } } },
    )
    if (standing) await putUp(submission, standing)
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
