/** What may be done to a staff member, by whom. */
import type { Operator } from '../http/callers.ts'
import type { Permission } from '../permissions/contract.ts'
import type { StaffAbility, StaffStatus } from './contract.ts'
import { mayHappen } from './rules.ts'

/** Each ability: the permission it needs and the states in which it makes sense. */
export const abilities: Record<
  StaffAbility,
  { permission: Permission; when: (status: StaffStatus) => boolean }
> = {
  approve: { permission: 'staff.decide', when: (status) => mayHappen('approve', status) },
  reject: { permission: 'staff.decide', when: (status) => mayHappen('reject', status) },
  resend_invitation: { permission: 'staff.add', when: (status) => mayHappen('retry', status) },
  correct_phone: { permission: 'staff.add', when: (status) => mayHappen('retry', status) },
  // before somebody has joined there is nothing to remove them from: what was asked of them is withdrawn
  cancel: { permission: 'staff.remove', when: (status) => mayHappen('cancel', status) },
  remove: {
    permission: 'staff.remove',
    when: (status) => mayHappen('remove', status) && !mayHappen('cancel', status),
  },
}

export function abilitiesFor(me: Operator, member: { status: StaffStatus }): StaffAbility[] {
  return (Object.keys(abilities) as StaffAbility[]).filter(
    (verb) => me.permissions.has(abilities[verb].permission) && abilities[verb].when(member.status),
  )
}

interface Decided {
  status: StaffStatus
  timeline: readonly { what: string; by: { id: string } }[]
  undo?: { until: Date }
}

/** Until when the caller can take back what they decided about a request; undefined when they cannot. */
export function mayUndoUntil(me: Operator, member: Decided, now: Date): Date | undefined {
  const last = member.timeline.at(-1)
  const isTheirs = last?.by.id === me.id && last.what === member.status
  const until = member.undo?.until
  return me.permissions.has('staff.decide') && isTheirs && until && until > now ? until : undefined
}

/** Numbers are for those who add people and decide about them; others only recognise one by its end. */
export function seesPhoneNumbers(me: Operator): boolean {
  return me.permissions.has('staff.add') || me.permissions.has('staff.decide')
}
