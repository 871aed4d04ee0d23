/** Begins records with states: the record, in the state to which a step leads, and its event in one transaction. */
import type { Model } from 'mongoose'
import { isDuplicateId } from '../database/duplicate-key.ts'
import { insertRow, insertRows } from '../database/rows.ts'
import { openSession, transaction } from '../database/transaction.ts'
import type { EventType } from '../outbox/event.ts'
import { record as recordEvent, recordAll, type Recorded } from '../outbox/record.ts'
import { mayHappen, stepOf, type Machine, type Steps } from './machine.ts'
import { regionsOf, tenantOf, type EventOfStep, type Tenancy } from './move.ts'

interface Stated<S> {
  _id: string
  status: S
}

/** What the event is recorded with. */
type Begin<R, E extends EventType> = Pick<Recorded<E>, 'by' | 'staff' | 'bulk' | 'data'> &
  Tenancy<R>

/** The record as the step makes it, and its event. */
function beginning<S extends string, T extends Steps<S>, R extends Stated<S>>(
  table: Machine<S, T>,
  row: Omit<R, 'status'>,
  step: keyof T & string,
  given: { tenant?: string },
) {
  const { to, event } = stepOf(table, step)
  if (!to || !event || !mayHappen(table, step, 'none')) throw new Error(`${step} begins nothing`)
  const made = { ...row, status: to } as R
  const told = { ...given, tenant: tenantOf(made, given), id: made._id, regions: regionsOf(made) }
  return { made, event, told: told as unknown as Recorded<EventType> }
}

/**
 * Inserts a record in the state to which the step leads.
 * @param step one that can happen to `none`, and whose declaration has a state and an event
 * @throws the driver's error when a unique key is taken
 */
export async function begin<
  S extends string,
  T extends Steps<S>,
  V extends keyof T & string,
  R extends Stated<S>,
>(
  model: Model<R>,
  table: Machine<S, T>,
  row: Omit<R, 'status'>,
  step: V,
  given: Begin<R, EventOfStep<T, V>>,
): Promise<R> {
  const { made, event, told } = beginning<S, T, R>(table, row, step, given)
  await transaction(async () => {
    await insertRow(model, made)
    await recordEvent(event, told)
  })
  return made
}

/**
 * The same for a record whose id the caller has made.
 * @returns undefined when there is a record of this id already: the caller has sent it again
 * @throws the driver's error when another unique key is taken, and in any case where a transaction is open: it cannot
 * go on
 */
export async function tryBegin<
  S extends string,
  T extends Steps<S>,
  V extends keyof T & string,
  R extends Stated<S>,
>(
  model: Model<R>,
  table: Machine<S, T>,
  row: Omit<R, 'status'>,
  step: V,
  given: Begin<R, EventOfStep<T, V>>,
): Promise<R | undefined> {
  const isInside = openSession() !== undefined
  try {
    return await begin(model, table, row, step, given)
  } catch (error) {
    if (isInside || !isDuplicateId(error)) throw error
    return undefined
  }
}

/** Begins several records alike, all or none, each with an event of its own. @throws as `begin` does */
export async function beginAll<
  S extends string,
  T extends Steps<S>,
  V extends keyof T & string,
  R extends Stated<S>,
>(
  model: Model<R>,
  table: Machine<S, T>,
  rows: readonly Omit<R, 'status'>[],
  step: V,
  given: Begin<R, EventOfStep<T, V>>,
): Promise<R[]> {
  const all = rows.map((row) => beginning<S, T, R>(table, row, step, given))
  const made = all.map((one) => one.made)
  await transaction(async () => {
    await insertRows(model, made)
    await recordAll(all.map(({ event, told }) => ({ event, given: told })))
  })
  return made
}
