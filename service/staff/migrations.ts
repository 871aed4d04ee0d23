/** Brings stored staff to the numbers and search keys of today. */
import { mendRows, type Change, type StoredRow } from '../database/walk-rows.ts'
import type { Migration } from '../database/migrations.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { log } from '../log.ts'
import { canonicalPhone } from '../phone-numbers/shared/plans.ts'
import { mendSearchKeys } from './actions/search-keys.ts'
import { StaffMembers } from './model.ts'
import { searchKeysOf } from './rules/search-keys.ts'

/** Mexican numbers with the 1 that ended in 2019, as DingTalk may have told them. */
const withOldOne = /^\+521\d{10}$/

/** @returns nothing for a row whose number is right, or whose ISO has an entry with the right one */
async function mendNumber({ _id, name, phone }: StoredRow): Promise<void> {
  const right = canonicalPhone(String(phone))
  try {
    await StaffMembers.updateOne(
      { _id: String(_id), phone: String(phone) },
      { $set: { phone: right, searchKeys: searchKeysOf(String(name), right) } },
    )
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // the ISO has an entry of its own for the number as it is today: theirs to sort out
    log.warn({ staff: String(_id) }, 'an old Mexican number is on the list in its new form already')
  }
}

const numbersOf = ({ invitedPhone, withdrawn }: StoredRow): Change | undefined => {
  const set: Record<string, unknown> = {}
  if (typeof invitedPhone === 'string' && withOldOne.test(invitedPhone)) {
    set['invitedPhone'] = canonicalPhone(invitedPhone)
  }
  const list = Array.isArray(withdrawn) ? (withdrawn as { phone: string }[]) : []
  if (list.some(({ phone }) => withOldOne.test(phone))) {
    set['withdrawn'] = list.map((one) => ({ ...one, phone: canonicalPhone(one.phone) }))
  }
  return Object.keys(set).length ? { update: { $set: set } } : undefined
}

export const staffMigrations: Migration[] = [
  {
    number: 40,
    name: 'staff: take the old 1 out of Mexican numbers',
    async run() {
      // few: only DingTalk could bring one in. The index of numbers serves the first
      const rows = await StaffMembers.collection
        .find({ phone: { $regex: '^\\+521' } }, { projection: { name: 1, phone: 1 } })
        .toArray()
      for (const row of rows) if (withOldOne.test(String(row['phone']))) await mendNumber(row)
      await mendRows({ progress: undefined, save: async () => {} }, StaffMembers, {
        filter: {
          $or: [
            { invitedPhone: { $regex: '^\\+521' } },
            { 'withdrawn.phone': { $regex: '^\\+521' } },
          ],
        },
        select: { invitedPhone: 1, withdrawn: 1 },
        mend: numbersOf,
      })
    },
  },
  {
    number: 41,
    name: 'staff: store folded search keys',
    run: (context) => mendSearchKeys(context),
  },
]
