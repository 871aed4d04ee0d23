/** What follows from a changed association: the Org invitation in DingTalk, and what DingTalk tells of it. */
import { createUser, findUserByMobile, removeUser } from '../dingtalk/contacts.ts'
import { asLater } from '../dingtalk/errors.ts'
import { isRefusal } from '../errors.ts'
import type { EventRow } from '../outbox/model.ts'
import type { Handler, Reactions } from '../outbox/handlers.ts'
import { departmentOf } from '../workspaces/actions.ts'
import {
  associate,
  findById,
  markFailed,
  markInvited,
  personJoined,
  personLeft,
} from './actions/associate.ts'
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

async function alreadyThere(member: StaffMember): Promise<void> {
  const userId = await findUserByMobile(member.phone)
  if (userId) await associate(member, userId)
  else await markFailed(member, { reason: 'userid_conflict', errcode: 60104 })
}

/** Puts the Org invitation before the person (requirements B1); may run twice, DingTalk then answers the same. */
async function inviteToOrganisation(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  if (!member || !['approved', 'invited'].includes(member.status)) return
  await withDingTalk(async () => {
    const departmentId = await departmentOf(member.iso)
    const outcome = await createUser({ name: member.name, phone: member.phone, departmentId })
    if (outcome.kind === 'joined') await associate(member, outcome.userId)
    else if (outcome.kind === 'invited') await markInvited(member)
    else if (outcome.kind === 'already_member') await alreadyThere(member)
    else await markFailed(member, { reason: outcome.reason, errcode: outcome.errcode })
  })
}

const joined: Handler = (event) =>
  withDingTalk(async () => {
    await personJoined(event.subject.id)
  })

const left: Handler = (event) => withDingTalk(() => personLeft(event.subject.id))

async function removeFromOrganisation(event: EventRow): Promise<void> {
  const member = await findById(event.subject.id)
  const userId = member?.status === 'removed' ? member.dingtalkUserId : undefined
  if (userId) await withDingTalk(() => removeUser(userId))
}

export const staffReactions: Reactions = {
  'staff.added': { inviteToOrganisation },
  'staff.approved': { inviteToOrganisation },
  'staff.invitation_resent': { inviteToOrganisation },
  'staff.phone_corrected': { inviteToOrganisation },
  'staff.removed': { removeFromOrganisation },
  'dingtalk.user_add_org': { joined },
  'dingtalk.user_active_org': { joined },
  'dingtalk.user_leave_org': { left },
}
