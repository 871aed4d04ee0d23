/** What stands in a store at this moment, as a task keeps it. */
import { refuse } from '../../errors.ts'
import { Stores, Submissions, type Store, type StoredSubmission } from '../../promotions/model.ts'
import { mostSpots } from '../contract.ts'
import type { StoredTask, TaskSpot } from '../model.ts'

/** Approved spots of everything that stands there; where there are more than a task holds, the newest. */
async function spotsIn({
  iso,
  standing,
}: Store): Promise<{ spots: TaskSpot[]; deployedBy: string[] }> {
  const submissions = await Submissions.find({
    _id: { $in: standing.map(({ submission }) => submission) },
    iso,
  })
    .select({ spots: 1, decidedAt: 1, staff: 1 })
    .sort({ decidedAt: 1 })
    .lean<StoredSubmission[]>()
  const spots = submissions
    .flatMap(({ spots }) => spots.filter(({ verdict }) => verdict.status === 'approved'))
    .map(({ id, kind, note, codes, photos }) => ({
      id,
      kind,
      note,
      codes,
      before: photos[0] ?? null,
    }))
    .slice(-mostSpots)
  return { spots, deployedBy: [...new Set(submissions.map(({ staff }) => staff))] }
}

/** @throws Refusal `not_found` for a store of another ISO, and for one where nothing stands */
export async function snapshotOf(
  id: string,
  iso: string,
): Promise<Pick<StoredTask, 'store' | 'spots' | 'deployedBy'>> {
  const store = (await Stores.findOne({ _id: id, iso }).lean<Store | null>()) ?? refuse('not_found')
  const { spots, deployedBy } = await spotsIn(store)
  if (!spots.length) refuse('not_found')
  const { name, category, address, place, photo } = store
  return { store: { id, name, category, address, place, photo }, spots, deployedBy }
}
