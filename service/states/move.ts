/** The one way in which a record changes state: compare-and-set, timeline entry and event in one transaction. */
import type { Model, UpdateQuery } from 'mongoose'
import { clock } from '../clock.ts'
import { updateRows } from '../database/rows.ts'
import { transaction } from '../database/transaction.ts'
import { refuse } from '../errors.ts'
import type { Actor } from '../http/callers.ts'
import type { DataOf, EventType } from '../outbox/event.ts'
import { record as recordEvent, type Recorded } from '../outbox/record.ts'
import type { ProblemCode } from '../problems/contract.ts'
import { statesBefore, stepOf, type Machine, type Step, type Steps } from './machine.ts'

/** Entries kept of a timeline; older ones remain in the events. */
export const longestTimeline = 50

interface Stated<S> {
  _id: string
  status: S
}

/** The event that the declaration of a step names. */
export type EventOfStep<T, V extends keyof T> = T[V] extends { event: infer E extends EventType }
  ? E
  : never

/** What can stand as the state of a record. */
type StateOf<R> = R extends { status: infer S } ? S : string

/** What a step changes, and what must hold for it. */
export interface Change<R> {
  /** What must hold besides the state, such as the holder that the record had when it was read. */
  where?: Record<string, unknown> | undefined
  /** From any state in which the step can happen, not only from that in which the record was read. */
  fromAny?: boolean
  /** The state it comes to, where the step leads into one of several. */
  to?: StateOf<R>
  set?: Partial<R> | undefined
  /** The same of fields inside others, by their paths: `store.verdict`. */
  setInside?: Record<string, unknown>
  unset?: readonly (keyof R & string)[]
  push?: Record<string, unknown> | undefined
  /** Lists whose last entry is taken out. */
  pop?: readonly (keyof R & string)[]
  /** When it happens; now, unless other times are worked out from it. */
  at?: Date | undefined
}

interface Given<R> extends Change<R> {
  by: Actor
  /** The timeline gets this entry, with the time and what happened; left out where the record has none. */
  entry?: object
  /** The staff member it concerns. */
  staff?: string | undefined
  /** What follows waits until then; see `undoEnds`. */
  dueAt?: Date | undefined
  bulk?: boolean | undefined
}

/** To which tenant the event belongs: if left out, to the ISO of a record that has one. */
export type Tenancy<R> = R extends { iso: string } ? { tenant?: string } : { tenant: string }

export const tenantOf = (record: object, { tenant }: { tenant?: string }): string =>
  tenant ?? (record as { iso: string }).iso

/** How a step is taken: with the data of its event, from the record as it is then, where it has any that must be given. */
export type Move<R, E extends EventType> = Given<R> &
  Tenancy<R> &
  ({} extends DataOf<E> ? { data?: (after: R) => DataOf<E> } : { data: (after: R) => DataOf<E> })

/** Of a record that has one or several. */
export function regionsOf(record: object): readonly string[] | undefined {
  const { region, regions } = record as { region?: string | null; regions?: readonly string[] }
  return regions ?? (region ? [region] : undefined)
}

/** What the timeline calls it: `submitted` for `inspections.submitted`. */
export const wordOf = ({ type }: EventType) => type.slice(type.indexOf('.') + 1)

/** The state a step leads to; nothing where the record stays in that which it has. @throws Error for one it does not lead to */
function targetOf<S extends string>(
  { to, into }: Step<S>,
  wanted: string | undefined,
): S | undefined {
  if (!into && wanted === undefined) return to
  const target = (into ?? [to]).find((state) => state === wanted)
  if (!target) throw new Error(`no step leads to ${wanted}`)
  return target
}

const oneOf = <S>(states: readonly S[]) => (states.length === 1 ? states[0] : { $in: states })

/** Since when it has been in its state, of a record that keeps it. */
const sinceOf = <R>(model: Model<R>, { keepsSince }: Step<string>, at: Date) =>
  !keepsSince && model.schema.paths['since'] ? { since: at } : {}

/** The change of the record alone. */
async function compareAndSet<S extends string, T extends Steps<S>, R extends Stated<S>>(
  model: Model<R>,
  table: Machine<S, T>,
  { _id, status }: Stated<S>,
  step: keyof T & string,
  given: Change<R>,
): Promise<R | undefined> {
  const declared = stepOf(table, step)
  const possible = statesBefore(table, step)
  const from = given.fromAny ? possible : possible.filter((state) => state === status)
  if (!from.length) return undefined
  const { at = clock.now(), where, set, setInside, unset = [], push, pop = [] } = given
  const to = targetOf(declared, given.to)
  const after = await model
    .findOneAndUpdate(
      { _id, status: oneOf(from), ...where } as never,
      {
        $set: { ...(to && { status: to }), ...sinceOf(model, declared, at), ...set, ...setInside },
        $unset: Object.fromEntries(unset.map((field) => [field, 1])),
        $push: { ...push },
        $pop: Object.fromEntries(pop.map((list) => [list, 1])),
      } as UpdateQuery<R>,
      { returnDocument: 'after' },
    )
    .lean<R | null>()
  return after ?? undefined
}

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
  const { event } = stepOf(table, step)
  if (!event) throw new Error(`${step} has no event`)
  const { by, entry, push, staff, dueAt, bulk, at = clock.now() } = given
  const timeline = entry && {
    timeline: { $each: [{ at, what: wordOf(event), ...entry }], $slice: -longestTimeline },
  }
  return transaction(async () => {
    const change = { ...given, at, push: { ...timeline, ...push } }
    const after = await compareAndSet(model, table, record, step, change)
    if (!after) return undefined
    const regions = regionsOf(after)
    const tenant = tenantOf(after, given)
    const told = {
      tenant,
      id: record._id,
      by,
      staff,
      regions,
      dueAt,
      bulk,
      data: given.data?.(after),
    }
    await recordEvent(event, told as unknown as Recorded<EventType>)
    return after
  })
}

/**
 * Takes a step of which no event of its own tells.
 * @param step one whose declaration has no event
 * @returns undefined when it cannot happen (any more)
 */
export async function shift<S extends string, T extends Steps<S>, R extends Stated<S>>(
  model: Model<R>,
  table: Machine<S, T>,
  record: Stated<S>,
  step: keyof T & string,
  given: Change<R> = {},
): Promise<R | undefined> {
  if (stepOf(table, step).event) throw new Error(`${step} has an event`)
  return compareAndSet(model, table, record, step, given)
}

/**
 * Takes a step of which no event of its own tells with each of these records that can take it.
 * @returns how many did
 */
export async function shiftAll<S extends string, T extends Steps<S>, R extends Stated<S>>(
  model: Model<R>,
  table: Machine<S, T>,
  ids: readonly string[],
  step: keyof T & string,
  { where, set, push, at = clock.now() }: Pick<Change<R>, 'where' | 'set' | 'push' | 'at'>,
): Promise<number> {
  const declared = stepOf(table, step)
  const { to, into, event } = declared
  if (event || into) throw new Error(`${step} is not for many at once`)
  if (!ids.length) return 0
  return updateRows(
    model,
    { _id: { $in: [...ids] }, status: oneOf(statesBefore(table, step)), ...where },
    {
      $set: { ...(to && { status: to }), ...sinceOf(model, declared, at), ...set },
      ...(push && { $push: push }),
    },
  )
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
