/**
 * Rows of the outbox between instances: claimed atomically, held by a lease, settled by the worker that holds the
 * claim.
 */
import { randomUUID } from 'node:crypto'
import { clock } from '../clock.ts'
import { Events, type EventRow } from './model.ts'
import { lease } from './rules.ts'

/** What a worker claims: single events, those of a bulk, or whatever there is. */
export type Lane = 'single' | 'bulk' | 'any'

const inLane: Record<Lane, { bulk?: true | { $ne: true } }> = {
  single: { bulk: { $ne: true } },
  bulk: { bulk: true },
  any: {},
}

/**
 * Claims with the majority, as reads are: a read after the claim sees all that the event's transaction wrote, even
 * when the change stream has woken the relay before that was so.
 */
export async function claimNext(types: string[], lane: Lane): Promise<EventRow | null> {
  const now = clock.now()
  const claim = randomUUID()
  const taken = await Events.findOneAndUpdate(
    { state: 'due', dueAt: { $lte: now }, type: { $in: types }, ...inLane[lane] },
    { $set: { state: 'running', claim, leaseUntil: new Date(now.getTime() + lease) } },
    { sort: { dueAt: 1 }, returnDocument: 'after' },
  ).lean()
  if (taken) return taken
  // the worker that claimed these crashed or lost its connection
  return Events.findOneAndUpdate(
    { state: 'running', leaseUntil: { $lt: now }, type: { $in: types }, ...inLane[lane] },
    { $set: { claim, leaseUntil: new Date(now.getTime() + lease) }, $inc: { attempts: 1 } },
    { returnDocument: 'after' },
  ).lean()
}

/** Milliseconds after which a row that had to wait for another is looked at again, at the earliest. */
const turn = 100

/**
 * Another event about the same subject is before this one: its turn comes when that is done.
 * Events of another release, which has reactions that this one lacks, block nothing.
 * @returns milliseconds until it is worth looking again; undefined when the row may go
 */
export async function blockedFor(row: EventRow, types: string[]): Promise<number | undefined> {
  const earlier = await Events.findOne({
    'subject.id': row.subject.id,
    _id: { $lt: row._id },
    state: { $in: ['due', 'running'] },
    type: { $in: types },
  })
    .select({ state: 1, dueAt: 1 })
    .lean()
  if (!earlier) return undefined
  const wait = earlier.state === 'due' ? earlier.dueAt.getTime() - clock.time() : 0
  return Math.max(turn, wait)
}

/** Changes a row only while our claim on it holds. */
export async function settle(row: EventRow, set: Partial<EventRow>): Promise<void> {
  await Events.updateOne(
    { _id: row._id, claim: row.claim ?? null },
    { $set: set, $unset: { claim: 1, leaseUntil: 1 } },
  )
}

/** @returns the milliseconds after which the row is due again */
export async function putBack(row: EventRow, milliseconds: number): Promise<number> {
  const dueAt = new Date(clock.time() + milliseconds)
  await settle(row, { state: 'due', dueAt, finished: row.finished })
  return milliseconds
}

/** Between two handlers: each has the whole lease. @returns whether the row is still ours */
export async function keepClaim(row: EventRow, finished: string[]): Promise<boolean> {
  const { matchedCount } = await Events.updateOne(
    { _id: row._id, claim: row.claim ?? null },
    { $set: { finished, leaseUntil: new Date(clock.time() + lease) } },
  )
  return matchedCount > 0
}
