/** Who hears on their screens that something has changed. */
import type { Caller, Staff } from '../../http/callers.ts'
import { reaches } from '../../http/scope.ts'
import type { Permission } from '../../permissions/contract.ts'
import type { EventRow } from '../../outbox/model.ts'

/** Kinds of things that screens show. */
const shown = new Set([
  'staffMember',
  'staffImport',
  'submission',
  'task',
  'testAccount',
  'workspace',
])

/** What an operator of an ISO must be allowed to, to hear of a kind; for all others to see its staff. */
const neededInIso: Record<string, Permission> = {
  staffImport: 'staff.add',
  task: 'promotions.view',
  testAccount: 'test_accounts.assign',
}

/** The same for an operator of the platform; of other kinds they hear nothing. */
const neededOnPlatform: Record<string, Permission> = {
  submission: 'reviews.view',
  task: 'inspections.view',
  testAccount: 'test_accounts.manage',
  workspace: 'workspaces.suspend',
}

/**
 * Staff hear of what concerns them; operators of an ISO of what is theirs;
 * those of the platform of every submission, task, test account or ISO that they may see to. Nobody hears of anything
 * they could not open.
 */
export function concerns(me: Caller, event: EventRow): boolean {
  if (!shown.has(event.subject.kind)) return false
  if (me.kind === 'staff') {
    if (event.subject.kind === 'workspace') {
      const { id } = event.subject
      // their ISO is suspended, or no longer
      const isTheirs = me.iso?.id === id || me.suspendedIso?.id === id
      // that codes were issued to it, for instance, is nothing that their screens show
      return isTheirs && event.type.startsWith('workspaces.')
    }
    // somebody who had no ISO when the page was opened is known by the DingTalk user alone
    const isMe = event.data['dingtalkUserId'] === me.dingtalkUserId
    return isMe || (me.id !== undefined && event.staff === me.id)
  }
  if (me.workspace.kind === 'iso') {
    const needed = neededInIso[event.subject.kind] ?? 'staff.view'
    return reaches(me.scope, event.tenant) && me.permissions.has(needed)
  }
  const needed = neededOnPlatform[event.subject.kind]
  return needed !== undefined && me.permissions.has(needed) && reaches(me.scope, event.tenant)
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
