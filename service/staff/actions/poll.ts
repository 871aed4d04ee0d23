/** Looks whether somebody has agreed to an Org invitation without our hearing of it, and whether DingTalk is back. */
import { clock } from '../../clock.ts'
import { findUserByMobile, getUser } from '../../dingtalk/contacts.ts'
import { DingTalkError } from '../../dingtalk/errors.ts'
import { log } from '../../log.ts'
import type { InvitationFailure } from '../contract.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { nextPoll } from '../rules.ts'
import { personJoined } from './associate.ts'
import { inviteAgain } from './rivals.ts'

/** Looks in one run, each a call or two, so that a run takes its part of the quota and no more. */
const atMost = 50

async function look(member: StaffMember): Promise<boolean> {
  try {
    const userId = await findUserByMobile(member.phone)
    const user = userId && (await getUser(userId))
    if (!user) return false
    // DingTalk finds people by a number that it may hide from the app
    await personJoined(user.userId, { ...user, phone: user.phone ?? member.phone })
    return true
  } catch (error) {
    // about this number only; the others are still looked for
    if (error instanceof DingTalkError && ['other', 'bad_input'].includes(error.kind)) {
      log.info({ staff: member._id, errcode: error.code }, 'DingTalk cannot look for this number')
      return false
    }
    throw error
  }
}

/**
 * Looks for those whose time has come, the longest waiting first.
 * @returns how many were in the organisation
 * @throws DingTalkError when DingTalk is away or a limit is reached: who was not looked for stays due
 */
export async function pollInvitations(): Promise<number> {
  const due = await StaffMembers.find({ nextPollAt: { $lte: clock.now() } })
    .sort({ nextPollAt: 1 })
    .limit(atMost)
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  let found = 0
  for (const member of due) {
    if (await look(member)) found++
    const looks = (member.polls ?? 0) + 1
    const next = nextPoll(clock.now(), looks)
    // only if nothing else has happened to it since
    await StaffMembers.updateOne(
      { _id: member._id, iso: member.iso, nextPollAt: member.nextPollAt ?? null },
      next ? { $set: { nextPollAt: next, polls: looks } } : { $unset: { nextPollAt: 1, polls: 1 } },
    )
  }
  return found
}

const minute = 60_000

/** What time mends: milliseconds after which somebody who was given up for it is invited again, and how often. */
const restarts = [
  // "system busy" may also mean a quota that is used up for the day
  { reason: 'dingtalk_unavailable', errcodes: [null, -1], after: 10 * minute, most: 8 },
  // the month is over after a month at the latest
  { reason: 'quota_used_up', errcodes: [null, 90020], after: 12 * 60 * minute, most: 62 },
] as const satisfies { reason: InvitationFailure; [more: string]: unknown }[]

/**
 * DingTalk was away for longer than a delivery is tried: once it answers again, whoever was given up for that is
 * invited without the ISO having to ask. Where DingTalk had named a reason, somebody must mend that first.
 * @returns how many are invited again; none while DingTalk is away
 */
export async function inviteThoseGivenUp(): Promise<number> {
  let invited = 0
  for (const restart of restarts) invited += await restartThose(restart)
  return invited
}

async function restartThose(restart: (typeof restarts)[number]): Promise<number> {
  const { reason, errcodes, after, most } = restart
  const due = await StaffMembers.find({
    status: 'invitation_failed',
    'failure.reason': reason,
    'failure.errcode': { $in: errcodes },
    restarts: { $not: { $gte: most } },
    since: { $lte: new Date(clock.time() - after) },
  })
    .sort({ since: 1 })
    .limit(atMost)
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  const [first] = due
  if (!first || !(await answers(first))) return 0
  for (const member of due) {
    await inviteAgain(member, { set: { restarts: (member.restarts ?? 0) + 1 } })
  }
  return due.length
}

async function answers({ phone }: StaffMember): Promise<boolean> {
  try {
    await findUserByMobile(phone)
    return true
  } catch (error) {
    if (!(error instanceof DingTalkError)) throw error
    log.info({ errcode: error.code }, 'DingTalk is still away')
    return false
  }
}
