/** What follows from a changed association: the Org invitation in DingTalk, and what DingTalk tells of it. */
import { isOperator } from '../accounts/actions/operators.ts'
import { createUser, findUserByMobile, removeUser } from '../dingtalk/contacts.ts'
import { asLater, DingTalkError } from '../dingtalk/errors.ts'
import { isRefusal } from '../errors.ts'
import type { EventRow } from '../outbox/model.ts'
import { GiveUp, Later, type Handler, type Reactions } from '../outbox/handlers.ts'
import { maxAttempts } from '../outbox/rules.ts'
import { inDepartment } from '../workspaces/actions.ts'
import { associate, findById, markFailed, personJoined, personLeft } from './actions/associate.ts'
import { followPhone, leaveDepartment, placeInDepartment } from './actions/follow.ts'
import { markInvited } from './actions/invitations.ts'
import { inviteAgain, isWantedElsewhere, letNextIn, makeRivalsWait } from './actions/rivals.ts'
import type { StaffMember } from './model.ts'

/** Runs work and lets a temporary trouble of DingTalk become a later try. */
async function withDingTalk(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    // decided meanwhile by somebody else: there is nothing left to do
    if (isRefusal(error, 'wrong_state')) return
    throw asLater(error)
  }
}

/** Ends an association with the person, who is in the organisation; somebody with another ISO waits. */
async function take(
  member: StaffMember,
  userId: string,
  how?: { broughtIn: boolean },
): Promise<void> {
  const outcome = await associate(member, userId, how)
  // let go by the other ISO at this very moment, when nobody was waiting yet
  if (outcome === 'free_again') await letNextIn(member.phone)
  // cancelled while DingTalk was asked
  if (outcome === 'too_late') await personJoined(userId)
}

async function alreadyThere(member: StaffMember): Promise<void> {
  const userId = await findUserByMobile(member.phone)
  if (userId) await take(member, userId)
  else await markFailed(member, { reason: 'userid_conflict', errcode: 60104 })
}

async function invite(member: StaffMember): Promise<void> {
  const outcome = await inDepartment(member.iso, (departmentId) =>
    createUser({ name: member.name, phone: member.phone, departmentId }),
  )
  if (outcome.kind === 'joined') await take(member, outcome.userId, { broughtIn: true })
  else if (outcome.kind === 'invited') await markInvited(member)
  else if (outcome.kind === 'already_member') await alreadyThere(member)
  else await markFailed(member, { reason: outcome.reason, errcode: outcome.errcode })
}

/** The last try has failed, or trying is of no use before somebody mends the set-up: the ISO must see it. */
async function giveUp(member: StaffMember, event: EventRow, error: unknown): Promise<void> {
  if (!(error instanceof DingTalkError)) return
  const isLast = asLater(error) instanceof GiveUp || event.attempts + 1 >= maxAttempts
  if (!isLast || asLater(error) instanceof Later) return
  const errcode = Number(error.code)
  await markFailed(member, {
    reason: 'dingtalk_unavailable',
    errcode: Number.isNaN(errcode) ? null : errcode,
  })
}

/** Puts the Org invitation before the person (requirements B1); may run twice, DingTalk then answers the same. */
async function inviteToOrganisation(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  // given up before, and started again by an operator of the platform
  if (member?.failure?.reason === 'dingtalk_unavailable') return inviteAgain(member)
  if (!member || !['approved', 'invited'].includes(member.status)) return
  await withDingTalk(async () => {
    try {
      await invite(member)
    } catch (error) {
      await giveUp(member, event, error)
      throw error
    }
  })
}

const joined: Handler = (event) =>
  withDingTalk(async () => {
    await personJoined(event.subject.id)
  })

const left: Handler = (event) =>
  withDingTalk(async () => {
    await personLeft(event.subject.id)
  })

const modified: Handler = (event) => withDingTalk(() => followPhone(event.subject.id))

/**
 * Removed by its ISO: leaves the organisation if that ISO brought the person into it and no other wants them;
 * otherwise only the department of the ISO.
 */
async function removeFromOrganisation(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  const userId = member?.status === 'removed' ? member.dingtalkUserId : undefined
  if (!member || !userId) return
  await letNextIn(member.phone)
  if (await isWantedElsewhere(member)) return
  const mayPutOut = member.broughtIn && !(await isOperator(userId))
  await withDingTalk(() => (mayPutOut ? removeUser(userId) : leaveDepartment(member)))
}

const nextIso: Handler = async (event) => {
  const member = await findById(event.subject.id)
  if (member?.status === 'left') await letNextIn(member.phone)
}

/** A reaction that makes sense only while the person belongs to the ISO. */
const whileAssociated =
  (work: (member: StaffMember) => Promise<void>): Handler =>
  async (event) => {
    const member = await findById(event.subject.id)
    if (member?.status === 'associated') await withDingTalk(() => work(member))
  }

export const staffReactions: Reactions = {
  'staff.added': { inviteToOrganisation },
  'staff.approved': { inviteToOrganisation },
  'staff.invitation_resent': { inviteToOrganisation },
  'staff.phone_corrected': { inviteToOrganisation },
  'staff.associated': {
    makeRivalsWait: whileAssociated(makeRivalsWait),
    placeInDepartment: whileAssociated(placeInDepartment),
  },
  'staff.removed': { removeFromOrganisation },
  'staff.left': { nextIso },
  'dingtalk.user_add_org': { joined },
  'dingtalk.user_active_org': { joined },
  'dingtalk.user_modify_org': { modified },
  'dingtalk.user_leave_org': { left },
}
