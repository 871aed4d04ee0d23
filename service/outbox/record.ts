/** Writes an event into the open transaction, so that change and event happen together or not at all. */
import { clock } from '../clock.ts'
import { insertRow, insertRows } from '../database/rows.ts'
import type { Actor } from '../http/callers.ts'
import { nextEventId } from './event-id.ts'
import type { DataOf, EventType } from './event.ts'
import { Events, type EventRow } from './model.ts'

interface About<E extends EventType> {
  tenant: string
  /** Of what it is about. */
  id: string
  /** Where it can be about several kinds of records: which of them. */
  kind?: E['about'][number]
  by: Actor
  /** The staff member it concerns. */
  staff?: string | undefined
  /** Of the record, where it has any. */
  regions?: readonly string[] | undefined
  /** Run the handlers not before this time. */
  dueAt?: Date | undefined
  /** One of thousands of its kind: delivered by workers of their own, so that nothing else waits behind them. */
  bulk?: boolean | undefined
}

/** What an event is recorded with: its data too, where its declaration has any that must be given. */
export type Recorded<E extends EventType> = About<E> &
  ({} extends DataOf<E> ? { data?: DataOf<E> } : { data: DataOf<E> })

function isOnly(subject: string, concerns: readonly string[]): boolean {
  return concerns.length === 1 && concerns[0] === subject
}

function rowOf<E extends EventType>(event: E, given: Recorded<E>): EventRow {
  const now = clock.now()
  const { tenant, id, kind = event.about[0] ?? '', by, staff, regions, dueAt, bulk, data } = given
  return {
    _id: nextEventId(),
    type: event.type,
    tenant,
    subject: { kind, id },
    ...(staff ? { staff } : {}),
    ...(regions?.length ? { regions: [...regions] } : {}),
    // Written, not looked up by the reader: during a deployment an older instance does not know newer events.
    ...(isOnly(kind, event.concerns) ? {} : { concerns: [...event.concerns] }),
    actor: by,
    data: data ?? {},
    at: now,
    state: event.auditOnly ? 'done' : 'due',
    dueAt: dueAt ?? now,
    ...(bulk ? { bulk: true } : {}),
    attempts: 0,
    finished: [],
  }
}

/** @returns the id of the event */
export async function record<E extends EventType>(event: E, given: Recorded<E>): Promise<string> {
  const row = rowOf(event, given)
  await insertRow(Events, row)
  return row._id
}

/** Several at once, in this order. */
export async function recordAll(
  events: readonly { event: EventType; given: Recorded<EventType> }[],
): Promise<void> {
  await insertRows(
    Events,
    events.map(({ event, given }) => rowOf(event, given)),
  )
}
