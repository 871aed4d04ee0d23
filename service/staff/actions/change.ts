/** The one way in which an association changes state: compare-and-set, timeline entry and event together. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { undoEnds } from '../../outbox/undo.ts'
import type { ProblemCode } from '../../problems/contract.ts'
import type { StaffHappening, StaffStatus } from '../contract.ts'
import { longestTimeline, StaffMembers, type StaffMember } from '../model.ts'
import { startsOf, transitions, type Transition } from '../rules.ts'
import { eventOf } from '../events.ts'

export type By = Actor & { name: string }

type Condition = Record<string, unknown>

interface Change {
  verb: Transition
  by: By
  note?: string
  set?: Partial<StaffMember>
  unset?: (keyof StaffMember)[]
  /** What must hold besides the state. */
  where?: Condition
  /** Name of the event; the state that is reached if not given. */
  event?: StaffHappening
  /** Refusal when it is not in a state where this can happen. */
  otherwise?: ProblemCode
  /** One of thousands: nothing else waits behind its invitation. */
  bulk?: boolean
  /** It can be taken back: what follows waits until that is over (decision 052). */
  undoable?: boolean | undefined
}

/** What DingTalk tells of a person counts only while the ISO has to do with them. */
const isOver: StaffStatus[] = ['removed', 'left']

/** States in which an Org invitation may lie before the person, so that it is looked for. */
const mayStillAgree: StaffStatus[] = ['invited', 'removed']

/**
 * Moves one association along the state table, or refuses with the state it is in.
 * @throws Refusal `wrong_state` (or `otherwise`) with `about.status`
 */
export async function change(member: StaffMember, given: Change): Promise<StaffMember> {
  const { verb, by, note: remark = '', set = {}, unset = [], where = {} } = given
  const to = transitions[verb].to
  const over: (keyof StaffMember)[] = [
    ...(mayStillAgree.includes(to) ? [] : (['nextPollAt', 'polls'] as const)),
    ...(isOver.includes(to) ? (['identity'] as const) : []),
    ...(to === 'invitation_failed' ? [] : (['elsewhere'] as const)),
  ]
  const now = clock.now()
  const undo = given.undoable ? { until: undoEnds(now), since: member.since } : undefined
  if (!undo) over.push('undo')
  return transaction(async () => {
    const changed = await StaffMembers.findOneAndUpdate(
      { _id: member._id, iso: member.iso, status: { $in: startsOf(verb) }, ...where },
      {
        $set: { status: to, since: now, ...set, ...(undo && { undo }) },
        $unset: Object.fromEntries([...unset, ...over].map((field) => [field, 1])),
        $push: {
          timeline: {
            $each: [{ at: now, what: given.event ?? to, by, note: remark }],
            $slice: -longestTimeline,
          },
        },
      },
      { returnDocument: 'after' },
    ).lean<StaffMember | null>()
    if (!changed) {
      const there = await StaffMembers.findById(member._id).lean<StaffMember | null>()
      refuse(given.otherwise ?? 'wrong_state', { about: { status: there?.status ?? 'removed' } })
    }
    const dingtalkUserId = personOf(changed) ?? personOf(member)
    await record(eventOf[given.event ?? to], {
      tenant: changed.iso,
      id: changed._id,
      staff: changed._id,
      by: { kind: by.kind, id: by.id },
      bulk: given.bulk,
      dueAt: undo?.until,
      data: {
        status: to,
        from: member.status,
        // whose screens and rights it changes, also while they had no association
        ...(dingtalkUserId ? { dingtalkUserId } : {}),
      },
    })
    return changed
  })
}

/** The DingTalk user whom an association is about, as far as we know. */
const personOf = ({ dingtalkUserId, consent }: StaffMember) =>
  dingtalkUserId ?? consent?.dingtalkUserId

interface Note {
  /** Name of the event and of the timeline entry. */
  event: StaffHappening
  by: By
  /** What must hold besides the state. */
  where?: Condition
  set?: Partial<StaffMember>
  unset?: (keyof StaffMember)[]
  /** One of thousands, as of a change. */
  bulk?: boolean
}

/**
 * Something happened to an association that leaves its state as it is.
 * @returns undefined when it is in another state by now, or `where` does not hold
 */
export async function note(member: StaffMember, given: Note): Promise<StaffMember | undefined> {
  const { event, by, set = {}, unset = [], where = {} } = given
  return transaction(async () => {
    const changed = await StaffMembers.findOneAndUpdate(
      { _id: member._id, iso: member.iso, status: member.status, ...where },
      {
        $set: set,
        $unset: Object.fromEntries(unset.map((field) => [field, 1])),
        $push: {
          timeline: {
            $each: [{ at: clock.now(), what: event, by, note: '' }],
            $slice: -longestTimeline,
          },
        },
      },
      { returnDocument: 'after' },
    ).lean<StaffMember | null>()
    if (!changed) return undefined
    const dingtalkUserId = personOf(changed)
    await record(eventOf[event], {
      tenant: changed.iso,
      id: changed._id,
      staff: changed._id,
      by: { kind: by.kind, id: by.id },
      bulk: given.bulk,
      data: { status: changed.status, ...(dingtalkUserId ? { dingtalkUserId } : {}) },
    })
    return changed
  })
}

/** A new association with its first timeline entry and event. */
export async function begin(
  given: Omit<StaffMember, 'since' | 'timeline' | 'createdAt'>,
  by: By,
  { event, bulk }: Pick<Change, 'bulk'> & { event: StaffHappening },
): Promise<StaffMember> {
  const now = clock.now()
  const member: StaffMember = {
    ...given,
    since: now,
    createdAt: now,
    timeline: [{ at: now, what: event, by, note: '' }],
  }
  await transaction(async () => {
    await StaffMembers.insertMany([member], { lean: true })
    await record(eventOf[event], {
      tenant: member.iso,
      id: member._id,
      staff: member._id,
      by: { kind: by.kind, id: by.id },
      bulk,
      data: { status: member.status },
    })
  })
  return member
}
