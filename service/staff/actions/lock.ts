/** Keeps an association as it is until the end of a transaction that relies on it. */
import { clock } from '../../clock.ts'
import { StaffMembers, type StaffMember } from '../model.ts'

/**
 * Inside a transaction: the person belongs to the ISO until it is committed. Written, not only read: a removal at the
 * same moment then either comes first, or has to wait.
 * @returns undefined when they do not belong to it
 */
export async function lockAssociation(id: string, iso: string): Promise<StaffMember | undefined> {
  const member = await StaffMembers.findOneAndUpdate(
    { _id: id, iso, status: 'associated' },
    { $set: { heldAt: clock.now() } },
    { returnDocument: 'after' },
  ).lean<StaffMember | null>()
  return member ?? undefined
}
