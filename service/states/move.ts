/** The one way in which a record changes state: compare-and-set, timeline entry and event in one transaction. */
import type { Model, UpdateQuery } from 'mongoose'
import { clock } from '../clock.ts'
import { transaction } from '../database/transaction.ts'
import { refuse } from '../errors.ts'
import type { Actor } from '../http/callers.ts'
import type { DataOf, EventType } from '../outbox/event.ts'
import { record as recordEvent, type Recorded } from '../outbox/record.ts'
import type { ProblemCode } from '../problems/contract.ts'
import { statesBefore, type Machine, type Steps } from './machine.ts'

/** Entries kept of a timeline; older ones remain in the events. */
export const longestTimeline = 50

interface Stated<S> {
  _id: string
  status: S
}

type EventOfStep<T, V extends keyof T> = T[V] extends { event: infer E extends EventType }
  ? E
  : never

interface Given<R> {
  tenant: string
  by: Actor
  /** The timeline gets this entry, with the time and what happened; left out where the record has none. */
  entry?: object
  /** What must hold besides the state, such as the holder that the record had when it was read. */
  where?: Record<string, unknown> | undefined
  /** From any state in which the step can happen, not only from that in which the record was read. */
  fromAny?: boolean
  set?: Partial<R> | undefined
  unset?: readonly (keyof R & string)[]
  push?: Record<string, unknown> | undefined
  /** The staff member it concerns. */
  staff?: string | undefined
  /** When it happens; now, unless other times are worked out from it. */
  at?: Date | undefined
  /** What follows waits until then; see `undoEnds`. */
  dueAt?: Date | undefined
  bulk?: boolean | undefined
}

/** How a step is taken: with the data of its event, from the record as it is then, where it has any that must be given. */
export type Move<R, E extends EventType> = Given<R> &
  ({} extends DataOf<E> ? { data?: (after: R) => DataOf<E> } : { data: (after: R) => DataOf<E> })

/** Of a record that has one or several. */
export function regionsOf(record: object): readonly string[] | undefined {
  const { region, regions } = record as { region?: string | null; regions?: readonly string[] }
  return regions ?? (region ? [region] : undefined)
}

/** What the timeline calls it: `submitted` for `inspections.submitted`. */
export const wordOf = ({ type }: EventType) => type.slice(type.indexOf('.') + 1)

/**
 * Takes a step.
 * @param step one whose declaration has an event
 * @returns undefined when it cannot happen (any more): the record has moved on, or `where` does not hold
 */
export async function tryMove<
  S extends string,
  T extends Steps<S>,
  V extends keyof T & string,
  R extends Stated<S>,
>(
  model: Model<R>,
  table: Machine<S, T>,
  record: R,
  step: V,
  given: Move<R, EventOfStep<T, V>>,
): Promise<R | undefined> {
  const { to, event, keepsSince } = table.steps[step] ?? {}
  if (!event) throw new Error(`${step} has no event`)
  const { _id, status } = record
  const possible = statesBefore(table, step)
  const from = given.fromAny ? possible : possible.filter((state) => state === status)
  if (!from.length) return undefined
  const { tenant, by, entry, where, set, unset = [], push, staff, dueAt, bulk } = given
  const { at = clock.now() } = given
  const timeline = entry && {
    timeline: { $each: [{ at, what: wordOf(event), ...entry }], $slice: -longestTimeline },
  }
  // not every record keeps since when it has been in its state
  const since = !keepsSince && model.schema.path('since') ? { since: at } : {}
  return transaction(async () => {
    const after = await model
      .findOneAndUpdate(
        { _id, status: from.length === 1 ? from[0] : { $in: from }, ...where } as never,
        {
          $set: { ...(to && { status: to }), ...since, ...set },
          $unset: Object.fromEntries(unset.map((field) => [field, 1])),
          $push: { ...timeline, ...push },
        } as UpdateQuery<R>,
        { returnDocument: 'after' },
      )
      .lean<R | null>()
    if (!after) return undefined
    const regions = regionsOf(after)
    const told = { tenant, id: _id, by, staff, regions, dueAt, bulk, data: given.data?.(after) }
    await recordEvent(event, told as unknown as Recorded<EventType>)
    return after
  })
}

/**
 * Takes a step.
 * @throws Refusal `wrong_state` (or `otherwise`) with the state that the record has now as `about.status`
 */
export async function move<
  S extends string,
  T extends Steps<S>,
  V extends keyof T & string,
  R extends Stated<S>,
>(
  model: Model<R>,
  table: Machine<S, T>,
  record: R,
  step: V,
  given: Move<R, EventOfStep<T, V>> & { otherwise?: ProblemCode | undefined },
): Promise<R> {
  const after = await tryMove(model, table, record, step, given)
  return after ?? refuseAsItIs(model, record, given.otherwise)
}

/** @throws Refusal `wrong_state` (or `otherwise`) with the state that the record has now, or had at last */
export async function refuseAsItIs<S extends string, R extends Stated<S>>(
  model: Model<R>,
  { _id, status }: R,
  otherwise: ProblemCode = 'wrong_state',
): Promise<never> {
  const there = await model.findById(_id).select({ status: 1 }).lean<Stated<S> | null>()
  return refuse(otherwise, { about: { status: there?.status ?? status } })
}
