/** Finds the people whose screens are told that something has changed. */
import type { Caller, Operator, Staff } from '../../http/callers.ts'
import type { CallerKind, Endpoint } from '../../http/contract.ts'
import { mayCall } from '../../http/policy.ts'
import { reaches } from '../../http/scope.ts'
import type { EventRow } from '../../outbox/model.ts'

/** Kind of record → endpoints that show it. */
export type Readers = ReadonlyMap<string, readonly Endpoint[]>

export function readersOf(endpoints: readonly Endpoint[]): Readers {
  const readers = new Map<string, Endpoint[]>()
  for (const endpoint of endpoints) {
    for (const kind of endpoint.about) {
      const those = readers.get(kind) ?? []
      readers.set(kind, [...those, endpoint])
    }
  }
  return readers
}

const ofStaff: ReadonlySet<CallerKind> = new Set(['staff', 'associated staff', 'signed in'])

/** A person's own records, on every device; and of an ISO, its state. */
function isOfStaff(me: Staff, event: EventRow, kind: string): boolean {
  if (kind === 'workspace') {
    const { id } = event.subject
    // their ISO is suspended, or no longer
    return me.iso?.id === id || me.suspendedIso?.id === id
  }
  // a person who had no ISO when the page was opened is known by the DingTalk user alone
  const isMe = event.data.dingtalkUserId === me.dingtalkUserId
  return isMe || (me.id !== undefined && event.staff === me.id)
}

/** An endpoint for operators of one kind of workspace shows what they reach; one for all, what is of their own. */
function showsOperator(me: Operator, endpoint: Endpoint, { tenant, regions }: EventRow): boolean {
  if (!mayCall(me, endpoint)) return false
  const isForOneKind = endpoint.by === me.workspace.kind
  if (isForOneKind) return reaches(me.scope, { iso: tenant, regions: regions ?? [] })
  return tenant === me.workspace.id
}

/**
 * Kinds of records of which an event tells a caller that they have changed: those that an endpoint shows which they may
 * call. A person is never told of a record they could not open.
 */
export function changedKindsFor(me: Caller, event: EventRow, readers: Readers): string[] {
  const kinds = event.concerns ?? [event.subject.kind]
  return kinds.filter((kind) => {
    const endpoints = readers.get(kind) ?? []
    return me.kind === 'staff'
      ? endpoints.some(({ by }) => ofStaff.has(by)) && isOfStaff(me, event, kind)
      : endpoints.some((endpoint) => showsOperator(me, endpoint, event))
  })
}

/** Whether a person has lost a right that they had before. */
export function hasLostRights(before: Caller, now: Caller): boolean {
  if (before.kind === 'staff' || now.kind === 'staff') {
    if (before.kind !== now.kind) return true
    const [was, is] = [before as Staff, now as Staff]
    return was.id !== undefined && (was.id !== is.id || was.iso?.id !== is.iso?.id)
  }
  if (now.suspended && !before.suspended) return true
  // the page comes back with the new reach
  if (JSON.stringify(before.scope) !== JSON.stringify(now.scope)) return true
  return [...before.permissions].some((permission) => !now.permissions.has(permission))
}
