/** The one way in which a record with states begins: the record and its event in one transaction. */
import type { Model } from 'mongoose'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { insertRow } from '../database/rows.ts'
import { openSession, transaction } from '../database/transaction.ts'
import type { EventType } from '../outbox/event.ts'
import { record as recordEvent, type Recorded } from '../outbox/record.ts'
import type { Machine, Steps } from './machine.ts'
import { regionsOf, tenantOf, type Tenancy } from './move.ts'

/** What the event is recorded with. */
type Begin<R, E extends EventType> = Pick<Recorded<E>, 'by' | 'staff' | 'data'> & Tenancy<R>

type BeginningOf<T, V extends keyof T> = T[V] extends { event: infer E extends EventType }
  ? E
  : never

/**
 * Inserts a record in the state to which the step leads.
 * @param step one that can happen to `none`, and whose declaration has an event
 * @returns false when there is a record of this id already: the caller has sent it again
 * @throws the driver's error in that case, where a transaction is open: it cannot go on
 */
export async function begin<
  S extends string,
  T extends Steps<S>,
  V extends keyof T & string,
  R extends { _id: string; status: S },
>(
  model: Model<R>,
  table: Machine<S, T>,
  row: Omit<R, 'status'>,
  step: V,
  given: Begin<R, BeginningOf<T, V>>,
): Promise<boolean> {
  const { from, to, event } = table.steps[step] ?? {}
  if (!to || !event || !from?.includes('none')) throw new Error(`${step} begins nothing`)
  const isInside = openSession() !== undefined
  const made = { ...row, status: to } as R
  const tenant = tenantOf(made, given)
  const told = { ...given, tenant, id: made._id, regions: regionsOf(made) }
  try {
    await transaction(async () => {
      await insertRow(model, made)
      await recordEvent(event, told as unknown as Recorded<EventType>)
    })
    return true
  } catch (error) {
    if (isInside || !isDuplicateKey(error)) throw error
    return false
  }
}
