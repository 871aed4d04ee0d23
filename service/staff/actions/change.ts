/** The one way in which an association begins and changes state. */
import { clock } from '../../clock.ts'
import type { Actor } from '../../http/callers.ts'
import { undoEnds } from '../../outbox/undo.ts'
import type { ProblemCode } from '../../problems/contract.ts'
import { begin } from '../../states/begin.ts'
import { stepOf } from '../../states/machine.ts'
import { move, tryMove, wordOf } from '../../states/move.ts'
import type { StaffHappening, StaffStatus } from '../contract/association.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { staffMachine, type StaffStep } from '../rules/association.ts'
import { regionsOfNewcomer } from '../rules/regions.ts'

export type By = Actor & { name: string }

interface Change {
  by: By
  note?: string
  set?: Partial<StaffMember>
  unset?: (keyof StaffMember)[]
  /** What must hold besides the state. */
  where?: Record<string, unknown>
  /** One of thousands: nothing else waits behind its invitation. */
  bulk?: boolean | undefined
  /** It can be taken back: what follows waits until that is over (decision 052). */
  undoable?: boolean | undefined
}

/** What DingTalk tells of a person counts only while the ISO has to do with them. */
const isOver: StaffStatus[] = ['removed', 'left']

/** States in which an Org invitation may lie before the person, so that it is looked for. */
const mayStillAgree: StaffStatus[] = ['invited', 'removed']

/** What an entry no longer has in the state that it comes to. */
const goneIn = (to: StaffStatus, isUndoable: boolean): (keyof StaffMember)[] => [
  ...(mayStillAgree.includes(to) ? [] : (['nextPollAt', 'polls'] as const)),
  ...(isOver.includes(to) ? (['identity'] as const) : []),
  ...(to === 'invitation_failed' ? [] : (['elsewhere'] as const)),
  ...(isUndoable ? [] : (['undo'] as const)),
]

/** The DingTalk user of an association, if known. */
const personOf = ({ dingtalkUserId, consent }: StaffMember) =>
  dingtalkUserId ?? consent?.dingtalkUserId

function moveOf(member: StaffMember, step: StaffStep, given: Change) {
  const { by, note = '', where, set, unset = [], bulk, undoable = false } = given
  const { iso, status, since } = member
  const { to } = stepOf(staffMachine, step)
  // the person reads until when it can be undone from the time of the decision
  const at = clock.now()
  const undo = undoable ? { until: undoEnds(at), since } : undefined
  return {
    at,
    tenant: iso,
    by: { kind: by.kind, id: by.id },
    entry: { by, note },
    where: { iso, ...where },
    set: { ...set, ...(undo && { undo }) },
    unset: [...unset, ...(to ? goneIn(to, undoable) : [])],
    staff: member._id,
    bulk,
    dueAt: undo?.until,
    data: (after: StaffMember) => {
      // whose screens and rights it changes, also while they had no association
      const dingtalkUserId = personOf(after) ?? personOf(member)
      return {
        status: after.status,
        ...(to && { from: status }),
        ...(dingtalkUserId && { dingtalkUserId }),
      }
    },
  }
}

/**
 * Moves one association along the state table, from any state in which the step can happen.
 * @param given with `otherwise`, what is refused when it cannot
 * @throws Refusal `wrong_state` (or `otherwise`) with `about.status`
 */
export function change(
  member: StaffMember,
  step: StaffStep,
  { otherwise, ...given }: Change & { otherwise?: ProblemCode },
): Promise<StaffMember> {
  const moved = { ...moveOf(member, step, given), fromAny: true, otherwise }
  return move(StaffMembers, staffMachine, member, step, moved)
}

/**
 * Something happens to an association that leaves its state as it is.
 * @returns undefined when it is in another state by now, or `where` does not hold
 */
export function note(
  member: StaffMember,
  step: StaffStep,
  given: Change,
): Promise<StaffMember | undefined> {
  return tryMove(StaffMembers, staffMachine, member, step, moveOf(member, step, given))
}

/** A new association with its first timeline entry and event. */
export function beginAssociation(
  given: Omit<StaffMember, 'status' | 'since' | 'timeline' | 'createdAt'>,
  step: 'add' | 'request',
  { by, bulk }: Pick<Change, 'by' | 'bulk'>,
): Promise<StaffMember> {
  const now = clock.now()
  const { event, to } = staffMachine.steps[step]
  const what = wordOf(event) as StaffHappening
  const member: Omit<StaffMember, 'status'> = {
    ...given,
    regions: given.regions ?? regionsOfNewcomer(given.phone),
    since: now,
    createdAt: now,
    timeline: [{ at: now, what, by, note: '' }],
  }
  return begin(StaffMembers, staffMachine, member, step, {
    staff: member._id,
    by: { kind: by.kind, id: by.id },
    bulk,
    data: { status: to },
  })
}
