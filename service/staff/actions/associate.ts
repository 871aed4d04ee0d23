/** What DingTalk tells of an association: invited, refused, joined, left. */
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { getUser, type DingTalkUser } from '../../dingtalk/contacts.ts'
import { log } from '../../log.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { isRefusal } from '../../errors.ts'
import type { InvitationFailure } from '../contract.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { mayHappen, startsOf } from '../rules.ts'
import { byDingTalk } from './by-dingtalk.ts'
import { change } from './change.ts'
import { undoLateAcceptance } from './invitations.ts'

export async function findById(id: string): Promise<StaffMember | null> {
  return StaffMembers.findById(id).lean<StaffMember>()
}

export async function markFailed(
  member: StaffMember,
  failure: { reason: InvitationFailure; errcode: number | null },
): Promise<void> {
  await change(member, { verb: 'fail', by: byDingTalk, set: { failure }, note: failure.reason })
}

/**
 * Completes an association; somebody who is with another ISO already becomes a failed invitation.
 * @param broughtIn whether it was this ISO's invitation by which the person came into the organisation
 * @returns `free_again` when that other ISO has let go in the same moment, `too_late` when the association is
 * in a state by now that cannot be completed
 */
export async function associate(
  member: StaffMember,
  dingtalkUserId: string,
  { broughtIn = member.invitedPhone !== undefined } = {},
): Promise<'associated' | 'elsewhere' | 'free_again' | 'too_late'> {
  try {
    await change(member, {
      verb: 'associate',
      by: byDingTalk,
      set: { dingtalkUserId, broughtIn },
      unset: ['failure', 'rejection', 'invitedPhone', 'withdrawn'],
    })
    return 'associated'
  } catch (error) {
    // wrong_state: cancelled, or another event of DingTalk about the same joining was faster
    if (isRefusal(error, 'wrong_state')) return 'too_late'
    if (!isDuplicateKey(error)) throw error
  }
  if (member.status !== 'invitation_failed') {
    await markFailed(member, { reason: 'with_another_iso', errcode: null })
  }
  const taken = await StaffMembers.exists({ dingtalkUserId, status: 'associated' })
  return taken ? 'elsewhere' : 'free_again'
}

/** Of several ISOs that invited one number, the one whose department the person is in; else the latest. */
async function whoInvited(phone: string, departments: number[]): Promise<StaffMember | undefined> {
  const members = await StaffMembers.find({ phone, status: { $in: startsOf('associate') } })
    .sort({ since: -1 })
    .lean<StaffMember[]>()
  const isos = await Workspaces.find({
    _id: { $in: members.map(({ iso }) => iso) },
    dingtalkDepartmentId: { $in: departments },
  }).lean()
  return members.find(({ iso }) => isos.some(({ _id }) => _id === iso)) ?? members[0]
}

/**
 * Somebody is in the DingTalk organisation: completes the association that waits for them.
 * Safe to call any number of times (events come twice, polls find the same).
 * @param seen what DingTalk says of the person, where it has just been asked
 */
export async function personJoined(
  dingtalkUserId: string,
  seen?: DingTalkUser,
): Promise<StaffMember | undefined> {
  const known = await StaffMembers.findOne({
    dingtalkUserId,
    status: 'associated',
  }).lean<StaffMember>()
  if (known) return known
  const user = seen ?? (await getUser(dingtalkUserId))
  if (!user?.phone) {
    log.info({ dingtalkUserId }, 'a DingTalk user without a phone number we may see')
    return undefined
  }
  const member = await whoInvited(user.phone, user.departmentIds)
  if (!member) {
    await undoLateAcceptance(user, user.phone)
    return undefined
  }
  if (!mayHappen('associate', member.status)) return undefined
  await associate(member, dingtalkUserId)
  const now = await findById(member._id)
  return now?.status === 'associated' ? now : undefined
}

/**
 * Somebody left the DingTalk organisation. Events come late and twice: who is in it (again) has not left.
 */
export async function personLeft(dingtalkUserId: string): Promise<StaffMember | undefined> {
  const member = await StaffMembers.findOne({
    dingtalkUserId,
    status: 'associated',
  }).lean<StaffMember>()
  if (!member || (await getUser(dingtalkUserId))) return undefined
  return change(member, { verb: 'leave', by: byDingTalk })
}
