/** Where the photos of visits are used, and how many of a visit were used before. */
import { recordUses, countReused, type Prints, type Work } from '../../photos/uses/actions.ts'
import { Revisions, Submissions, type StoredSubmission } from '../model.ts'

type Visit = Pick<
  StoredSubmission,
  '_id' | 'iso' | 'staff' | 'store' | 'spots' | 'submittedAt' | 'revision'
>

/** Fields of a submission that tell its uses of photos. */
export const useFields = {
  iso: 1,
  staff: 1,
  revision: 1,
  submittedAt: 1,
  'store.name': 1,
  'store.photos.id': 1,
  'spots.id': 1,
  'spots.photos.id': 1,
} as const

/** The same of a superseded revision, whose other fields may be many. */
const useFieldsOfRevision = Object.fromEntries(
  ['_id', ...Object.keys(useFields)].map((field) => [`was.${field}`, 1]),
)

/** The photos of one revision, item by item. */
export function photoWorkOf({ _id, iso, staff, store, spots, submittedAt }: Visit): Work {
  const ids = (photos: readonly { id: string }[]) => photos.map(({ id }) => id)
  return {
    ...{ iso, staff, kind: 'submission', of: _id, storeName: store.name, at: submittedAt },
    items: [
      { item: 'store', photos: ids(store.photos) },
      ...spots.map((spot) => ({ item: spot.id, photos: ids(spot.photos) })),
    ],
  }
}

/**
 * Writes down how many photos of a visit were used before, for the queue.
 * @param prints fingerprints of its photos, if they have been read already
 */
export async function noteReused(
  visit: Visit & { reused?: number | undefined },
  prints?: Prints,
): Promise<void> {
  const { _id, iso, revision, reused = 0 } = visit
  const now = await countReused(photoWorkOf(visit), prints)
  if (now === reused) return
  // a newer revision is counted by its own event
  await Submissions.updateOne({ _id, iso, revision }, { $set: { reused: now } })
}

/**
 * Superseded revisions used their photos as well: shown once is shown.
 * @returns fingerprints of all these photos
 */
export async function recordUsesOf(visits: readonly Visit[]): Promise<Prints> {
  const revised = visits.filter(({ revision }) => revision > 1)
  const earlier = revised.length
    ? await Revisions.find({
        iso: { $in: [...new Set(revised.map(({ iso }) => iso))] },
        submission: { $in: revised.map(({ _id }) => _id) },
      })
        .select(useFieldsOfRevision)
        .sort({ revision: 1 })
        .lean()
    : []
  // oldest first: the first use of a photo at a spot is the one that stays
  return recordUses([...earlier.map(({ was }) => was), ...visits].map(photoWorkOf))
}

/** Records the uses of a visit that was sent in; may run late, twice, or after a newer revision. */
export async function keepUses(id: string, iso: string): Promise<void> {
  const visit = await Submissions.findOne({ _id: id, iso })
    .select({ ...useFields, reused: 1 })
    .lean<StoredSubmission | null>()
  if (!visit) return
  const prints = await recordUsesOf([visit])
  await noteReused(visit, prints)
}
