/** Events that nobody reacts to: they are written as settled, for the audit log and for screens that watch. */

const auditOnly = new Set([
  'accounts.created',
  'accounts.dingtalk_unlinked',
  'accounts.password_link_made',
  'accounts.session_ended',
  'outbox.retried',
  'privacy.contact_erased',
  'privacy.erased',
  'privacy.exported',
  'promotions.codes_freed',
  'promotions.codes_issued',
  'promotions.codes_retired',
  'reviews.undone',
  'staff.decision_undone',
  'staff.exported',
  'staff.identity_changed',
  'staff.import_cancelled',
  'staff.import_paused',
  'staff.invited',
  'staff.late_acceptance_undone',
  'staff.phone_changed',
  'staff.reconciled',
  'team.member_added',
  'team.member_removed',
  'test_accounts.added',
  'test_accounts.passwords_lost',
  'test_accounts.resumed',
  'test_accounts.revealed',
  'workspaces.created',
  'workspaces.digest_hour_set',
  'workspaces.join_code_replaced',
  'workspaces.suspended',
])

/** DingTalk sends more kinds of events than we act on. */
const fromDingTalk = new Set([
  'dingtalk.org_dept_modify',
  'dingtalk.org_dept_remove',
  'dingtalk.user_active_org',
  'dingtalk.user_add_org',
  'dingtalk.user_leave_org',
  'dingtalk.user_modify_org',
])

/**
 * Anything else waits for a handler. That is decided when it is written, not by whoever looks for work:
 * during a deployment an older instance does not know what a newer one reacts to.
 */
export function isAuditOnly(type: string): boolean {
  return auditOnly.has(type) || (type.startsWith('dingtalk.') && !fromDingTalk.has(type))
}
