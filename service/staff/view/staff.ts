/** What callers see of staff. */
import { clock } from '../../clock.ts'
import { viewRows } from '../../http/damaged.ts'
import { language } from '../../texts/contract.ts'
import { config } from '../../config.ts'
import type { Operator, Staff } from '../../http/callers.ts'
import type { AnswerOf } from '../../http/contract.ts'
import type { EndedBy, StaffMember as StaffMemberView, StaffRow } from '../contract.ts'
import type { listOffers, MyIso as MyIsoView, StaffMe } from '../self/contract.ts'
import type { EndedAssociation, StaffMember } from '../model.ts'
import { abilitiesFor, mayUndoUntil, seesPhoneNumbers } from '../policy.ts'
import { hasOtherIdentity } from '../rules/association.ts'
import { isErased } from '../rules/erased.ts'

/** How the last association ended of a person without one. */
export interface Ended {
  isoName: string
  /** DingTalk: the person is no longer in the organisation, however that came about. */
  by: EndedBy
  at: Date
}

/** Of an ISO that an entry is about. */
export interface NamedIso {
  name: string
  status: 'active' | 'suspended'
}

/** What one ISO is to a person. */
export interface MyIso {
  entry: StaffMember
  state: MyIsoView['state']
  /** Since when they belong to it, or it wants them; for a past one when they began. */
  since: Date | undefined
  /** The last association with it that has ended. */
  ended: EndedAssociation | undefined
}

/** The one DingTalk organisation that staff of every ISO join (requirements, Words). */
export const organisationName = 'Alipay Partners'

/** The person who approved or rejected the last request. */
function lastDecision(member: StaffMember, me: Operator): StaffRow['decided'] {
  const last = member.timeline.findLast(({ what }) => what === 'approved' || what === 'rejected')
  if (!last) return null
  const undoUntil = mayUndoUntil(me, member, clock.now())?.toISOString() ?? null
  return { by: last.by.name, at: last.at.toISOString(), undoUntil }
}

function phoneFor(me: Operator, member: StaffMember): string {
  if (isErased(member)) return ''
  return seesPhoneNumbers(me) ? member.phone : `…${member.phone.slice(-2)}`
}

export function viewStaffRow(member: StaffMember, me: Operator): StaffRow {
  return {
    id: member._id,
    name: member.name,
    phone: phoneFor(me, member),
    status: member.status,
    via: member.via,
    createdAt: member.createdAt.toISOString(),
    since: member.since.toISOString(),
    failure: member.failure ?? null,
    rejection: member.rejection ?? null,
    decided: lastDecision(member, me),
    asked: member.status === 'invited' && member.consent !== undefined,
    otherIdentity: config().dingtalk.identityField !== undefined && hasOtherIdentity(member),
    abilities: abilitiesFor(me, member),
  }
}

export function viewStaffMember(member: StaffMember, me: Operator): StaffMemberView {
  return {
    ...viewStaffRow(member, me),
    timeline: viewRows('staffMembers.timeline', member.timeline, ({ at, what, by, note }) => ({
      at: at.toISOString(),
      what,
      by: { kind: by.kind, name: by.name },
      note,
    })),
  }
}

/** What is known of the person beside the session. */
interface Known {
  /** A language. */
  chosen: string | undefined
  ended: Ended | undefined
  otherIdentity: boolean
}

export function viewStaffMe(me: Staff, { chosen, ended, otherIdentity }: Known): StaffMe {
  const known = language.safeParse(chosen)
  return {
    name: me.name,
    language: known.success ? known.data : null,
    organisation: organisationName,
    iso: me.iso ?? null,
    suspended: me.suspendedIso ? { isoName: me.suspendedIso.name } : null,
    staffId: me.id ?? null,
    status: me.id ? 'associated' : null,
    otherIdentity,
    ended: ended ? { ...ended, at: ended.at.toISOString() } : null,
  }
}

export function viewOffer(
  { _id, consent, since }: StaffMember,
  { name, status }: NamedIso,
): AnswerOf<typeof listOffers>['items'][number] {
  return {
    id: _id,
    isoName: name,
    suspended: status === 'suspended',
    since: (consent?.at ?? since).toISOString(),
  }
}

export function viewMyIso(
  { entry, state, since, ended }: MyIso,
  { name, status }: NamedIso,
): MyIsoView {
  return {
    id: entry._id,
    isoName: name,
    state,
    suspended: status === 'suspended',
    since: since?.toISOString() ?? null,
    ended: ended ? { by: ended.by, at: ended.until.toISOString() } : null,
  }
}
