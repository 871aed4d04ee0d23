/** Verification tasks of the demonstration: one accepted, one too late, one for Mei, one that waits for a decision. */
import { randomUUIDv7 } from 'node:crypto'
import { clock } from '../../service/clock.ts'
import type { Operator } from '../../service/http/callers.ts'
import { assignTask } from '../../service/inspections/actions/assign.ts'
import { acceptTask } from '../../service/inspections/actions/decide.ts'
import { expireTasks } from '../../service/inspections/actions/end.ts'
import { startTask, submitTask } from '../../service/inspections/actions/perform.ts'
import type { StoredTask } from '../../service/inspections/model.ts'
import { Stores } from '../../service/stores/model.ts'
import type { StaffMember } from '../../service/staff/model.ts'
import type { Workspace } from '../../service/workspaces/model.ts'
import { branchToInspect } from './shops.ts'
import { asCaller, photo } from './visits.ts'

interface Company {
  iso: Workspace
  /** Associated ones. */
  staff: StaffMember[]
}

const day = 86_400_000

function daysAgo(days: number): void {
  const began = Date.now() - days * day
  let minutes = 0
  clock.arrange(() => new Date(began + minutes++ * 20_000))
}

async function assigned(
  { iso }: Company,
  store: string,
  to: StaffMember,
  inspector: Operator,
  address?: string,
): Promise<StoredTask> {
  const where = { iso: iso._id, name: store, ...(address ? { address } : {}) }
  const found = await Stores.findOne(where).lean()
  if (!found) throw new Error(`nothing stands in ${store}`)
  const wanted = { iso: iso._id, store: found._id, staff: to._id }
  return assignTask(randomUUIDv7(), wanted, inspector)
}

/** What the person finds: everything in place, but for a corner of the last one. */
async function sentIn(company: Company, task: StoredTask, by: StaffMember): Promise<StoredTask> {
  const me = asCaller(by, company.iso)
  const started = await startTask(task, me)
  const place = task.store.place ?? { latitude: 0, longitude: 0, accuracy: 0 }
  const spots = []
  for (const [n, { id }] of task.spots.entries()) {
    const isTorn = n > 0 && n === task.spots.length - 1
    spots.push({
      spot: id,
      finding: isTorn ? ('damaged' as const) : ('in_place' as const),
      note: isTorn ? 'A corner is torn, the code can still be scanned.' : '',
      photo: await photo(me, 'counter-code', { place }),
    })
  }
  const feedback = 'The owner would like a second stand for the other till.'
  return submitTask(started, { id: randomUUIDv7(), spots, feedback }, me)
}

export async function buildInspections({
  inspector,
  harbour,
  lotus,
}: {
  /** Of the platform. */
  inspector: Operator
  harbour: Company
  lotus: Company
}): Promise<void> {
  const [mei, , xiaofang] = harbour.staff
  const [somchai] = lotus.staff
  if (!mei || !xiaofang || !somchai) return
  try {
    daysAgo(30)
    const first = await assigned(harbour, 'Kim Heng Noodle House', xiaofang, inspector)
    const sent = await sentIn(harbour, first, xiaofang)
    await acceptTask(sent, { since: sent.since.toISOString() }, inspector)
    await assigned(harbour, 'Kim Heng Noodle House', xiaofang, inspector)
    daysAgo(20)
    await expireTasks()
    daysAgo(1)
    await assigned(harbour, 'Golden Crust Bakery', mei, inspector, branchToInspect)
    const last = await assigned(lotus, 'Baan Siam Kitchen', somchai, inspector)
    await sentIn(lotus, last, somchai)
  } finally {
    clock.arrange()
  }
}
