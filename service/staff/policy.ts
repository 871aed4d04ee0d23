/** What each caller may do to a staff member. */
import type { Caller } from '../http/callers.ts'
import { abilities, callersOf, may, mayCall, type Policy } from '../http/policy.ts'
import type { Located } from '../http/scope.ts'
import * as one from './contract/one.ts'
import type { StaffAbility } from './contract/member.ts'
import type { StaffStatus } from './contract/association.ts'
import { mayHappen } from '../states/machine.ts'
import { staffMachine, type StaffStep } from './rules/association.ts'
import { isErased } from './rules/erased.ts'

interface Entry extends Located {
  timeline: readonly { by: { id: string } }[]
}

export const staffPolicy = {
  approve: callersOf(one.approveRequest),
  reject: callersOf(one.rejectRequest),
  resend_invitation: callersOf(one.resendInvitation),
  correct_phone: callersOf(one.correctPhone),
  cancel: callersOf(one.cancelInvitation),
  remove: callersOf(one.removeStaff),
  join_link: callersOf(one.staffJoinLink),
  add_again: callersOf(one.addStaff),
  // a decision is taken back by the person who made it
  undo: (me, member) =>
    callersOf(one.undoDecisionOnRequest)(me, member) && member.timeline.at(-1)?.by.id === me.id,
} satisfies Policy<string, Entry>

/** The step that each ability is. */
const steps: Record<StaffAbility, StaffStep> = {
  approve: 'approve',
  reject: 'reject',
  resend_invitation: 'retry',
  correct_phone: 'retry',
  cancel: 'cancel',
  remove: 'remove',
  join_link: 'associate',
  add_again: 'add',
}

/** Before a person has joined there is nothing to remove them from: what was asked of them is withdrawn. */
function isPossible(verb: StaffAbility, status: StaffStatus): boolean {
  const instead = verb === 'remove' && mayHappen(staffMachine, 'cancel', status)
  return mayHappen(staffMachine, steps[verb], status) && !instead
}

interface InState extends Entry {
  status: StaffStatus
  phone: string
  consent?: object
}

/** The person was asked by the bot whether they agree: there is no Org invitation that a link could stand in for. */
export const isAsked = ({ status, consent }: Pick<InState, 'status' | 'consent'>): boolean =>
  status === 'invited' && consent !== undefined

export function abilitiesFor(me: Caller, member: InState): StaffAbility[] {
  return abilities(me, staffPolicy, member, {
    verbs: Object.keys(steps) as StaffAbility[],
    when(verb) {
      if (verb === 'join_link' && isAsked(member)) return false
      // an erased person has no number under which they could be added
      if (verb === 'add_again' && isErased(member)) return false
      return isPossible(verb, member.status)
    },
  })
}

interface Decided extends Entry {
  status: StaffStatus
  timeline: readonly { what: string; by: { id: string } }[]
  undo?: { until: Date }
}

/** Until when the caller can take back what they decided about a request; undefined when they cannot. */
export function mayUndoUntil(me: Caller, member: Decided, now: Date): Date | undefined {
  const stands = member.timeline.at(-1)?.what === member.status
  const until = member.undo?.until
  const isOpen = stands && until !== undefined && until > now
  return isOpen && may(me, staffPolicy, 'undo', member) ? until : undefined
}

/** Numbers are for callers who add people and decide about them; others recognise one by its last digits. */
export function seesPhoneNumbers(me: Caller): boolean {
  return mayCall(me, one.addStaff) || mayCall(me, one.approveRequest)
}
