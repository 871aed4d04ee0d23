/** What DingTalk tells of an association: joined, left. */
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { getUser, type DingTalkUser } from '../../dingtalk/contacts.ts'
import { countHiddenNumber } from '../../dingtalk/metrics.ts'
import { log } from '../../log.ts'
import { serveAll } from '../../outbox/batch.ts'
import { Workspaces } from '../../workspaces/model.ts'
import { isRefusal } from '../../errors.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { statesBefore } from '../../states/machine.ts'
import { staffMachine } from '../rules/association.ts'
import { byDingTalk } from './by-dingtalk.ts'
import { change } from './change.ts'
import { askConsent, hasAgreed, hasAsked } from './consent.ts'
import { keepIdentity } from './identity.ts'
import { languageElsewhere } from './language.ts'
import { markElsewhere, undoLateAcceptance } from './invitations.ts'

export async function findById(id: string): Promise<StaffMember | null> {
  return StaffMembers.findById(id).lean<StaffMember>()
}

/**
 * Completes an association; for a person who is with another ISO, the invitation fails.
 * @param broughtIn whether it was this ISO's invitation by which the person came into the organisation
 * @returns `free_again` when that other ISO has let go in the same moment, `too_late` when the association is
 * in a state by now that cannot be completed
 */
export async function associate(
  member: StaffMember,
  dingtalkUserId: string,
  { broughtIn = false } = {},
): Promise<'associated' | 'elsewhere' | 'free_again' | 'too_late'> {
  try {
    const spoken = await languageElsewhere(member, dingtalkUserId)
    await change(member, 'associate', {
      by: byDingTalk,
      set: {
        ...spoken,
        dingtalkUserId,
        inDepartment: true,
        ...(broughtIn ? { broughtIn: dingtalkUserId } : {}),
      },
      unset: [
        'failure',
        'rejection',
        'invitedPhone',
        'withdrawn',
        'consent',
        'requestedBy',
        'restarts',
      ],
    })
    return 'associated'
  } catch (error) {
    // wrong_state: cancelled, or another event of DingTalk about the same joining was faster
    if (isRefusal(error, 'wrong_state')) return 'too_late'
    if (!isDuplicateKey(error)) throw error
  }
  if (member.status !== 'invitation_failed') {
    await markElsewhere(member, dingtalkUserId)
  }
  const taken = await StaffMembers.exists({ dingtalkUserId, status: 'associated' })
  return taken ? 'elsewhere' : 'free_again'
}

const hiddenNumber =
  'DingTalk phone number hidden: the app needs the permission fieldMobile, see npm run dingtalk:check'

interface Waiting {
  member: StaffMember
  /** Is in the department of the ISO. */
  inside: boolean
  /** Came into the organisation by the invitation of the ISO. */
  agreed: boolean
}

/** Those that want the person, the latest first, and what the person has said to each. */
async function whoWants(phone: string, user: DingTalkUser): Promise<Waiting[]> {
  const members = await StaffMembers.find({
    phone,
    status: { $in: statesBefore(staffMachine, 'associate') },
  })
    .sort({ since: -1 })
    .lean<StaffMember[]>()
  const isos = await Workspaces.find({ _id: { $in: members.map(({ iso }) => iso) } }).lean()
  return members.map((member) => {
    const { dingtalkDepartmentId: own } = isos.find(({ _id }) => _id === member.iso) ?? {}
    const inside = own !== undefined && user.departmentIds.includes(own)
    return { member, inside, agreed: hasAgreed(member, user, own) }
  })
}

/**
 * A person is in the DingTalk organisation: completes the association they have agreed to, and has the bot
 * ask for their consent to those that still lack it.
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
  if (known) {
    if (seen) await keepIdentity(seen)
    return known
  }
  const user = seen ?? (await getUser(dingtalkUserId))
  if (!user) return undefined
  if (!user.phone) {
    // an invited person is found by their number at the next look
    countHiddenNumber()
    log.warn({ dingtalkUserId }, hiddenNumber)
    return undefined
  }
  const member = await settleWith(user, user.phone)
  await keepIdentity(user)
  return member
}

async function settleWith(user: DingTalkUser, phone: string): Promise<StaffMember | undefined> {
  const waiting = await whoWants(phone, user)
  if (!waiting.length) {
    await undoLateAcceptance(user, phone)
    return undefined
  }
  const willing = waiting.filter(({ member, agreed }) => agreed || hasAsked(member, user))
  const chosen = willing.find(({ inside }) => inside) ?? willing[0]
  if (!chosen) {
    const asked = waiting.filter(({ member }) => member.status !== 'invitation_failed')
    await serveAll('entries of a person', asked, { idOf: ({ member }) => member._id }, (one) =>
      askConsent(one.member, user.userId),
    )
    return undefined
  }
  await associate(chosen.member, user.userId, { broughtIn: chosen.agreed })
  const now = await findById(chosen.member._id)
  return now?.status === 'associated' ? now : undefined
}

/**
 * DingTalk says that an invited person is in the organisation already.
 * @param user the user with that number
 */
export async function associateFoundMember(member: StaffMember, user: DingTalkUser): Promise<void> {
  const known = await StaffMembers.findOne({
    dingtalkUserId: user.userId,
    status: 'associated',
  }).lean<StaffMember>()
  if (!known) await settleWith(user, member.phone)
  else if (known._id !== member._id) {
    await markElsewhere(member, user.userId)
  }
  await keepIdentity(user)
}

/**
 * A person left the DingTalk organisation. Events come late and twice: a person who is in it (again) has not left.
 */
export async function personLeft(dingtalkUserId: string): Promise<StaffMember | undefined> {
  const member = await StaffMembers.findOne({
    dingtalkUserId,
    status: 'associated',
  }).lean<StaffMember>()
  if (!member || (await getUser(dingtalkUserId))) return undefined
  return change(member, 'leave', {
    by: byDingTalk,
    unset: ['broughtIn', 'inDepartment'],
  })
}
