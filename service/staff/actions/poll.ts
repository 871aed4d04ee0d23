/** Checks whether people agreed to an Org invitation without an event reaching us, and whether DingTalk is back. */
import { clock } from '../../clock.ts'
import { createsUsers, findsByMobile, findUserByMobile, getUser } from '../../dingtalk/contacts.ts'
import { DingTalkError } from '../../dingtalk/errors.ts'
import { isRefused } from '../../dingtalk/known-limits.ts'
import { thisMonth } from '../../dingtalk/months.ts'
import { log } from '../../log.ts'
import { byId, serveAll, serveEach } from '../../outbox/batch.ts'
import type { InvitationFailure } from '../contract/association.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { nextPoll } from '../rules/association.ts'
import { personJoined } from './associate.ts'
import { inviteAgain } from './other-isos.ts'

/** Looks in one run, each a call or two, so that a run takes its part of the quota and no more. */
const atMost = 50

/** Away, or a limit reached: of no use to ask for the next one. */
const aboutOne = {
  ...byId,
  endsAll: (error: unknown) => error instanceof DingTalkError,
}

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
      log.info(
        { staff: member._id, errcode: error.code },
        'DingTalk lookup of a phone number refused',
      )
      return false
    }
    throw error
  }
}

/**
 * Looks for those whose time has come, the longest waiting first.
 * @returns how many were in the organisation
 * @throws DingTalkError when DingTalk is away or a limit is reached: people not looked for stay due
 */
export async function pollInvitations(): Promise<number> {
  const due = await StaffMembers.find({ nextPollAt: { $lte: clock.now() } })
    .sort({ nextPollAt: 1 })
    .limit(atMost)
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  let found = 0
  const failed = await serveEach('polled invitations', due, aboutOne, async (member) => {
    if (await look(member)) found++
    await planNext(member)
  })
  // looked for again in its turn: the longest waiting come first, and would keep out all the others
  await serveEach('polled invitations', failed, { idOf: ({ member }) => member._id }, (one) =>
    planNext(one.member),
  )
  return found
}

async function planNext(member: StaffMember): Promise<void> {
  const looks = (member.polls ?? 0) + 1
  const next = nextPoll(clock.now(), looks)
  // only if nothing else has happened to it since
  await StaffMembers.updateOne(
    { _id: member._id, iso: member.iso, nextPollAt: member.nextPollAt ?? null },
    next ? { $set: { nextPollAt: next, polls: looks } } : { $unset: { nextPollAt: 1, polls: 1 } },
  )
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** People given up for a reason that ends by itself, or that an operator removes for all. */
interface Restart {
  reason: InvitationFailure
  /** Failed before this may be over. */
  before: () => Date
  /** Times that it is tried for one person; a resend begins again. */
  most: number
  /** If a later failure shows that the reason remains, no person is tried. */
  provenBy?: true
}

const ago = (milliseconds: number) => () => new Date(clock.time() - milliseconds)

/** Some tries soon, then one a day. */
const passing = (reason: InvitationFailure, soon: number): Restart[] => [
  { reason, before: ago(soon), most: 8 },
  { reason, before: ago(day), most: 38 },
]

const restarts: Restart[] = [
  ...passing('dingtalk_unavailable', 10 * minute),
  ...passing('other', hour),
  ...passing('department_refused', hour),
  { reason: 'quota_used_up', before: () => thisMonth(clock.now()), most: Infinity },
  // more calls may have been bought meanwhile
  { reason: 'quota_used_up', before: ago(day), most: Infinity, provenBy: true },
  // waits for as long as it takes
  { reason: 'not_set_up', before: ago(hour), most: Infinity, provenBy: true },
]

/**
 * DingTalk was away for longer than a delivery is tried, or took no invitations at all: once that is over, every person
 * who was given up for it is invited without the ISO having to ask. What is about the person, the ISO must mend first.
 * @returns how many are invited again; none while DingTalk is away
 */
export async function retryGivenUpInvitations(): Promise<number> {
  let invited = 0
  await serveAll(
    'invitations given up',
    restarts,
    { idOf: ({ reason, most }) => `${reason} ${most}` },
    async (restart) => {
      invited += await restartThose(restart)
    },
  )
  return invited
}

async function restartThose(restart: Restart): Promise<number> {
  const { reason, before, most, provenBy } = restart
  const those = { status: 'invitation_failed' as const, 'failure.reason': reason }
  if (provenBy && (await StaffMembers.exists({ ...those, since: { $gt: before() } }))) return 0
  // while DingTalk is not known to take invitations again, one of them shows it
  const isProbe = provenBy && (await isRefused(createsUsers))
  const due = await StaffMembers.find({
    ...those,
    ...(Number.isFinite(most) ? { restarts: { $not: { $gte: most } } } : {}),
    since: { $lte: before() },
  })
    .sort({ since: 1 })
    .limit(isProbe ? 1 : atMost)
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  const [first] = due
  if (!first || !(await answers(first))) return 0
  const failed = await serveEach('invitations given up', due, byId, async (member) => {
    const counted = Number.isFinite(most) ? { restarts: (member.restarts ?? 0) + 1 } : {}
    await inviteAgain(member, { set: counted })
  })
  return due.length - failed.length
}

async function answers({ phone }: StaffMember): Promise<boolean> {
  try {
    await findUserByMobile(phone)
    return true
  } catch (error) {
    if (!(error instanceof DingTalkError)) throw error
    // an answer about this number is an answer
    if (['other', 'bad_input'].includes(error.kind)) return true
    // and so is one that the app may not look for numbers: inviting needs another permission
    if (error.kind === 'denied' && (await isRefused(findsByMobile))) return true
    log.info({ errcode: error.code }, 'DingTalk still unavailable')
    return false
  }
}
