/** Brings stored staff to the numbers, search keys and past associations of today. */
import { isDuplicateKey } from '../database/duplicate-key.ts'
import type { Migration } from '../database/migrations.ts'
import { walkRows } from '../database/walk-rows.ts'
import { log } from '../log.ts'
import { Events } from '../outbox/model.ts'
import { canonicalPhone } from '../phone-numbers/shared/plans.ts'
import { mendRegions } from './actions/regions.ts'
import { mendSearchKeys } from './actions/search-keys.ts'
import { StaffMembers, type EndedAssociation, type StaffMember } from './model.ts'
import { searchKeysOf } from './rules/search-keys.ts'

/** Mexican numbers with the 1 that ended in 2019, as DingTalk may have told them. */
const withOldOne = /^\+521\d{10}$/
const isOld = (phone: string | undefined) => phone !== undefined && withOldOne.test(phone)

type Stored = Pick<
  StaffMember,
  'iso' | 'name' | 'phone' | 'invitedPhone' | 'withdrawn' | 'timeline'
>

/** New values of a row, and the values as they were read: an instance of an earlier release may change them meanwhile. */
function numbersOf({ name, phone, invitedPhone, withdrawn }: Stored, isTaken: boolean) {
  const set: Partial<StaffMember> = {}
  const read: Partial<StaffMember> = {}
  if (isOld(phone) && !isTaken) {
    const right = canonicalPhone(phone)
    Object.assign(read, { name, phone })
    Object.assign(set, { phone: right, searchKeys: searchKeysOf(name, right) })
  }
  if (invitedPhone !== undefined && isOld(invitedPhone)) {
    read.invitedPhone = invitedPhone
    set.invitedPhone = canonicalPhone(invitedPhone)
  }
  if (withdrawn?.some((one) => isOld(one.phone))) {
    read.withdrawn = withdrawn
    set.withdrawn = withdrawn.map((one) => ({ ...one, phone: canonicalPhone(one.phone) }))
  }
  return Object.keys(set).length ? { set, read } : undefined
}

/** By compare-and-set: a row that changed since it was read is read again. */
async function mendNumbers(_id: string): Promise<void> {
  const { collection } = StaffMembers
  const here = { _id: _id as never }
  for (let isTaken = false; ;) {
    const row = (await collection.findOne(here)) as Stored | null
    const change = row && numbersOf(row, isTaken)
    if (!change) return
    const filter = { ...here, iso: row.iso, ...change.read }
    try {
      const { matchedCount } = await collection.updateOne(filter as never, { $set: change.set })
      if (matchedCount) return
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      // the ISO has an entry of its own for the number as it is today: theirs to sort out
      log.warn({ staff: _id }, 'old Mexican phone number is already on the list in its new form')
      isTaken = true
    }
  }
}

/** The end of the last association in a timeline, and when it began. */
function endIn(timeline: Stored['timeline']): Omit<EndedAssociation, 'dingtalkUserId'> | undefined {
  const begun = timeline.findLastIndex(({ what }) => what === 'associated')
  const end = timeline.slice(begun + 1).find(({ what }) => what === 'removed' || what === 'left')
  const since = timeline[begun]?.at
  return since && end && { since, until: end.at, by: end.what === 'removed' ? 'iso' : 'dingtalk' }
}

/** The entry was used again, so only the event of the association still says whose it was. */
async function mendPast(_id: string): Promise<void> {
  const { collection } = StaffMembers
  const row = (await collection.findOne({ _id: _id as never })) as Stored | null
  const ended = row?.timeline && endIn(row.timeline)
  if (!row || !ended) return
  const begun = await Events.findOne({ 'subject.id': _id, type: 'staff.associated' })
    .sort({ at: -1 })
    .lean()
  const dingtalkUserId = begun?.data['dingtalkUserId']
  if (typeof dingtalkUserId !== 'string') return
  await collection.updateOne(
    { _id: _id as never, iso: row.iso, past: { $exists: false } },
    { $set: { past: [{ dingtalkUserId, ...ended }] } },
  )
}

const begin = { $regex: '^\\+521' }

export const staffMigrations: Migration[] = [
  {
    number: 40,
    name: 'staff: take the old 1 out of Mexican numbers',
    run: (context) =>
      walkRows(
        context,
        StaffMembers,
        {
          filter: {
            $or: [{ phone: begin }, { invitedPhone: begin }, { 'withdrawn.phone': begin }],
          },
          select: { _id: 1 },
          // each is read and written by itself
          size: 50,
        },
        async (rows) => {
          for (const { _id } of rows) await mendNumbers(String(_id))
        },
      ),
  },
  {
    number: 41,
    name: 'staff: store folded search keys',
    run: (context) => mendSearchKeys(context),
  },
  {
    number: 60,
    name: 'staff: keep whose the association was in an entry that is used again',
    run: (context) =>
      walkRows(
        context,
        StaffMembers,
        {
          filter: {
            'timeline.what': 'associated',
            dingtalkUserId: { $exists: false },
            past: { $exists: false },
          },
          select: { _id: 1 },
          size: 50,
        },
        async (rows) => {
          for (const { _id } of rows) await mendPast(String(_id))
        },
      ),
  },
  {
    number: 80,
    name: 'staff: give entries the country of their number, until a visit tells more',
    later: true,
    run: mendRegions,
  },
]
