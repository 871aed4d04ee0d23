/** What stands in a store at this moment, as a task keeps it. */
import { refuse } from '../../errors.ts'
import { besides, within, type Scope } from '../../http/scope.ts'
import { regionOf } from '../../regions/region.ts'
import { Submissions, type StoredSubmission } from '../../promotions/model.ts'
import { Stores, type Store } from '../../stores/model.ts'
import { maxSpots } from '../contract/answers.ts'
import type { StoredTask, TaskSpot } from '../model.ts'

/** Approved spots of everything that stands there; where there are more than a task holds, the newest. */
async function spotsIn(store: Store): Promise<{ spots: TaskSpot[]; deployedBy: string[] }> {
  const submissions = await Submissions.find({
    ...besides(store),
    _id: { $in: store.standing.map(({ submission }) => submission) },
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
    .slice(-maxSpots)
  return { spots, deployedBy: [...new Set(submissions.map(({ staff }) => staff))] }
}

/** @throws Refusal `not_found` for a store outside the scope, and for one where nothing stands */
export async function snapshotOf(
  scope: Scope,
  id: string,
): Promise<Pick<StoredTask, 'store' | 'region' | 'spots' | 'deployedBy'>> {
  const store =
    (await Stores.findOne({ _id: id, ...within(scope) }).lean<Store | null>()) ??
    refuse('not_found')
  const { spots, deployedBy } = await spotsIn(store)
  if (!spots.length) refuse('not_found')
  const { name, category, address, place, photo } = store
  // a store that an earlier release has put on the list has none yet
  const region = store.region === undefined ? ((await regionOf(store)) ?? null) : store.region
  return { store: { id, name, category, address, place, photo }, region, spots, deployedBy }
}
