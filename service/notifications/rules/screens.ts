/** Who hears on their screens that something has changed. */
import type { Caller, Staff } from '../../http/callers.ts'
import { reaches } from '../../http/scope.ts'
import type { Permission } from '../../permissions/contract.ts'
import type { EventRow } from '../../outbox/model.ts'

/** What an operator of an ISO must be allowed to, to hear of a kind of record; of other kinds they hear nothing. */
const neededInIso: Record<string, Permission> = {
  staffMember: 'staff.view',
  staffImport: 'staff.add',
  submission: 'staff.view',
  task: 'promotions.view',
  testAccount: 'test_accounts.assign',
  workspace: 'staff.view',
}

/** The same for an operator of the platform. */
const neededOnPlatform: Record<string, Permission> = {
  submission: 'reviews.view',
  task: 'inspections.view',
  testAccount: 'test_accounts.manage',
  workspace: 'workspaces.suspend',
  codeStock: 'workspaces.suspend',
}

/** What staff hear of, where it is theirs. */
const heardByStaff = new Set(['staffMember', 'submission', 'task', 'testAccount', 'workspace'])

function isOfStaff(me: Staff, event: EventRow, kind: string): boolean {
  if (!heardByStaff.has(kind)) return false
  if (kind === 'workspace') {
    const { id } = event.subject
    // their ISO is suspended, or no longer
    return me.iso?.id === id || me.suspendedIso?.id === id
  }
  // somebody who had no ISO when the page was opened is known by the DingTalk user alone
  const isMe = event.data.dingtalkUserId === me.dingtalkUserId
  return isMe || (me.id !== undefined && event.staff === me.id)
}

/**
 * Kinds of records of which an event tells a caller that they have changed. Staff hear of what concerns them; operators
 * of an ISO of what is theirs; those of the platform of every record that they may see. Nobody hears of anything they
 * could not open.
 */
export function heardOf(me: Caller, event: EventRow): string[] {
  const kinds = event.concerns ?? [event.subject.kind]
  if (me.kind === 'staff') return kinds.filter((kind) => isOfStaff(me, event, kind))
  if (!reaches(me.scope, event.tenant)) return []
  const needed = me.workspace.kind === 'iso' ? neededInIso : neededOnPlatform
  return kinds.filter((kind) => {
    const right = needed[kind]
    return right !== undefined && me.permissions.has(right)
  })
}

/** Whether somebody may no longer do something that they could before. */
export function hasLost(before: Caller, now: Caller): boolean {
  if (before.kind === 'staff' || now.kind === 'staff') {
    if (before.kind !== now.kind) return true
    const [was, is] = [before as Staff, now as Staff]
    return was.id !== undefined && (was.id !== is.id || was.iso?.id !== is.iso?.id)
  }
  if (now.suspended && !before.suspended) return true
  return [...before.permissions].some((permission) => !now.permissions.has(permission))
}
