/** The recipients of a message: name, language and addresses of operators and staff. */
import { Accounts, type Account } from '../../accounts/model.ts'
import { textIs } from '../../database/typed.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { languageOf } from '../../staff/rules/language.ts'
import type { Message } from '../model.ts'
import { isForStaffOnly } from '../rules/kinds.ts'

export interface Recipient {
  kind: 'staff' | 'operator'
  name: string
  language: string
  /** Where the bot reaches them. */
  dingtalkUserId?: string | undefined
  /** Account whose e-mail address is used. */
  account?: string | undefined
}

export function asOperator({ _id, name, language, dingtalkUserId }: Account): Recipient {
  return { kind: 'operator', name, language, dingtalkUserId, account: _id }
}

export function asStaff(member: StaffMember): Recipient {
  const { name, dingtalkUserId } = member
  return { kind: 'staff', name, language: languageOf(member), dingtalkUserId }
}

/** The person that a DingTalk user is in a tenant: a staff member, or an operator. */
export async function recipientInDingTalk(
  dingtalkUserId: string,
  { tenant, language }: { tenant: string; language: string },
): Promise<Recipient> {
  const member = await StaffMembers.findOne({ dingtalkUserId, iso: tenant, status: 'associated' })
    .select({ name: 1 })
    .lean<StaffMember>()
  if (member) return { kind: 'staff', name: member.name, language, dingtalkUserId }
  const account = await Accounts.findOne({ dingtalkUserId: textIs(dingtalkUserId) }).lean()
  if (account) return { ...asOperator(account), language }
  return { kind: 'staff', name: '', language, dingtalkUserId }
}

/** Whether a message still concerns its reader: an ISO sends nothing to a person who no longer belongs to it. */
export async function hearsFromIso({
  template,
  recipient,
  tenant,
  dingtalkUserId,
}: Pick<Message, 'template' | 'recipient' | 'tenant' | 'dingtalkUserId'>): Promise<boolean> {
  if (recipient.kind !== 'staff' || !dingtalkUserId || !isForStaffOnly(template)) return true
  const there = await StaffMembers.exists({ dingtalkUserId, iso: tenant, status: 'associated' })
  return there !== null
}
