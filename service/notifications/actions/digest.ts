/**
 * The daily digest: once for each person and day, at the hour that their ISO chose; a person without news gets none.
 */
import { businessTime, dayBefore } from '../../business-day.ts'
import { within, withinRegions, type Scope } from '../../http/scope.ts'
import { system } from '../../http/callers.ts'
import { serveAll } from '../../outbox/batch.ts'
import type { EventOf } from '../../outbox/event.ts'
import type { EventRow } from '../../outbox/model.ts'
import { record } from '../../outbox/record.ts'
import { Submissions } from '../../promotions/model.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { listStaff } from '../../staff/contract.ts'
import { membersWhoMay } from '../../team/actions/memberships.ts'
import { scopeOf } from '../../team/rules.ts'
import { findWorkspace, takeDigestsDue } from '../../workspaces/actions/workspaces.ts'
import {
  isoDigestCard,
  staffDigestCard,
  type DigestOfIso,
  type DigestOfStaff,
} from '../view/cards.ts'
import { asStaff } from '../../staff/messages/recipient.ts'
import { asOperator } from './recipients.ts'
import { tell } from './send.ts'
import { digestDue } from '../events.ts'

/** Hours after the chosen one in which it still comes, when nothing ran at that hour. */
const lateBy = 4

/** Begins the digests whose hour has come; any number of instances may do so at once. @returns how many */
export async function planDigests(): Promise<number> {
  const now = businessTime()
  return takeDigestsDue(now, lateBy, async (iso) => {
    await record(digestDue, {
      tenant: iso,
      id: `${iso}:${now.day}`,
      by: system,
      data: { day: now.day },
    })
  })
}

type Range = ReturnType<typeof dayBefore>

async function countsOfIso(scope: Scope, { from, to }: Range): Promise<DigestOfIso> {
  const decidedAt = { $gte: from, $lt: to }
  const people = withinRegions(scope)
  const visits = within(scope)
  const [requestsWaiting, staffJoined, approved, rejected] = await Promise.all([
    StaffMembers.countDocuments({ ...people, status: 'requested' }),
    StaffMembers.countDocuments({ ...people, status: 'associated', since: decidedAt }),
    Submissions.countDocuments({ ...visits, status: 'approved', decidedAt }),
    Submissions.countDocuments({ ...visits, status: 'rejected', decidedAt }),
  ])
  return { requestsWaiting, staffJoined, approved, rejected }
}

/** Counts, for each staff member with something to mend or good news. */
async function countsOfStaff(
  iso: string,
  { from, to }: Range,
): Promise<ReadonlyMap<string, DigestOfStaff>> {
  const yesterday = {
    $and: [
      { $eq: ['$status', 'approved'] },
      { $gte: ['$decidedAt', from] },
      { $lt: ['$decidedAt', to] },
    ],
  }
  const one = (condition: unknown) => ({ $sum: { $cond: [condition, 1, 0] } })
  const groups = await Submissions.aggregate<{ _id: string } & DigestOfStaff>([
    {
      $match: {
        iso,
        $or: [
          { status: { $in: ['rejected', 'in_review'] } },
          { status: 'approved', decidedAt: { $gte: from, $lt: to } },
        ],
      },
    },
    {
      $group: {
        _id: '$staff',
        rejected: one({ $eq: ['$status', 'rejected'] }),
        inReview: one({ $eq: ['$status', 'in_review'] }),
        approvedYesterday: one(yesterday),
      },
    },
    { $match: { $or: [{ rejected: { $gt: 0 } }, { approvedYesterday: { $gt: 0 } }] } },
  ])
  return new Map(groups.map(({ _id, ...counts }) => [_id, counts]))
}

async function tellAdmins(event: EventRow, range: Range): Promise<void> {
  const iso = await findWorkspace(event.tenant)
  const admins = await membersWhoMay(iso._id, listStaff)
  // each hears of what they reach
  const alike = Map.groupBy(admins, ({ member }) => member.access?.regions?.join(' ') ?? 'all')
  for (const group of alike.values()) {
    const counts = await countsOfIso(scopeOf(iso, group[0]?.member.access), range)
    if (!Object.values(counts).some(Boolean)) continue
    await tell(
      event,
      group.map(({ account }) => asOperator(account)),
      { template: 'digest', content: ({ language }) => isoDigestCard(language, iso.name, counts) },
    )
  }
}

async function tellStaff(event: EventRow, range: Range): Promise<void> {
  const counts = await countsOfStaff(event.tenant, range)
  const members = await StaffMembers.find({
    _id: { $in: [...counts.keys()] },
    iso: event.tenant,
    status: 'associated',
  })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  const byUser = new Map(members.map((one) => [one.dingtalkUserId, counts.get(one._id)]))
  await tell(event, members.map(asStaff), {
    template: 'digest',
    form: 'text',
    content: ({ language, dingtalkUserId }) => {
      const mine = byUser.get(dingtalkUserId) ?? { rejected: 0, inReview: 0, approvedYesterday: 0 }
      return staffDigestCard(language, mine)
    },
  })
}

/** Tells an ISO's people what waits for them and what happened the day before. */
export async function sendDigests(event: EventOf<typeof digestDue>): Promise<void> {
  const iso = await findWorkspace(event.tenant)
  if (iso.status !== 'active') return
  const range = dayBefore(event.data.day)
  const groups = [tellAdmins, tellStaff]
  await serveAll('digest', groups, { idOf: ({ name }) => name }, (tellGroup) =>
    tellGroup(event, range),
  )
}
