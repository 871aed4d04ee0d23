/** Several ISOs that want one person: a person can be with one ISO at a time (requirements A8). */
import { getUser } from '../../dingtalk/contacts.ts'
import { isRefusal } from '../../errors.ts'
import { byId, serveAll, serveEach, throwFirst } from '../../outbox/batch.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { bySystem } from './by-dingtalk.ts'
import { change } from './change.ts'
import { markElsewhere } from './invitations.ts'

/** The same person's entries with other ISOs. */
function otherEntriesOf({ phone, iso }: StaffMember) {
  return { phone, iso: { $ne: iso } }
}

/**
 * Entries that want this person; none when DingTalk says that the number belongs to another person now.
 * @throws DingTalkError
 */
async function entriesWanting(member: StaffMember): Promise<StaffMember[]> {
  const rivals = await StaffMembers.find({
    ...otherEntriesOf(member),
    status: { $in: ['approved', 'invited'] },
  }).lean<StaffMember[]>()
  const user = rivals.length > 0 && (await getUser(member.dingtalkUserId ?? ''))
  const isOld = user && user.phone !== undefined && user.phone !== member.phone
  return isOld ? [] : rivals
}

/**
 * An ISO that still invites a person who has joined another ISO waits, and is told why.
 * @throws DingTalkError
 */
export async function pauseOtherInvitations(member: StaffMember): Promise<void> {
  const { dingtalkUserId = '' } = member
  const rivals = await entriesWanting(member)
  const failed = await serveEach('entries of a person', rivals, byId, async (rival) => {
    try {
      await markElsewhere(rival, dingtalkUserId)
    } catch (error) {
      // cancelled meanwhile
      if (!isRefusal(error, 'wrong_state')) throw error
    }
  })
  // a member by right: what others withdrew before must not put the person out later
  await StaffMembers.updateMany(
    { 'withdrawn.phone': member.phone },
    { $pull: { withdrawn: { phone: member.phone } } },
  )
  throwFirst(failed)
}

/** The person is free: the ISO that has waited longest invites again, by itself. */
export async function resumeNextInvitation(phone: string): Promise<void> {
  const waiting = await StaffMembers.findOne({
    phone,
    status: 'invitation_failed',
    'failure.reason': 'with_another_iso',
  })
    .sort({ since: 1 })
    .lean<StaffMember>()
  if (waiting) await inviteAgain(waiting)
}

/** `bulk` for one of many. */
export async function inviteAgain(
  member: StaffMember,
  { bulk = false, set = {} }: { bulk?: boolean; set?: Partial<StaffMember> } = {},
): Promise<void> {
  try {
    await change(member, 'retry', {
      by: bySystem,
      set,
      unset: ['failure', 'consent'],
      bulk,
    })
  } catch (error) {
    // another step was faster
    if (!isRefusal(error, 'wrong_state')) throw error
  }
}

/** A person asked by the bot has left the organisation: now they are asked by the Org invitation. */
export async function inviteAskedPerson(dingtalkUserId: string): Promise<void> {
  const asked = await StaffMembers.find({
    'consent.dingtalkUserId': dingtalkUserId,
    status: 'invited',
  }).lean<StaffMember[]>()
  if (!asked.length || (await getUser(dingtalkUserId))) return
  await serveAll('entries of a person', asked, byId, (member) => inviteAgain(member))
}
