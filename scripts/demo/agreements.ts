/** What companies and people of the demonstration have agreed to: only those who join later are asked. */
import { randomUUIDv7 } from 'node:crypto'
import { standardTexts } from '../../service/agreements/contract/text.ts'
import { Agreements, type StoredAgreement } from '../../service/agreements/model.ts'
import { clock } from '../../service/clock.ts'
import type { Operator } from '../../service/http/callers.ts'
import { StaffMembers, type StaffMember } from '../../service/staff/model.ts'
import { agreedByStaff } from './rows.ts'

const { serviceAgreement, ...policies } = standardTexts

const agreement = (iso: string, text: string, language = 'en') => ({
  _id: randomUUIDv7(),
  iso,
  text,
  version: 1,
  language,
  agreedAt: clock.now(),
  at: clock.now(),
})

/** @param staff who are associated */
export async function buildAgreements(admin: Operator, staff: readonly StaffMember[]) {
  const { id: iso } = admin.workspace
  const operator = { id: admin.id, name: admin.name }
  const rows: StoredAgreement[] = [
    { ...agreement(iso, serviceAgreement, admin.language), operator },
    ...staff.flatMap(({ _id, dingtalkUserId = '' }) =>
      Object.values(policies).map((text) => ({
        ...agreement(iso, text),
        staff: _id,
        dingtalkUserId,
      })),
    ),
  ]
  await Agreements.insertMany(rows, { lean: true })
  await StaffMembers.updateMany(
    { iso, _id: { $in: staff.map(({ _id }) => _id) } },
    { $set: { agreedTo: [...agreedByStaff] } },
  )
}
