/** What DingTalk tells of an association: invited, refused, joined, left. */
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { getUser } from '../../dingtalk/contacts.ts'
import { system } from '../../http/callers.ts'
import { log } from '../../log.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { isRefusal } from '../../errors.ts'
import type { InvitationFailure } from '../contract.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { mayHappen, startsOf } from '../rules.ts'
import { change, type By } from './change.ts'

const byDingTalk: By = { ...system, name: 'DingTalk' }

export async function findById(id: string): Promise<StaffMember | null> {
  return StaffMembers.findById(id).lean<StaffMember>()
}

/** DingTalk has put the Org invitation before the person. */
export async function markInvited(member: StaffMember): Promise<void> {
  if (member.status === 'approved') await change(member, { verb: 'invite', by: byDingTalk })
}

export async function markFailed(
  member: StaffMember,
  failure: { reason: InvitationFailure; errcode: number | null },
): Promise<void> {
  await change(member, { verb: 'fail', by: byDingTalk, set: { failure }, note: failure.reason })
}

/** Completes an association; somebody who is with another ISO already becomes a failed invitation. */
export async function associate(member: StaffMember, dingtalkUserId: string): Promise<void> {
  try {
    await change(member, {
      verb: 'associate',
      by: byDingTalk,
      set: { dingtalkUserId },
      unset: ['failure', 'rejection'],
    })
  } catch (error) {
    if (isDuplicateKey(error)) {
      await markFailed(member, { reason: 'with_another_iso', errcode: null })
    } else if (!isRefusal(error, 'wrong_state')) {
      throw error
    }
    // wrong_state: another event of DingTalk about the same joining was faster
  }
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
 */
export async function personJoined(dingtalkUserId: string): Promise<StaffMember | undefined> {
  const known = await StaffMembers.findOne({
    dingtalkUserId,
    status: 'associated',
  }).lean<StaffMember>()
  if (known) return known
  const user = await getUser(dingtalkUserId)
  if (!user?.phone) {
    log.info({ dingtalkUserId }, 'a DingTalk user without a phone number we may see')
    return undefined
  }
  const member = await whoInvited(user.phone, user.departmentIds)
  if (!member || !mayHappen('associate', member.status)) return undefined
  await associate(member, dingtalkUserId)
  const now = await findById(member._id)
  return now?.status === 'associated' ? now : undefined
}

/** Somebody left the DingTalk organisation. */
export async function personLeft(dingtalkUserId: string): Promise<void> {
  const member = await StaffMembers.findOne({
    dingtalkUserId,
    status: 'associated',
  }).lean<StaffMember>()
  if (member) await change(member, { verb: 'leave', by: byDingTalk })
}
