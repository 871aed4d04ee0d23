/** Staff sign-in: DingTalk's auth code becomes a session of the person it stands for. */
import { Sessions } from '../../accounts/model.ts'
import { clock } from '../../clock.ts'
import { getUserByCode } from '../../dingtalk/contacts.ts'
import { asRefusal } from '../../dingtalk/errors.ts'
import { refuse } from '../../errors.ts'
import type { Claims } from '../../http/authentication.ts'
import type { Staff, Terms } from '../../http/callers.ts'
import { scopeOfIso } from '../../http/scope.ts'
import { viewSoundRows } from '../../http/damaged.ts'
import { Workspaces, type Workspace } from '../../workspaces/model.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import type { Ended } from '../view/staff.ts'
import { personJoined } from './associate.ts'
import { lookForIdentity } from './identity.ts'
import { entriesOf, lastOf, currentAssociationOf } from './my-isos.ts'

/** @throws Refusal `wrong_login_code` or `dingtalk_unavailable` */
export async function userOfAuthCode(
  code: string,
): Promise<{ dingtalkUserId: string; name: string }> {
  try {
    const user = (await getUserByCode(code)) ?? refuse('wrong_login_code')
    const { userId } = user
    const known = await currentAssociationOf(userId)
    if (known) await lookForIdentity(userId)
    // an event may have been missed: a person who can sign in has joined
    const member = known ?? (await personJoined(userId))
    return { dingtalkUserId: userId, name: member?.name ?? user.name }
  } catch (error) {
    throw asRefusal(error)
  }
}

/** The person behind a session; undefined once it has ended. */
export async function findStaff(claims: Claims): Promise<Staff | undefined> {
  const session = await Sessions.findOne({
    _id: claims.sessionId,
    expiresAt: { $gt: clock.now() },
  }).lean()
  if (!session) return undefined
  const dingtalkUserId = session.subject
  const member = await StaffMembers.findOne({ dingtalkUserId, status: 'associated' })
    .select({ timeline: 0 })
    .lean<StaffMember>()
  const workspace = member && (await Workspaces.findById(member.iso).lean())
  const iso = workspace?.status === 'active' ? workspace : undefined
  return {
    kind: 'staff',
    id: iso ? member?._id : undefined,
    dingtalkUserId,
    sessionId: claims.sessionId,
    name: member?.name ?? session.name,
    language: member?.language ?? 'en',
    iso: iso ? { id: iso._id, name: iso.name } : undefined,
    suspendedIso:
      workspace?.status === 'suspended' ? { id: workspace._id, name: workspace.name } : undefined,
    scope: iso ? scopeOfIso(iso._id) : undefined,
    terms: member && iso ? termsOf(member, iso) : undefined,
  }
}

/** What a person and their ISO have agreed to. */
export const termsOf = (member: StaffMember, iso: Workspace): Terms => ({
  person: member.agreedTo ?? [],
  iso: iso.agreedTo ?? [],
  isoDueAt: iso.agreementDueAt,
  country: iso.country,
})

/** Who ended the last association of a person without one; undefined while they have one, or if they never had. */
export async function lastEnded(me: Staff): Promise<Ended | undefined> {
  if (me.id || me.suspendedIso) return undefined
  const entries = await entriesOf(me.dingtalkUserId)
  const ended = viewSoundRows('staffMembers', entries, (entry) => {
    const last = lastOf(entry, me.dingtalkUserId)
    return last && { iso: entry.iso, by: last.by, at: last.until }
  }).filter((one) => one !== undefined)
  const last = ended.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0]
  const iso = last && (await Workspaces.findById(last.iso).select({ name: 1 }).lean())
  return iso ? { isoName: iso.name, by: last.by, at: last.at } : undefined
}

/** The language that a person chose, on any phone; undefined until they did. */
export async function chosenLanguage(me: Staff): Promise<string | undefined> {
  if (!me.id) return undefined
  const member = await StaffMembers.findById(me.id).select({ language: 1 }).lean<StaffMember>()
  return member?.language
}

/** Kept with the association, so that messages come in the same language; without one only the phone knows. */
export async function chooseLanguage(me: Staff, language: string): Promise<void> {
  if (me.id) await StaffMembers.updateOne({ _id: me.id }, { $set: { language } })
}
