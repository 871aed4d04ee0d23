/** What follows from a changed association: the Org invitation in DingTalk, and what DingTalk tells of it. */
import { clock } from '../clock.ts'
import { createUser, findUserByMobile, getUser } from '../dingtalk/contacts.ts'
import { isRefusedDepartment } from '../dingtalk/departments.ts'
import { asLater, DingTalkError } from '../dingtalk/errors.ts'
import { isRefusal } from '../errors.ts'
import type { EventOf } from '../outbox/event.ts'
import type { EventRow } from '../outbox/model.ts'
import { GiveUp, isPostponed, Later, on, type Handler } from '../outbox/handlers.ts'
import { maxAttempts } from '../outbox/rules.ts'
import { inDepartment } from '../workspaces/actions/workspaces.ts'
import { isSuspended } from '../workspaces/actions/suspension.ts'
import {
  associate,
  findById,
  associateFoundMember,
  personJoined,
  personLeft,
} from './actions/associate.ts'
import { followPerson, placeInDepartment } from './actions/follow.ts'
import { leaveFormerDepartment } from './actions/switch.ts'
import { continueInvitations, markFailed, markInvited } from './actions/invitations.ts'
import { clearBroughtIn, removeFromDingTalk, removeFromIso } from './actions/leave.ts'
import {
  inviteAgain,
  inviteAskedPerson,
  resumeNextInvitation,
  pauseOtherInvitations,
} from './actions/other-isos.ts'
import type { InvitationFailure } from './contract/association.ts'
import { StaffMembers, type StaffMember } from './model.ts'
import { overByThemselves } from './rules/association.ts'
import { userActivated, userAdded, userLeft, userModified } from '../dingtalk/events.ts'
import { workspaceResumed } from '../workspaces/events.ts'
import {
  consentDeclined,
  invitationCancelled,
  invitationResent,
  phoneCorrected,
  staffAdded,
  staffApproved,
  staffAssociated,
  staffLeft,
  staffRemoved,
} from './events.ts'

type AssociationEvent = EventOf<typeof staffRemoved>

/** Runs work and lets a temporary trouble of DingTalk become a later try. */
async function withDingTalk(
  work: () => Promise<void>,
  how?: Parameters<typeof asLater>[1],
): Promise<void> {
  try {
    await work()
  } catch (error) {
    // decided by another person since: there is nothing left to do
    if (isRefusal(error, 'wrong_state')) return
    throw asLater(error, how)
  }
}

/** The ISO sees after a quarter of an hour that an invitation does not get through, and may do something else. */
const seenByIso = { outageFails: true }

/** Another ISO may have let the person go at the very moment when this one was told to wait for it. */
async function orLetIn(member: StaffMember, dingtalkUserId: string): Promise<void> {
  const taken = await StaffMembers.exists({ dingtalkUserId, status: 'associated' })
  if (!taken) await resumeNextInvitation(member.phone)
}

/** DingTalk has taken the person in without asking them: the organisation is set so. */
async function takenIn(member: StaffMember, userId: string): Promise<void> {
  const outcome = await associate(member, userId, { broughtIn: true })
  if (outcome === 'free_again') await resumeNextInvitation(member.phone)
  // cancelled while DingTalk was asked
  if (outcome === 'too_late') await personJoined(userId)
}

/**
 * Milliseconds for which DingTalk may call a number taken and name no user: the person comes or goes at this moment.
 */
const comesOrGoes = 10 * 60_000

async function alreadyThere(member: StaffMember, event: EventRow): Promise<void> {
  const userId = await findUserByMobile(member.phone)
  const user = userId && (await getUser(userId))
  if (!user) {
    // asked again, DingTalk gives another answer
    const isYoung = clock.time() - event.at.getTime() < comesOrGoes
    if (isYoung) throw new Later(userId ? 1_000 : 30_000)
    return markFailed(member, { reason: 'userid_conflict', errcode: 60104 }, event)
  }
  await associateFoundMember(member, user)
  await orLetIn(member, user.userId)
}

async function invite(member: StaffMember, event: EventRow): Promise<void> {
  const outcome = await inDepartment(member.iso, (departmentId) =>
    createUser({ name: member.name, phone: member.phone, departmentId }),
  )
  if (outcome.kind === 'joined') await takenIn(member, outcome.userId)
  else if (outcome.kind === 'invited') await markInvited(member)
  else if (outcome.kind === 'already_member') await alreadyThere(member, event)
  else await markFailed(member, { reason: outcome.reason, errcode: outcome.errcode }, event)
}

/** Why an invitation that DingTalk did not decide on is not tried again for now; undefined while it is. */
function givenUpFor(error: DingTalkError, event: EventRow): InvitationFailure | undefined {
  if (error.limitOf === 'month') return 'quota_used_up'
  if (error.kind === 'denied') return 'not_set_up'
  if (isRefusedDepartment(error)) return 'department_refused'
  const outcome = asLater(error, seenByIso)
  if (isPostponed(outcome, event)) return undefined
  const isLast = outcome instanceof GiveUp || event.attempts + 1 >= maxAttempts
  if (!isLast) return undefined
  // an unknown code is shown as it is
  return error.kind === 'other' ? 'other' : 'dingtalk_unavailable'
}

/**
 * The last try has failed, or trying is of no use before something changes: the ISO must see it.
 * @throws the error where the delivery comes again, or is for an operator to start again
 */
async function giveUp(member: StaffMember, event: EventRow, error: unknown): Promise<void> {
  const reason = error instanceof DingTalkError ? givenUpFor(error, event) : undefined
  if (!reason) throw error
  const errcode = Number((error as DingTalkError).code)
  await markFailed(member, { reason, errcode: Number.isNaN(errcode) ? null : errcode }, event)
  // the platform reads it on the failed list too, and may start it again there
  if (reason === 'not_set_up') throw new GiveUp((error as DingTalkError).code)
  // the others are mended by time or by another name: `retryGivenUpInvitations` looks
  if (reason !== 'quota_used_up' && reason !== 'department_refused') throw error
}

/** Puts the Org invitation before the person (requirements B1); may run twice, DingTalk then answers the same. */
async function inviteToOrganisation(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  // given up before, and started again by an operator of the platform
  if (member?.failure && overByThemselves.includes(member.failure.reason))
    return inviteAgain(member)
  if (!member || !['approved', 'invited'].includes(member.status)) return
  // `workspaces.resumed` begins again
  if (await isSuspended(member.iso)) return
  await withDingTalk(async () => {
    try {
      await invite(member, event)
    } catch (error) {
      await giveUp(member, event, error)
    }
  }, seenByIso)
}

const joined: Handler = (event) =>
  withDingTalk(async () => {
    await personJoined(event.subject.id)
  })

const left: Handler = (event) =>
  withDingTalk(async () => {
    await personLeft(event.subject.id)
    await clearBroughtIn(event.subject.id)
    await inviteAskedPerson(event.subject.id)
  })

const modified: Handler = (event) =>
  withDingTalk(async () => void (await followPerson(event.subject.id)))

/** Removed by its ISO: the next one may have the person; out of its department, or of the organisation. */
async function removeFromOrganisation(event: AssociationEvent): Promise<void> {
  const member = await findById(event.subject.id)
  const userId = event.data.dingtalkUserId
  if (!member || !userId) return
  if (event.data.from === 'associated') await resumeNextInvitation(member.phone)
  await withDingTalk(() => removeFromIso(member, userId))
}

/** No longer invited, by their own answer or the ISO's: they may have to leave the organisation. */
async function letGoUnwanted(event: AssociationEvent): Promise<void> {
  const userId = event.data.dingtalkUserId
  const member = await findById(event.subject.id)
  if (!member || !userId) return
  await withDingTalk(async () => void (await removeFromDingTalk(userId, member.phone)))
}

async function nextIso(event: AssociationEvent): Promise<void> {
  const member = await findById(event.subject.id)
  const userId = event.data.dingtalkUserId
  if (member?.status !== 'left') return
  // a person who moved to another ISO is not free
  if (userId) await orLetIn(member, userId)
  else await resumeNextInvitation(member.phone)
}

/** Moved to another ISO, so still in the organisation: out of the department of the one that they left. */
async function leaveDepartment(event: AssociationEvent): Promise<void> {
  const member = await findById(event.subject.id)
  const userId = event.data.dingtalkUserId
  // for a person who left the organisation this is deleted already
  if (member?.status !== 'left' || !member.inDepartment || !userId) return
  await withDingTalk(() => leaveFormerDepartment(member, userId))
}

/** A reaction that makes sense only while the person belongs to the ISO. */
const whileAssociated =
  (work: (member: StaffMember) => Promise<void>): Handler =>
  async (event) => {
    const member = await findById(event.subject.id)
    if (member?.status === 'associated') await withDingTalk(() => work(member))
  }

export const staffReactions = [
  on([staffAdded, staffApproved, invitationResent], { inviteToOrganisation }),
  on(phoneCorrected, { inviteToOrganisation, letGoUnwanted }),
  on(staffAssociated, {
    makeRivalsWait: whileAssociated(pauseOtherInvitations),
    placeInDepartment: whileAssociated(async (member) => void (await placeInDepartment(member))),
  }),
  on(staffRemoved, { removeFromOrganisation }),
  on([consentDeclined, invitationCancelled], { letGoUnwanted }),
  on(staffLeft, { nextIso, leaveDepartment }),
  on(workspaceResumed, { goOnInviting: ({ subject }) => continueInvitations(subject.id) }),
  on([userAdded, userActivated], { joined }),
  on(userModified, { modified }),
  on(userLeft, { left }),
]
