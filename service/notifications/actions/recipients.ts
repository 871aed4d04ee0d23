/** The recipients of a message: name, language and addresses of operators and staff. */
import type { Account } from '../../accounts/model.ts'
import { StaffMembers } from '../../staff/model.ts'
import type { Recipient } from '../message.ts'
import type { Message } from '../model.ts'
import { messageOf } from '../registry.ts'
import { isForStaffOnly } from '../rules/kinds.ts'

export function asOperator({ _id, name, language, dingtalkUserId }: Account): Recipient {
  return { kind: 'operator', name, language, dingtalkUserId, account: _id }
}

/** Whether a message still concerns its reader: an ISO sends nothing to a person who no longer belongs to it. */
export async function hearsFromIso({
  template,
  recipient,
  tenant,
  dingtalkUserId,
}: Pick<Message, 'template' | 'recipient' | 'tenant' | 'dingtalkUserId'>): Promise<boolean> {
  const membersOnly = messageOf(template)?.membersOnly ?? isForStaffOnly(template)
  if (recipient.kind !== 'staff' || !dingtalkUserId || !membersOnly) return true
  const there = await StaffMembers.exists({ dingtalkUserId, iso: tenant, status: 'associated' })
  return there !== null
}
