/** A person who put up POSMs in a store does not inspect it. */
import { refuse } from '../../errors.ts'
import { scopeOfIso, wholeIsos, within, type Scope } from '../../http/scope.ts'
import { Submissions } from '../../promotions/model.ts'
import { Stores, type Store } from '../../stores/model.ts'
import { StaffMembers } from '../../staff/model.ts'
import type { StoredTask } from '../model.ts'

/** Staff whose approved visits stand there now. */
async function standingBy(scope: Scope, store: string): Promise<string[]> {
  const found = await Stores.findOne({ _id: store, ...within(scope) })
    .select({ 'standing.submission': 1 })
    .lean<Pick<Store, 'standing'> | null>()
  const ids = found?.standing.map(({ submission }) => submission) ?? []
  return Submissions.distinct('staff', { ...within(scope), _id: { $in: ids } })
}

/**
 * Ids of the people who put up something in a store: what is in place now, and what a task is about. A person who left
 * the ISO and came back with another number has more than one.
 */
export async function deployersOf(
  reach: Scope,
  store: string,
  task?: Pick<StoredTask, 'deployedBy'>,
): Promise<ReadonlySet<string>> {
  // the same people, whichever regions the caller reaches
  const scope = wholeIsos(reach)
  const ids = [...(await standingBy(scope, store)), ...(task?.deployedBy ?? [])]
  const people = await StaffMembers.distinct('dingtalkUserId', {
    ...within(scope),
    _id: { $in: ids },
  })
  const same = await StaffMembers.distinct('_id', {
    ...within(scope),
    dingtalkUserId: { $in: people.filter(Boolean) },
  })
  return new Set([...ids, ...same])
}

/** @throws Refusal `own_store` */
export async function mustNotHaveDeployed(
  staff: string | undefined,
  task: Pick<StoredTask, 'iso' | 'store' | 'deployedBy'>,
): Promise<void> {
  const deployers = await deployersOf(scopeOfIso(task.iso), task.store.id, task)
  if (staff && deployers.has(staff)) refuse('own_store', { field: 'staff' })
}
