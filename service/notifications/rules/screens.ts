/** Who hears on their screens that something has changed. */
import type { Caller } from '../../http/callers.ts'
import type { EventRow } from '../../outbox/model.ts'

/** Kinds of things that screens show. */
const shown = new Set(['staffMember', 'staffImport', 'submission', 'workspace'])

/**
 * Staff hear of what concerns them; operators of an ISO of what is theirs;
 * reviewers of every submission, and who suspends ISOs of every ISO. Nobody hears of anything they could not open.
 */
export function concerns(me: Caller, event: EventRow): boolean {
  if (!shown.has(event.subject.kind)) return false
  if (me.kind === 'staff') {
    // somebody who had no ISO when the page was opened is known by the DingTalk user alone
    // their ISO is suspended, or no longer
    const isTheirs = [me.iso?.id, me.suspendedIso?.id].includes(event.subject.id)
    if (event.subject.kind === 'workspace') {
      // that codes were issued to it, for instance, is nothing that their screens show
      return isTheirs && event.type.startsWith('workspaces.')
    }
    const isMe = event.data['dingtalkUserId'] === me.dingtalkUserId
    return isMe || (me.id !== undefined && event.staff === me.id)
  }
  if ('iso' in me.scope) {
    const needed = event.subject.kind === 'staffImport' ? 'staff.add' : 'staff.view'
    return event.tenant === me.scope.iso && me.permissions.has(needed)
  }
  if (event.subject.kind === 'workspace') return me.permissions.has('workspaces.suspend')
  return event.subject.kind === 'submission' && me.permissions.has('reviews.view')
}
