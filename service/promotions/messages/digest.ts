/**
 * The daily digest: once for each person and day, at the hour that their ISO chose; a person without news gets none.
 */
import { asOperator } from '../../accounts/messages.ts'
import { businessTime, dayBefore } from '../../business-day.ts'
import { within, withinRegions, type Scope } from '../../http/scope.ts'
import { system } from '../../http/callers.ts'
import { digestDue } from '../../notifications/events.ts'
import { announcement, type Telling } from '../../notifications/message.ts'
import type { Card } from '../../notifications/view/card.ts'
import { link } from '../../notifications/view/link.ts'
import { serveAll } from '../../outbox/batch.ts'
import type { EventRow } from '../../outbox/model.ts'
import { record } from '../../outbox/record.ts'
import { StaffMembers, type StaffMember } from '../../staff/model.ts'
import { listStaff } from '../../staff/contract/lists.ts'
import { membersWhoMay } from '../../team/actions/memberships.ts'
import { scopeOf } from '../../team/rules.ts'
import { findWorkspace, takeDigestsDue } from '../../workspaces/actions/workspaces.ts'
import { asStaff } from '../../staff/messages/recipient.ts'
import { say } from '../../texts/say.ts'
import { Submissions } from '../model.ts'

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

export interface DigestOfIso {
  requestsWaiting: number
  /** Of the day before. */
  staffJoined: number
  approved: number
  rejected: number
}

/** *Daily digest* for an operator who manages an ISO's staff. */
export function isoDigestCard(language: string, isoName: string, counts: DigestOfIso): Card {
  const { requestsWaiting, staffJoined, approved, rejected } = counts
  const requests = {
    id: 'requests',
    title: say(language, 'request.open'),
    style: 'primary' as const,
    url: link('/console/staff/requests'),
  }
  return {
    title: say(language, 'digest.title', { iso: isoName }),
    text: say(language, 'digest.text'),
    lines: [
      [say(language, 'digest.waiting'), String(requestsWaiting)],
      [say(language, 'digest.joined'), String(staffJoined)],
      [say(language, 'digest.approved'), String(approved)],
      [say(language, 'digest.rejected'), String(rejected)],
    ],
    buttons: [
      ...(requestsWaiting ? [requests] : []),
      { id: 'open', title: say(language, 'digest.open'), url: link('/console') },
    ],
  }
}

export interface DigestOfStaff {
  /** Waiting for the person. */
  rejected: number
  inReview: number
  approvedYesterday: number
}

/** *Daily digest* for a staff member: no name in it, so that those with the same numbers get it together. */
export function staffDigestCard(language: string, counts: DigestOfStaff): Card {
  const { rejected, inReview, approvedYesterday } = counts
  const mend = rejected ? [say(language, 'digest.toFix', { count: rejected })] : []
  return {
    title: say(language, 'digest.mineTitle'),
    text: [...mend, say(language, 'digest.mine', { approved: approvedYesterday, inReview })].join(
      '\n',
    ),
    buttons: [
      {
        id: 'open',
        title: say(language, rejected ? 'review.fix' : 'tasks.open'),
        style: 'primary',
        url: link(rejected ? '/work/results?status=rejected' : '/work/results'),
      },
    ],
  }
}

type Range = ReturnType<typeof dayBefore>

type Send = (telling: Telling) => Promise<void>

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

async function tellAdmins(event: EventRow, range: Range, send: Send): Promise<void> {
  const iso = await findWorkspace(event.tenant)
  const admins = await membersWhoMay(iso._id, listStaff)
  // each hears of what they reach
  const alike = Map.groupBy(admins, ({ member }) => member.access?.regions?.join(' ') ?? 'all')
  for (const group of alike.values()) {
    const counts = await countsOfIso(scopeOf(iso, group[0]?.member.access), range)
    if (!Object.values(counts).some(Boolean)) continue
    await send({
      to: group.map(({ account }) => asOperator(account)),
      card: ({ language }) => isoDigestCard(language, iso.name, counts),
    })
  }
}

async function tellStaff(event: EventRow, range: Range, send: Send): Promise<void> {
  const counts = await countsOfStaff(event.tenant, range)
  const members = await StaffMembers.find({
    _id: { $in: [...counts.keys()] },
    iso: event.tenant,
    status: 'associated',
  })
    .select({ timeline: 0 })
    .lean<StaffMember[]>()
  const byUser = new Map(members.map((one) => [one.dingtalkUserId, counts.get(one._id)]))
  await send({
    to: members.map(asStaff),
    form: 'text',
    card: ({ language, dingtalkUserId }) => {
      const mine = byUser.get(dingtalkUserId) ?? { rejected: 0, inReview: 0, approvedYesterday: 0 }
      return staffDigestCard(language, mine)
    },
  })
}

/** Tells an ISO's people what waits for them and what happened the day before. */
export const digestMessage = announcement({
  template: 'digest',
  kind: 'digest',
  on: digestDue,
  handler: 'sendDigests',
  async tell(event, send) {
    const iso = await findWorkspace(event.tenant)
    if (iso.status !== 'active') return
    const range = dayBefore(event.data.day)
    const groups = [tellAdmins, tellStaff]
    await serveAll('digest', groups, { idOf: ({ name }) => name }, (tellGroup) =>
      tellGroup(event, range, send),
    )
  },
})

export const promotionMessages = [digestMessage]
