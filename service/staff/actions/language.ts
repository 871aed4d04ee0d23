/** The language that a person in DingTalk has spoken with any ISO, for an association that has none of its own. */
import { StaffMembers, type StaffMember } from '../model.ts'

/** @returns fields to set; empty when the association has a language, or none is known */
export async function languageElsewhere(
  member: Pick<StaffMember, 'language'>,
  dingtalkUserId: string,
): Promise<{ language?: string }> {
  if (member.language) return {}
  const spoke = await StaffMembers.findOne({ dingtalkUserId, language: { $exists: true } })
    .sort({ since: -1 })
    .select({ language: 1 })
    .lean<StaffMember>()
  return spoke?.language ? { language: spoke.language } : {}
}
