/** Who put up what stands in a store does not inspect it. */
import { refuse } from '../../errors.ts'
import { Stores, Submissions, type Store } from '../../promotions/model.ts'
import { StaffMembers } from '../../staff/model.ts'
import type { StoredTask } from '../model.ts'

/** Staff of the ISO whose approved visits stand there now. */
async function standingBy(store: string, iso: string): Promise<string[]> {
  const found = await Stores.findOne({ _id: store, iso })
    .select({ 'standing.submission': 1 })
    .lean<Pick<Store, 'standing'> | null>()
  const ids = found?.standing.map(({ submission }) => submission) ?? []
  return Submissions.distinct('staff', { _id: { $in: ids }, iso })
}

/**
 * Ids of everybody who put up something in a store: what stands there now, and what a task is about. A person who left the
 * ISO and came back with another number has more than one.
 */
export async function deployersOf(
  store: string,
  iso: string,
  task?: Pick<StoredTask, 'deployedBy'>,
): Promise<ReadonlySet<string>> {
  const ids = [...(await standingBy(store, iso)), ...(task?.deployedBy ?? [])]
  const people = await StaffMembers.distinct('dingtalkUserId', { _id: { $in: ids }, iso })
  const same = await StaffMembers.distinct('_id', {
    dingtalkUserId: { $in: people.filter(Boolean) },
    iso,
  })
  return new Set([...ids, ...same])
}

/** @throws Refusal `own_store` */
export async function mustNotHaveDeployed(
  staff: string | undefined,
  task: Pick<StoredTask, 'iso' | 'store' | 'deployedBy'>,
): Promise<void> {
  const deployers = await deployersOf(task.store.id, task.iso, task)
  if (staff && deployers.has(staff)) refuse('own_store', { field: 'staff' })
}
