/** Removes the photos of visits that were rejected long ago and not sent in again. */
import { clock } from '../../clock.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import { dropPictures, type StillNeeds } from '../../photos/actions/drop.ts'
import { Revisions, Submissions, type StoredRevision, type StoredSubmission } from '../model.ts'

type Visit = Pick<StoredSubmission, '_id' | 'iso' | 'store' | 'spots' | 'revision'>

/** Milliseconds after which a visit whose pictures were removed is not looked at again: a run may have broken off. */
const again = 3 * 86_400_000

const fields = { iso: 1, store: 1, spots: 1, revision: 1 } as const

type Item = StoredSubmission['store'] | StoredSubmission['spots'][number]

/** The photos of a spot prove its POSM too. */
const isRejected = (item: Item) =>
  [item, ...(('posm' in item && item.posm) || [])].every(
    ({ verdict = item.verdict }) => verdict.status === 'rejected',
  )

/** Of rejected items only: what was approved stands, and is proved by its photos. */
const rejectedPhotos = ({ store, spots }: Pick<StoredSubmission, 'store' | 'spots'>): string[] =>
  [store, ...spots].filter(isRejected).flatMap(({ photos }) => photos.map(({ id }) => id))

async function earlierPhotos({ _id, iso, revision }: Visit): Promise<string[]> {
  if (revision === 1) return []
  const revisions = await Revisions.find(
    { iso, submission: _id },
    { 'was.store': 1, 'was.spots': 1 },
  ).lean<StoredRevision[]>()
  return revisions.flatMap(({ was }) => rejectedPhotos(was))
}

const shownNow = ({ store, spots }: Visit) =>
  [store, ...spots]
    .filter((item) => !isRejected(item))
    .flatMap(({ photos }) => photos.map(({ id }) => id))

/** Photos that a visit shows as rejected only. */
async function droppable(visit: Visit): Promise<string[]> {
  const stays = new Set(shownNow(visit))
  const all = [...rejectedPhotos(visit), ...(await earlierPhotos(visit))]
  return all.filter((id) => !stays.has(id))
}

/** Of another visit: until its own time is over, and where the photo was not rejected. What inspections show stays. */
const needsIn =
  (iso: string): StillNeeds =>
  async ({ photo, of, kind }) => {
    if (kind !== 'submission') return true
    const visit = await Submissions.findOne(
      { _id: of, iso },
      { ...fields, photosGoneAt: 1 },
    ).lean<StoredSubmission | null>()
    if (!visit) return false
    return !visit.photosGoneAt || !(await droppable(visit)).includes(photo)
  }

/** @returns of how many visits */
export async function dropPhotos(decidedBefore: Date): Promise<number> {
  const old = Submissions.find(
    {
      status: 'rejected',
      decidedAt: { $lt: decidedBefore },
      $or: [{ photosGoneAt: null }, { photosGoneAt: { $gt: new Date(clock.time() - again) } }],
    },
    fields,
  )
    .lean<Visit[]>()
    .cursor()
  let dropped = 0
  await serveAll('photos of rejected visits', old, byId, async (visit) => {
    const { _id, iso, revision } = visit
    const { matchedCount } = await Submissions.updateOne(
      { _id, iso, revision, status: 'rejected' },
      { $set: { photosGoneAt: clock.now() } },
    )
    // sent in again meanwhile
    if (!matchedCount) return
    const ids = await droppable(visit)
    await dropPictures({ ids, iso, of: _id, stillNeeds: needsIn(iso) })
    dropped++
  })
  return dropped
}
