/** A person who leaves an ISO leaves its department, and the organisation when no ISO wants them there. */
import { isOperator } from '../../accounts/actions/operators.ts'
import { getUser, moveUser, removeUser } from '../../dingtalk/contacts.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { StaffMembers, type StaffMember } from '../model.ts'

/** DingTalk's number of the organisation itself. */
export const rootDepartment = 1

/**
 * Takes a person out of the department of the ISO; a person who is in no other is back in the root.
 * @throws DingTalkError
 */
async function leaveDepartment({ _id, iso }: StaffMember, dingtalkUserId: string): Promise<void> {
  const user = await getUser(dingtalkUserId)
  const { dingtalkDepartmentId: own } = await findWorkspace(iso)
  if (user && own !== undefined && user.departmentIds.includes(own)) {
    const others = user.departmentIds.filter((id) => id !== own)
    await moveUser(user.userId, others.length ? others : [rootDepartment])
  }
  await StaffMembers.updateOne(
    { _id, iso, status: { $ne: 'associated' } },
    { $unset: { inDepartment: 1 } },
  )
}

/** An ISO has the person, invites them, or waits for them; a person who declined does not count. */
async function isWanted(dingtalkUserId: string, phones: string[]): Promise<boolean> {
  const wanted = await StaffMembers.exists({
    $or: [
      { dingtalkUserId, status: 'associated' },
      { 'consent.dingtalkUserId': dingtalkUserId, status: 'invited' },
      { phone: { $in: phones }, status: { $in: ['approved', 'invited', 'associated'] } },
      {
        phone: { $in: phones },
        status: 'invitation_failed',
        'failure.reason': { $ne: 'declined' },
      },
    ],
  })
  return wanted !== null
}

/**
 * Takes a person out of the organisation who came into it by the invitation of an ISO and is wanted by none any
 * more, also when another ISO had them last. Operators, and people who were there before any invitation, stay.
 * @param phone by which others may want them
 * @returns whether they are out
 * @throws DingTalkError
 */
export async function removeFromDingTalk(dingtalkUserId: string, phone: string): Promise<boolean> {
  const brought = await StaffMembers.find({ broughtIn: dingtalkUserId })
    .select({ phone: 1 })
    .lean<StaffMember[]>()
  if (!brought.length) return false
  const phones = [phone, ...brought.map((one) => one.phone)]
  if ((await isWanted(dingtalkUserId, phones)) || (await isOperator(dingtalkUserId))) return false
  await removeUser(dingtalkUserId)
  await forget(dingtalkUserId)
  return true
}

/**
 * The ISO has removed a person: out of its department, or out of the organisation.
 * @throws DingTalkError
 */
export async function removeFromIso(member: StaffMember, dingtalkUserId: string): Promise<void> {
  if (await removeFromDingTalk(dingtalkUserId, member.phone)) return
  if (member.status !== 'associated') await leaveDepartment(member, dingtalkUserId)
}

/** A person has left the organisation: the ISO that brought them in no longer matters. @throws DingTalkError */
export async function clearBroughtIn(dingtalkUserId: string): Promise<void> {
  const brought = await StaffMembers.exists({ broughtIn: dingtalkUserId })
  if (!brought || (await getUser(dingtalkUserId))) return
  await forget(dingtalkUserId)
}

async function forget(dingtalkUserId: string): Promise<void> {
  await StaffMembers.updateMany(
    { broughtIn: dingtalkUserId },
    { $unset: { broughtIn: 1, inDepartment: 1 } },
  )
}
