/** Where the photos of inspections are used. */
import type { Scope } from '../../http/scope.ts'
import { earlierUsesOf, recordUses, type Work } from '../../photos/uses/actions.ts'
import type { EarlierUses } from '../../photos/contract.ts'
import { Tasks, type StoredTask } from '../model.ts'

type Inspected = Pick<StoredTask, '_id' | 'iso' | 'store' | 'answers' | 'assignment'>

/** The photos that were sent in last; nothing while there are none. */
function photoWorkOf({ _id, iso, store, answers, assignment }: Inspected): Work | undefined {
  if (!answers) return undefined
  return {
    ...{ iso, staff: assignment?.staff ?? '', kind: 'inspection', of: _id, storeName: store.name },
    at: answers.at,
    items: answers.spots.map(({ spot, photo }) => ({ item: spot, photos: [photo.id] })),
  }
}

/** @param tasks all with answers or not */
export async function recordUsesOf(tasks: readonly Inspected[]): Promise<void> {
  await recordUses(tasks.flatMap((task) => photoWorkOf(task) ?? []))
}

/** Records the uses of what was sent in; may run late or twice. */
export async function keepUses(id: string): Promise<void> {
  const task = await Tasks.findById(id).lean()
  if (task) await recordUsesOf([task])
}

/** Where the photos that were sent in were used before, by photo. */
export async function earlierUsesOfTask(
  scope: Scope,
  task: StoredTask,
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<EarlierUses> {
  const work = photoWorkOf(task)
  return work ? earlierUsesOf(scope, work, namesOf) : {}
}
