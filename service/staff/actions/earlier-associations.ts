/** Keeps what an entry says of an ended association when the entry is used for the next one. */
import type { StaffMember } from '../model.ts'
import { endedAssociation } from '../rules/association.ts'

/** Ended associations that are kept for one entry. */
const kept = 5

/** @returns fields to set where `dingtalkUserId` is taken off an entry */
export function keepPast(member: StaffMember): Pick<StaffMember, 'past'> {
  const ended = endedAssociation(member)
  return ended ? { past: [...(member.past ?? []), ended].slice(-kept) } : {}
}
