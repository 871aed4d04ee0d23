/** Staff as recipients of messages. */
import type { Recipient } from '../../notifications/message.ts'
import { findById } from '../actions/associate.ts'
import type { StaffMember } from '../model.ts'
import { languageOf } from '../rules/language.ts'

export function asStaff(member: StaffMember): Recipient {
  const { name, dingtalkUserId } = member
  return { kind: 'staff', name, language: languageOf(member), dingtalkUserId }
}

/** Recipients of a message to one staff member: none while the person does not belong to the ISO (any more). */
export async function recipientsOf(staff: string | undefined): Promise<Recipient[]> {
  const member = staff ? await findById(staff) : null
  return member?.status === 'associated' ? [asStaff(member)] : []
}
