/** Once a day: compares the members of the DingTalk organisation with our staff, reports and heals differences. */
import { startOfBusinessDay } from '../../business-day.ts'
import { config } from '../../config.ts'
import { allMembers, type DingTalkUser } from '../../dingtalk/contacts.ts'
import { withoutHurry } from '../../dingtalk/retries.ts'
import { transaction } from '../../database/transaction.ts'
import { system } from '../../http/callers.ts'
import { Events } from '../../outbox/model.ts'
import { record } from '../../outbox/record.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { mayHeal } from '../rules.ts'
import { personJoined, personLeft } from './associate.ts'

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
  /** In the organisation, but of no ISO: operators, and whoever came by another way; userids. */
  unknown: string[]
  /** Associated here and not seen there, but too many at once to believe it. */
  heldBack: number
}

/** Those of a page whom we do not know as associated. */
async function unknownOf(users: DingTalkUser[]): Promise<DingTalkUser[]> {
  const known = await StaffMembers.find({
    dingtalkUserId: { $in: users.map(({ userId }) => userId) },
    status: 'associated',
  })
    .select({ dingtalkUserId: 1 })
    .lean<StaffMember[]>()
  const ids = new Set(known.map(({ dingtalkUserId }) => dingtalkUserId))
  return users.filter(({ userId }) => !ids.has(userId))
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
 * @throws DingTalkError when DingTalk cannot be read to the end: then nobody has left
 */
export async function reconcileMembers(): Promise<Reconciled> {
  const seen = new Set<string>()
  const joined: string[] = []
  const left: string[] = []
  const unknown: string[] = []
  for await (const users of allMembers()) {
    const fresh = users.filter(({ userId }) => !seen.has(userId))
    for (const { userId } of fresh) seen.add(userId)
    for (const user of await unknownOf(fresh)) {
      const member = await withoutHurry(() => personJoined(user.userId, user))
      if (member) joined.push(member._id)
      else unknown.push(user.userId)
    }
  }
  const { gone, all } = await notSeen(seen)
  const heals = mayHeal(gone.length, all)
  for (const userId of heals ? gone : []) {
    const member = await withoutHurry(() => personLeft(userId))
    if (member) left.push(member._id)
  }
  const found = { members: seen.size, joined, left, unknown, heldBack: heals ? 0 : gone.length }
  await report(found)
  return found
}

async function report({ members, joined, left, unknown, heldBack }: Reconciled): Promise<void> {
  const some = (ids: string[]) => ({ count: ids.length, ids: ids.slice(0, named) })
  await transaction(() =>
    record('staff.reconciled', {
      tenant: 'platform',
      subject: { kind: 'dingtalkOrganisation', id: config().dingtalk.corpId },
      by: system,
      data: { members, joined: some(joined), left: some(left), unknown: some(unknown), heldBack },
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
