/** Staff as recipients of messages. */
import type { Recipient } from '../../notifications/message.ts'
import type { StaffMember } from '../model.ts'
import { languageOf } from '../rules/language.ts'

export function asStaff(member: StaffMember): Recipient {
  const { name, dingtalkUserId } = member
  return { kind: 'staff', name, language: languageOf(member), dingtalkUserId }
}
