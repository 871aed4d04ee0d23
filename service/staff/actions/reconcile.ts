/** Once a day: compares the members of the DingTalk organisation with our staff, reports and heals differences. */
import { startOfBusinessDay } from '../../business-day.ts'
import { config } from '../../config.ts'
import { allMembers, type DingTalkUser } from '../../dingtalk/contacts.ts'
import { DingTalkError } from '../../dingtalk/errors.ts'
import { waitForLimit } from '../../dingtalk/retries.ts'
import { transaction } from '../../database/transaction.ts'
import { system } from '../../http/callers.ts'
import { serveEach } from '../../outbox/batch.ts'
import { Events } from '../../outbox/model.ts'
import { record } from '../../outbox/record.ts'
import { departmentsOfIsos, findWorkspace } from '../../workspaces/actions/workspaces.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { mayHeal } from '../rules/association.ts'
import { personJoined, personLeft } from './associate.ts'
import { followPerson, isInRightDepartment, placeInDepartment } from './follow.ts'
import { staffReconciled } from '../events.ts'

/** Ids that a report names of each kind. */
const named = 100
/** Staff that are read at a time. */
const page = 500

export interface Reconciled {
  /** In the DingTalk organisation. */
  members: number
  /** Had joined without our hearing of it, and are associated now; ids of staff. */
  joined: string[]
  /** Had left without our hearing of it, and have left here too; ids of staff. */
  left: string[]
  /** Had another number there, which is theirs here too now; ids of staff. */
  renumbered: string[]
  /** Had another number there that belongs to another person here: for their ISO to sort out; ids of staff. */
  numbersDiffer: string[]
  /** Were not in the department of their ISO, or in another's, and are put right; ids of staff. */
  moved: string[]
  /** Whose number DingTalk hides, so that they cannot be recognised: the app lacks a permission. */
  numbersHidden: number
  /** Could not be compared or healed, for a reason of their own: looked at again the next day; userids. */
  failed: string[]
  /** In the organisation, but of no ISO: operators, and people who came by another way; userids. */
  unknown: string[]
  /** Associated here and not seen there, but too many at once to believe it. */
  heldBack: number
}

/** The people of a page who are associated with an ISO, by their userid. */
async function knownOf(users: DingTalkUser[]): Promise<Map<string, StaffMember>> {
  const known = await StaffMembers.find({
    dingtalkUserId: { $in: users.map(({ userId }) => userId) },
    status: 'associated',
  })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  return new Map(known.map((member) => [member.dingtalkUserId ?? '', member]))
}

/** About one person only: the others are still compared. */
const isAboutAll = (error: unknown) =>
  error instanceof DingTalkError && !['other', 'bad_input'].includes(error.kind)

/** Does the work for each person; notes the people for whom it failed. */
async function each<T extends { userId: string }>(
  people: readonly T[],
  failed: string[],
  work: (person: T) => Promise<void>,
): Promise<void> {
  const those = await serveEach(
    'reconciled members',
    people,
    { idOf: ({ userId }) => userId, endsAll: isAboutAll },
    work,
  )
  failed.push(...those.map(({ member }) => member.userId))
}

/** A number or identity that differs and a place that is wrong; each is looked at again before it is changed. */
async function heal(
  users: DingTalkUser[],
  known: ReadonlyMap<string, StaffMember>,
  { renumbered, numbersDiffer, moved, failed }: Reconciled,
): Promise<void> {
  const ofIsos = await departmentsOfIsos(users.flatMap(({ departmentIds }) => departmentIds))
  const owns = new Map<string, number | undefined>()
  await each(users, failed, async ({ userId, phone, identity, departmentIds }) => {
    const member = known.get(userId)
    if (!member) return
    const { _id, iso } = member
    // where the app may not see numbers there is none to compare
    const isRenumbered = phone !== undefined && phone !== member.phone
    if (isRenumbered || identity !== member.identity) {
      const followed = await waitForLimit(() => followPerson(userId))
      renumbered.push(...followed)
      if (isRenumbered && !followed.length) numbersDiffer.push(_id)
    }
    if (!owns.has(iso)) owns.set(iso, (await findWorkspace(iso)).dingtalkDepartmentId)
    if (isInRightDepartment(departmentIds, owns.get(iso), ofIsos)) return
    if (await waitForLimit(() => placeInDepartment(member))) moved.push(_id)
  })
}

async function notSeen(seen: ReadonlySet<string>): Promise<{ gone: string[]; all: number }> {
  const gone: string[] = []
  let all = 0
  const associated = StaffMembers.find({ status: 'associated' })
    .select({ dingtalkUserId: 1 })
    .lean<StaffMember[]>()
    .cursor({ batchSize: page })
  for await (const { dingtalkUserId } of associated) {
    all++
    if (dingtalkUserId && !seen.has(dingtalkUserId)) gone.push(dingtalkUserId)
  }
  return { gone, all }
}

/**
 * Compares, heals and records `staff.reconciled` with counts and ids. Each single difference is looked at again
 * in DingTalk before it is healed, so that a list that changes while it is read does no harm.
 * @throws DingTalkError when DingTalk cannot be read to the end: then no person counts as left
 */
export async function reconcileMembers(): Promise<Reconciled> {
  const seen = new Set<string>()
  const found: Reconciled = {
    members: 0,
    joined: [],
    left: [],
    renumbered: [],
    numbersDiffer: [],
    moved: [],
    unknown: [],
    failed: [],
    numbersHidden: 0,
    heldBack: 0,
  }
  for await (const users of allMembers()) {
    const fresh = users.filter(({ userId }) => !seen.has(userId))
    for (const { userId, phone } of fresh) {
      seen.add(userId)
      if (!phone) found.numbersHidden++
    }
    const known = await knownOf(fresh)
    await each(fresh, found.failed, async (user) => {
      if (known.has(user.userId)) return
      const member = await waitForLimit(() => personJoined(user.userId, user))
      if (member) found.joined.push(member._id)
      else found.unknown.push(user.userId)
    })
    await heal(fresh, known, found)
  }
  const { gone, all } = await notSeen(seen)
  const heals = mayHeal(gone.length, all)
  const left = heals ? gone.map((userId) => ({ userId })) : []
  await each(left, found.failed, async ({ userId }) => {
    const member = await waitForLimit(() => personLeft(userId))
    if (member) found.left.push(member._id)
  })
  found.members = seen.size
  found.heldBack = heals ? 0 : gone.length
  await report(found)
  return found
}

async function report(found: Reconciled): Promise<void> {
  const some = (ids: string[]) => ({ count: ids.length, ids: ids.slice(0, named) })
  await transaction(() =>
    record(staffReconciled, {
      tenant: 'platform',
      id: config().dingtalk.corpId,
      by: system,
      data: {
        ...found,
        joined: some(found.joined),
        left: some(found.left),
        renumbered: some(found.renumbered),
        numbersDiffer: some(found.numbersDiffer),
        moved: some(found.moved),
        failed: some(found.failed),
        unknown: some(found.unknown),
      },
    }),
  )
}

/** For a schedule that comes several times: once it has succeeded, the day's look is done. */
export async function reconcileOnceToday(): Promise<void> {
  const done = await Events.exists({
    'subject.id': config().dingtalk.corpId,
    type: 'staff.reconciled',
    at: { $gte: startOfBusinessDay() },
  })
  if (!done) await reconcileMembers()
}
