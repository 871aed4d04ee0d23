/** The consent of a person in the DingTalk organisation: asked by the bot, agreed, declined. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import type { DingTalkUser } from '../../dingtalk/contacts.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { answerTo, isOpen, type ConsentAnswer } from '../rules/association.ts'
import type { NamedIso } from '../view/staff.ts'
import { byDingTalk } from './by-dingtalk.ts'
import { change, note, type By } from './change.ts'
import { languageElsewhere } from './language.ts'
import { markElsewhere, markFailed } from './invitations.ts'
import { isSuspended } from '../../workspaces/actions/suspension.ts'
import { Workspaces } from '../../workspaces/model.ts'

/**
 * By a request that was sent in this person's own session, and that the ISO has approved. The number on a request
 * shows nothing: anyone can type it.
 */
export const hasAsked = (member: StaffMember, { userId }: DingTalkUser) =>
  member.requestedBy === userId

/**
 * Whether a person's being in the organisation shows that they agreed to this ISO: an Org invitation of it lay
 * before them while they were outside, or they came into its department. Being there from an earlier association
 * shows nothing, and a person asked by the bot answers the bot.
 */
export function hasAgreed(
  member: StaffMember,
  { departmentIds }: DingTalkUser,
  dingtalkDepartmentId: number | undefined,
): boolean {
  if (member.consent) return false
  if (member.invitedPhone === member.phone) return true
  if (member.inDepartment || dingtalkDepartmentId === undefined) return false
  return departmentIds.includes(dingtalkDepartmentId)
}

/**
 * Lets the bot ask a person with an invitation or an approved request of an ISO, who is in the organisation
 * already; once for each invitation.
 * The language they chose elsewhere comes along, so that they are asked in it.
 */
export async function askConsent(member: StaffMember, dingtalkUserId: string): Promise<void> {
  const spoken = await languageElsewhere(member, dingtalkUserId)
  const asked: Parameters<typeof note>[2] = {
    by: byDingTalk,
    where: { phone: member.phone, consent: { $exists: false } },
    set: { consent: { at: clock.now(), dingtalkUserId }, ...spoken },
    unset: ['invitedPhone', 'nextPollAt', 'polls'],
  }
  if (member.status === 'invited') return void (await note(member, 'ask_again', asked))
  try {
    await change(member, 'ask', asked)
  } catch (error) {
    // cancelled meanwhile, or another step was faster
    if (!isRefusal(error, 'wrong_state')) throw error
  }
}

/** Everything that waits for this person's answer, the longest first. */
export async function offersTo(dingtalkUserId: string): Promise<StaffMember[]> {
  const asked = await StaffMembers.find({
    'consent.dingtalkUserId': dingtalkUserId,
    status: { $in: ['invited', 'invitation_failed'] },
  })
    .sort({ 'consent.at': 1 })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  return asked.filter(isOpen)
}

/** The ISOs of these entries, by id. */
export async function isosOf(
  entries: readonly Pick<StaffMember, 'iso'>[],
): Promise<ReadonlyMap<string, NamedIso>> {
  const isos = await Workspaces.find({ _id: { $in: entries.map(({ iso }) => iso) } })
    .select({ name: 1, status: 1 })
    .lean()
  return new Map(isos.map(({ _id, name, status }) => [_id, { name, status }]))
}

/** @throws Refusal `not_found` for what this person was never asked, or is not asked any more */
export async function findOffer(id: string, dingtalkUserId: string): Promise<StaffMember> {
  const member = await StaffMembers.findOne({
    _id: id,
    $or: [{ 'consent.dingtalkUserId': dingtalkUserId }, { dingtalkUserId, status: 'associated' }],
  }).lean<StaffMember>()
  return member ?? refuse('not_found')
}

export const byPerson = ({ _id, name }: StaffMember): By => ({ kind: 'staff', id: _id, name })

/** There is no work for a suspended ISO: the person is told before they agree. @throws Refusal `iso_suspended` */
export async function mustNotBeSuspended({ iso }: Pick<StaffMember, 'iso'>): Promise<void> {
  if (await isSuspended(iso)) refuse('iso_suspended')
}

/**
 * By the person's own word: from now on they belong to the ISO.
 * @param where what must still hold of the entry, besides its state
 */
export function associateByConsent(
  entry: StaffMember,
  dingtalkUserId: string,
  where: Record<string, unknown>,
  set: Partial<StaffMember> = {},
): Promise<StaffMember> {
  return change(entry, 'associate', {
    by: byPerson(entry),
    where,
    set: { ...set, dingtalkUserId, inDepartment: true },
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
}

/**
 * The person agrees: associated, unless another ISO has them by now, which this one then reads. Agreeing twice is
 * agreeing once.
 * @returns what stands now
 * @throws Refusal `wrong_state` when the ISO does not want them any more, or they have declined; `iso_suspended`
 */
export async function agree(member: StaffMember, dingtalkUserId: string): Promise<StaffMember> {
  return transaction(async () => {
    const now = await mustWait(member, dingtalkUserId)
    if (now.status === 'associated') return now
    await mustNotBeSuspended(now)
    const elsewhere = await StaffMembers.exists({ dingtalkUserId, status: 'associated' })
    if (elsewhere) {
      if (now.status === 'invited') {
        await markElsewhere(now, dingtalkUserId)
      }
      return (await StaffMembers.findById(member._id).lean<StaffMember>()) ?? now
    }
    return associateByConsent(now, dingtalkUserId, { 'consent.dingtalkUserId': dingtalkUserId })
  })
}

/**
 * The person declines; the ISO sees it and may ask again. Declining twice is declining once.
 * @throws Refusal `wrong_state` when the ISO does not want them any more, or they have agreed
 */
export async function decline(member: StaffMember, dingtalkUserId: string): Promise<StaffMember> {
  return transaction(async () => {
    const now = await mustWait(member, dingtalkUserId, 'declined')
    if (now.failure?.reason === 'declined') return now
    return change(now, 'decline', {
      by: byPerson(now),
      where: { 'consent.dingtalkUserId': dingtalkUserId },
      set: { failure: { reason: 'declined', errcode: null } },
    })
  })
}

/** The question as it stands now: open, or answered just so before. */
async function mustWait(
  member: StaffMember,
  dingtalkUserId: string,
  before: ConsentAnswer = 'agreed',
): Promise<StaffMember> {
  const now = (await StaffMembers.findById(member._id).lean<StaffMember>()) ?? member
  const answer = answerTo(now, dingtalkUserId)
  if (answer === 'waiting' || answer === before) return now
  refuse('wrong_state', { about: { status: now.status } })
}

/** The question did not reach the person in DingTalk. */
export async function markNotReached(member: StaffMember): Promise<void> {
  await markFailed(member, { reason: 'not_reachable', errcode: null })
}
