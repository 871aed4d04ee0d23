/** The Org invitation that lies before a person: noted, refused, withdrawn, and its late acceptance undone. */
import { clock } from '../../clock.ts'
import { removeUser, type DingTalkUser } from '../../dingtalk/contacts.ts'
import { isOperator } from '../../accounts/actions/operators.ts'
import { findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import type { InvitationFailure } from '../contract/association.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { nextPoll, withdrawnFor } from '../rules/association.ts'
import { byDingTalk, bySystem } from './by-dingtalk.ts'
import { change, note } from './change.ts'

const kept = 5

/** The invitation did not come about, for a reason that the ISO can read. `bulk` for one of thousands. */
export async function markFailed(
  member: StaffMember,
  failure: { reason: InvitationFailure; errcode: number | null },
  { bulk = false }: { bulk?: boolean | undefined } = {},
): Promise<void> {
  await change(member, 'fail', {
    by: byDingTalk,
    set: { failure },
    note: failure.reason,
    bulk,
  })
}

/** The invited person belongs to another ISO, and may switch to this one by their own consent (docs/decisions/048). */
export async function markElsewhere(member: StaffMember, dingtalkUserId: string): Promise<void> {
  const reason = 'with_another_iso'
  await change(member, 'fail', {
    by: byDingTalk,
    set: { failure: { reason, errcode: null }, elsewhere: dingtalkUserId },
    // in the organisation by that other ISO: the Org invitation of this one is used up
    unset: ['invitedPhone'],
    note: reason,
  })
}

/**
 * DingTalk has put the Org invitation before the person. A person who was cancelled or got another number while
 * DingTalk was asked has one that does not count.
 */
export async function markInvited(member: StaffMember): Promise<void> {
  const { _id, iso, phone } = member
  const now = clock.now()
  const noted = await StaffMembers.updateOne(
    { _id, iso, phone, status: { $in: ['approved', 'invited'] } },
    {
      $set: { invitedPhone: phone, nextPollAt: nextPoll(now, 0), polls: 0 },
      // out of the organisation: what was asked of them as a member is over
      $unset: { consent: 1 },
    },
  )
  if (!noted.matchedCount) {
    await StaffMembers.updateOne(
      { _id, iso, $or: [{ status: 'removed' }, { phone: { $ne: phone } }] },
      { $push: { withdrawn: { $each: [{ phone, at: now }], $slice: -kept } } },
    )
  } else if (member.status === 'approved') {
    await change(member, 'invite', { by: byDingTalk })
  }
}

/** Belongs into the transaction of the change by which an invitation stops to count. */
export async function withdrawInvitation(member: StaffMember): Promise<void> {
  if (!member.invitedPhone) return
  const gone = { phone: member.invitedPhone, at: clock.now() }
  await StaffMembers.updateOne(
    { _id: member._id, iso: member.iso },
    {
      $push: { withdrawn: { $each: [gone], $slice: -kept } },
      $unset: { invitedPhone: 1 },
    },
  )
}

/**
 * A person agreed to an invitation that its ISO had withdrawn: DingTalk could not take it back, so the person is
 * taken out of the organisation again.
 * @param phone E.164
 */
export async function undoLateAcceptance(
  { userId, departmentIds }: DingTalkUser,
  phone: string,
): Promise<void> {
  const since = new Date(clock.time() - withdrawnFor)
  const member = await StaffMembers.findOne({
    withdrawn: { $elemMatch: { phone, at: { $gt: since } } },
  }).lean<StaffMember>()
  if (!member) return
  // a person who came by another way is not in the department that the invitation led to
  const { dingtalkDepartmentId } = await findWorkspace(member.iso)
  const cameByIt =
    dingtalkDepartmentId !== undefined && departmentIds.includes(dingtalkDepartmentId)
  if (!cameByIt || (await isOperator(userId))) return
  await removeUser(userId)
  const withdrawn = (member.withdrawn ?? []).filter((one) => one.phone !== phone)
  await note(member, 'undo_acceptance', {
    by: byDingTalk,
    set: { withdrawn },
    unset: ['nextPollAt', 'polls'],
  })
}

/**
 * The ISO was suspended and is no longer: people added, approved or to be asked since are invited now.
 * Safe to call again: a person with an Org invitation keeps it.
 */
export async function continueInvitations(iso: string): Promise<void> {
  const waiting = StaffMembers.find({
    iso,
    status: { $in: ['approved', 'invited'] },
    invitedPhone: { $exists: false },
    // an approval that can still be undone has its own event
    'undo.until': { $not: { $gt: clock.now() } },
  })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
    .cursor({ batchSize: 100 })
  await serveAll('invitations of a resumed ISO', waiting, byId, (member) =>
    note(member, 'go_on', {
      by: bySystem,
      unset: ['consent'],
      bulk: true,
    }),
  )
}
