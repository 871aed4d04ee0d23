/** Writes an event into the open transaction, so that change and event happen together or not at all. */
import { clock } from '../clock.ts'
import { insertRow, insertRows } from '../database/rows.ts'
import type { Actor } from '../http/callers.ts'
import { isAuditOnly } from './audit-only.ts'
import { nextEventId } from './event-id.ts'
import { Events, type EventRow, type Subject } from './model.ts'

interface Recorded {
  tenant: string
  subject: Subject
  by: Actor
  staff?: string | undefined
  data?: Record<string, unknown>
  /** Run the handlers not before this time. */
  dueAt?: Date | undefined
  /** One of thousands of its kind: delivered by workers of their own, so that nothing else waits behind them. */
  bulk?: boolean | undefined
}

function rowOf(type: string, event: Recorded): EventRow {
  const now = clock.now()
  return {
    _id: nextEventId(),
    type,
    tenant: event.tenant,
    subject: event.subject,
    ...(event.staff ? { staff: event.staff } : {}),
    actor: event.by,
    data: event.data ?? {},
    at: now,
    state: isAuditOnly(type) ? 'done' : 'due',
    dueAt: event.dueAt ?? now,
    ...(event.bulk ? { bulk: true } : {}),
    attempts: 0,
    finished: [],
  }
}

/** @param type domain and what happened, such as `promotions.submitted` */
export async function record(type: string, event: Recorded): Promise<string> {
  const row = rowOf(type, event)
  await insertRow(Events, row)
  return row._id
}

/** Several at once, in this order. */
export async function recordAll(events: readonly (Recorded & { type: string })[]): Promise<void> {
  await insertRows(
    Events,
    events.map(({ type, ...event }) => rowOf(type, event)),
  )
}
