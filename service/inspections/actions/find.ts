/** Finds verification tasks, and the stores and staff for new ones, inside what the caller may reach. */
import type { QueryOptions } from 'mongoose'
import { countUpTo, keysetPage, type Page } from '../../database/keyset-page.ts'
import { clock } from '../../clock.ts'
import { orNotFound, refuse } from '../../errors.ts'
import type { AssociatedStaff } from '../../http/callers.ts'
import { may } from '../../http/policy.ts'
import { narrowed, within, type Scope } from '../../http/scope.ts'
import { Stores, storesBySearchKey, type Store } from '../../promotions/model.ts'
import { storeKey } from '../../promotions/rules/content.ts'
import { pageOfStaff } from '../../staff/actions/find.ts'
import { fold } from '../../text/shared/fold.ts'
import { Workspaces } from '../../workspaces/model.ts'
import type { TaskStatus } from '../contract/task.ts'
import { Tasks, type StoredTask } from '../model.ts'
import { taskPolicy } from '../policy.ts'
import { statesBefore } from '../../states/machine.ts'
import { taskAfter, taskMachine } from '../rules.ts'
import { deployersOf } from './deployers.ts'

/** Choices offered at once. */
const longestOffer = 20

/** What a row of a list needs: neither photos nor timeline. */
const rowFields = {
  iso: 1,
  region: 1,
  status: 1,
  deadline: 1,
  store: 1,
  'spots.id': 1,
  assignment: 1,
  createdAt: 1,
} as const

/** @throws Refusal `not_found` outside the scope just as when there is none */
export async function findTask(scope: Scope, id: string): Promise<StoredTask> {
  return orNotFound(Tasks.findOne({ _id: id, ...within(scope) }).lean<StoredTask | null>())
}

/** @throws Refusal `not_found` for another's, and for a task that was given to another person since */
export async function findMyTask(
  id: string,
  me: AssociatedStaff,
  reading: QueryOptions = {},
): Promise<StoredTask> {
  const task = await Tasks.findOne({ _id: id, iso: me.iso.id })
    .setOptions(reading)
    .lean<StoredTask | null>()
  return task && may(me, taskPolicy, 'open', task) ? task : refuse('not_found')
}

/** A task of this person that is neither accepted nor expired, also by the clock; undefined for anything else. */
export async function findOpenTask(
  id: string,
  me: AssociatedStaff,
): Promise<StoredTask | undefined> {
  const task = await Tasks.findOne({
    _id: id,
    iso: me.iso.id,
    'assignment.staff': me.id,
    open: true,
  }).lean<StoredTask | null>()
  if (!task) return undefined
  const isOver = task.deadline < clock.now() && taskAfter(task.status, 'expire') !== undefined
  return isOver ? undefined : task
}

interface Listed {
  limit: number
  after?: string | undefined
}

/** What the platform or an ISO looks through, newest first. */
export async function pageOfTasks(
  scope: Scope,
  query: Listed & {
    status?: TaskStatus | undefined
    iso?: string | undefined
    staff?: string | undefined
  },
): Promise<Page<StoredTask>> {
  const { limit, after, status, iso, staff } = query
  return keysetPage<StoredTask>(
    Tasks,
    {
      ...within(narrowed(scope, iso)),
      ...(status && { status }),
      ...(staff && { 'assignment.staff': staff }),
    },
    {
      sort: [
        ['createdAt', -1],
        ['_id', -1],
      ],
      limit,
      after,
      select: rowFields,
    },
  )
}

/** What this person has not done yet, or waits to hear of, the nearest deadline first; or what is done, newest first. */
export async function pageOfMyTasks(
  me: { id: string; iso: { id: string } },
  { limit, after, state }: Listed & { state: 'open' | 'done' },
): Promise<Page<StoredTask>> {
  const isOpen = state === 'open'
  return keysetPage<StoredTask>(
    Tasks,
    { iso: me.iso.id, 'assignment.staff': me.id, open: isOpen },
    {
      sort: [
        ['deadline', isOpen ? 1 : -1],
        ['_id', isOpen ? 1 : -1],
      ],
      limit,
      after,
      select: rowFields,
    },
  )
}

/** What this person has to do: submitted ones wait for the platform. The nearest deadline first. */
export async function tasksToDo(
  me: { id: string; iso: { id: string } },
  limit: number,
): Promise<{ items: StoredTask[]; count: number }> {
  const filter = {
    iso: me.iso.id,
    'assignment.staff': me.id,
    open: true,
    status: { $in: statesBefore(taskMachine, 'submit') },
  }
  const [items, count] = await Promise.all([
    Tasks.find(filter).sort({ deadline: 1, _id: 1 }).limit(limit).select(rowFields).lean(),
    countUpTo(Tasks, filter),
  ])
  return { items, count }
}

/** How many wait for the platform's decision, counted to 10,000. */
export function countTasks(scope: Scope, status: TaskStatus): Promise<number> {
  return countUpTo(Tasks, { ...within(scope), status })
}

/** Names of the ISOs whose tasks these are, by id. */
export async function namesOfIsos(
  tasks: readonly Pick<StoredTask, 'iso'>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(tasks.map(({ iso }) => iso))]
  const isos = await Workspaces.find({ _id: { $in: ids } })
    .select({ name: 1 })
    .lean()
  return new Map(isos.map(({ _id, name }) => [_id, name]))
}

/** One more than is offered, so that it shows whether there are more; in the order of an index, so that few are read. */
const storesWhere = (scope: Scope, filter: Record<string, unknown>) =>
  Stores.find({ ...filter, ...within(scope), 'standing.0': { $exists: true } })
    .limit(longestOffer + 1)
    .lean<Store[]>()

/** Ranges instead of patterns: what people type is never part of an expression. */
async function storesFound(scope: Scope, search: string): Promise<Store[]> {
  const start = fold(search)
  // signs alone narrow nothing
  if (!start) return storesWhere(scope, {}).sort({ key: 1 })
  const [keyStart = ''] = storeKey({ name: search, address: '' }).split('\n')
  const [found, unkeyed] = await Promise.all([
    storesWhere(scope, { searchKeys: { $elemMatch: beginsWith(start) } }).hint(storesBySearchKey),
    // those that an earlier release has written
    keyStart ? storesWhere(scope, { searchKeys: null, key: beginsWith(keyStart) }) : [],
  ])
  const byName = (a: Store, b: Store) => (a.key < b.key ? -1 : 1)
  return [...found.toSorted(byName), ...unkeyed].slice(0, longestOffer + 1)
}

const beginsWith = (start: string) => ({ $gte: start, $lt: `${start}\uffff` })

/** Stores where something stands, by the beginning of a word of their name; those that have an open task say so. */
export async function storesToInspect(
  scope: Scope,
  iso: string,
  search = '',
): Promise<{ items: (Store & { hasTask: boolean })[]; more: boolean }> {
  const ofIso = narrowed(scope, iso)
  const found = await storesFound(ofIso, search)
  const stores = found.slice(0, longestOffer)
  const ids = stores.map(({ _id }) => _id)
  const open = await Tasks.find({ ...within(ofIso), 'store.id': { $in: ids }, open: true })
    .select({ 'store.id': 1 })
    .lean<StoredTask[]>()
  const busy = new Set(open.map(({ store }) => store.id))
  return {
    items: stores.map((store) => ({ ...store, hasTask: busy.has(store._id) })),
    more: found.length > longestOffer,
  }
}

/** The people who can be assigned a task: they belong to the ISO and did not put up what is in the store. */
export async function staffToAssign(
  scope: Scope,
  { iso, store, search }: { iso: string; store?: string | undefined; search?: string | undefined },
) {
  const ofIso = narrowed(scope, iso)
  const deployers = store ? await deployersOf(ofIso, store) : new Set()
  const { items, next } = await pageOfStaff(ofIso, {
    status: 'associated',
    search,
    limit: longestOffer,
    sort: 'name',
  })
  const others = items.filter(({ _id }) => !deployers.has(_id))
  return { items: others.map(({ _id, name }) => ({ id: _id, name })), more: next !== null }
}
