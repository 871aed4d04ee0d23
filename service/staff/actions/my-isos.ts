/** The ISOs in which one person is or was, or that want them: one DingTalk user, several entries. */
import { viewSoundRows } from '../../http/damaged.ts'
import { StaffMembers, type EndedAssociation, type StaffMember } from '../model.ts'
import { endedAssociation, isOpen, waitsForPerson } from '../rules/association.ts'
import type { MyIso } from '../view/staff.ts'

/** Entries of one person that are read; far more than a person has. */
const atMost = 200

/** The association in force. */
export function currentAssociationOf(dingtalkUserId: string): Promise<StaffMember | null> {
  return StaffMembers.findOne({ dingtalkUserId, status: 'associated' }).lean<StaffMember>()
}

/** The last association of this person that an entry tells of. */
export function lastOf(entry: StaffMember, dingtalkUserId: string): EndedAssociation | undefined {
  const now = endedAssociation(entry)
  return [...(entry.past ?? []), ...(now ? [now] : [])].findLast(
    (one) => one.dingtalkUserId === dingtalkUserId,
  )
}

/** Entries that belong to this person, or did, or ask them, or wait for them. */
export function entriesOf(dingtalkUserId: string): Promise<StaffMember[]> {
  return StaffMembers.find({
    $or: [
      { dingtalkUserId },
      { 'consent.dingtalkUserId': dingtalkUserId },
      { 'past.dingtalkUserId': dingtalkUserId },
      { elsewhere: dingtalkUserId },
    ],
  })
    .sort({ since: -1 })
    .limit(atMost)
    .lean<StaffMember[]>()
}

/**
 * Whether an ISO wants this person of another ISO or of none: it has put a question to them, or DingTalk
 * has told of the number that it invites that this person has it. The number alone shows nothing: it may be another
 * person's by now.
 */
export function wants(
  entry: StaffMember,
  dingtalkUserId: string,
  present: Pick<StaffMember, 'iso' | 'phone'> | null,
): boolean {
  const { consent } = entry
  if (consent && consent.dingtalkUserId !== dingtalkUserId) return false
  if (!present) return isOpen(entry)
  if (entry.iso === present.iso) return false
  if (isOpen(entry)) return true
  // an earlier release did not record the person
  const isTheirs = entry.elsewhere
    ? entry.elsewhere === dingtalkUserId
    : consent !== undefined || entry.phone === present.phone
  return isTheirs && waitsForPerson(entry)
}

/** Entries that wait for the number of a person with an ISO, of which an earlier release did not record the person. */
async function otherEntriesOf({ phone, iso }: StaffMember): Promise<StaffMember[]> {
  return StaffMembers.find({
    phone,
    iso: { $ne: iso },
    status: 'invitation_failed',
    elsewhere: { $exists: false },
  })
    .limit(atMost)
    .lean<StaffMember[]>()
}

const rank: Record<MyIso['state'], number> = { present: 0, wanted: 1, past: 2 }

/** The present ISO first, then those that want the person, then past ones, the last one first. */
export async function listMyIsos(dingtalkUserId: string): Promise<MyIso[]> {
  const [own, present] = await Promise.all([
    entriesOf(dingtalkUserId),
    currentAssociationOf(dingtalkUserId),
  ])
  const known = new Map(
    [...own, ...(present ? await otherEntriesOf(present) : [])].map((e) => [e._id, e]),
  )
  if (present) known.set(present._id, present)
  const byIso = new Map<string, MyIso>()
  const judged = viewSoundRows('staffMembers', [...known.values()], (entry) =>
    judge(entry, dingtalkUserId, present),
  )
  for (const found of judged) {
    if (!found) continue
    const { iso } = found.entry
    const other = byIso.get(iso)
    // a person who came back with another number has two entries of one ISO
    byIso.set(iso, other ? merge(found, other) : found)
  }
  return [...byIso.values()].toSorted(
    (one, other) => rank[one.state] - rank[other.state] || when(other) - when(one),
  )
}

const when = ({ state, since, ended }: MyIso) =>
  ((state === 'past' ? ended?.until : since) ?? new Date(0)).getTime()

function judge(
  entry: StaffMember,
  dingtalkUserId: string,
  present: StaffMember | null,
): MyIso | undefined {
  const ended = lastOf(entry, dingtalkUserId)
  if (entry._id === present?._id) return { entry, state: 'present', since: entry.since, ended }
  if (wants(entry, dingtalkUserId, present)) {
    return { entry, state: 'wanted', since: entry.consent?.at ?? entry.since, ended }
  }
  return ended && { entry, state: 'past', since: ended.since, ended }
}

function merge(one: MyIso, other: MyIso): MyIso {
  const [first, second] =
    rank[one.state] < rank[other.state] || (one.state === other.state && when(one) >= when(other))
      ? [one, other]
      : [other, one]
  const last = [first.ended, second.ended].filter((ended) => ended !== undefined)
  return {
    ...first,
    ended: last.toSorted((a, b) => b.until.getTime() - a.until.getTime())[0],
  }
}
