/** What callers see of staff. */
import { clock } from '../../clock.ts'
import { viewRows } from '../../http/damaged.ts'
import { config } from '../../config.ts'
import type { Operator } from '../../http/callers.ts'
import type { EndedBy } from '../contract/association.ts'
import type { StaffMember as StaffMemberView, StaffRow } from '../contract/member.ts'
import type { EndedAssociation, StaffMember } from '../model.ts'
import { abilitiesFor, isAsked, mayUndoUntil, seesPhoneNumbers } from '../policy.ts'
import { hasOtherIdentity, mayHaveWorked } from '../rules/association.ts'
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
  state: 'present' | 'wanted' | 'past'
  /** Since when they belong to it, or it wants them; for a past one when they began. */
  since: Date | undefined
  /** The last association with it that has ended. */
  ended: EndedAssociation | undefined
}

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
    asked: isAsked(member),
    otherIdentity: config().dingtalk.identityField !== undefined && hasOtherIdentity(member),
    abilities: abilitiesFor(me, member),
  }
}

export function viewStaffMember(member: StaffMember, me: Operator): StaffMemberView {
  return {
    ...viewStaffRow(member, me),
    mayHaveWorked: mayHaveWorked(member.status),
    timeline: viewRows('staffMembers.timeline', member.timeline, ({ at, what, by, note }) => ({
      at: at.toISOString(),
      what,
      by: { kind: by.kind, name: by.name },
      note,
    })),
  }
}
