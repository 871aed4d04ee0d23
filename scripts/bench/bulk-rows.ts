/** Rows by the million for lists: people as an ISO in Asia has them, and visits that wait for a reviewer. */
import { codeStatuses, type CodeStatus } from '../../service/marketing-codes/contract.ts'
import { staffStatuses, type StaffStatus } from '../../service/staff/contract/association.ts'
import { searchKeysOf } from '../../service/staff/rules/search-keys.ts'

const surnames = [
  ...['Zhang', 'Wang', 'Li', 'Chen', 'Lin', 'Tan', 'Lim', 'Ng', 'Wong', 'Lee'],
  ...['Goh', 'Ong', 'Koh', 'Chua', 'Teo', 'Kumar', 'Singh', 'Nguyen', 'Tran', 'Santos'],
  ...['张', '王', '李', '陈', '林', '黄', '吴', '刘', '杨', '赵'],
]
const givens = [
  ...['Wei', 'Ming', 'Hui', 'Jun', 'Mei', 'Ana', 'Ben', 'Carla', 'David', 'Ella'],
  ...['Farah', 'Grace', 'Hana', 'Irfan', 'Joel', 'Kavya', 'Lena', 'Maria', 'Nadia', 'Omar'],
]
const chinese = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋']

/** Of a hundred people: most are at work, few are in trouble. */
const shares: Record<StaffStatus, number> = {
  associated: 620,
  invited: 120,
  requested: 40,
  approved: 5,
  rejected: 60,
  invitation_failed: 5,
  removed: 100,
  left: 50,
}
const statusOf = staffStatuses.flatMap((status) => Array<StaffStatus>(shares[status]).fill(status))

/** The same numbers in every run, spread like chance. */
export function spread(index: number, salt: number): number {
  let x = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d)
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39)
  return (x ^ (x >>> 15)) >>> 0
}

export const pick = <T>(from: readonly T[], index: number, salt: number) =>
  from[spread(index, salt) % from.length] as T

function nameOf(index: number): string {
  const surname = pick(surnames, index, 1)
  if (/^\w/.test(surname)) return `${surname} ${pick(givens, index, 2)} ${pick(givens, index, 3)}`
  return surname + pick(chinese, index, 2) + pick(chinese, index, 3)
}

const first = Date.UTC(2024, 0, 1)
const minute = 60_000

/** Staff of one ISO; half of the numbers begin with +6581. */
export function* staffOf(iso: string, count: number): Generator<object> {
  for (let index = 0; index < count; index++) {
    const name = nameOf(index)
    const phone = `+65${index % 2 ? '81' : '91'}${String(index).padStart(6, '0')}`
    const createdAt = new Date(first + index * minute)
    const status = pick(statusOf, index, 4)
    const since = new Date(createdAt.getTime() + (spread(index, 5) % 50_000) * minute)
    const by = { kind: 'operator', id: 'boss', name: 'Olivia Tan' }
    yield {
      _id: `${iso}-${String(index).padStart(7, '0')}`,
      iso,
      name,
      phone,
      status,
      since,
      via: status === 'requested' || index % 4 === 0 ? 'request' : 'iso',
      requestIds: [],
      searchKeys: searchKeysOf(name, phone),
      dingtalkUserId: `${iso}-user-${index}`,
      timeline: [
        { at: createdAt, what: 'requested', by, note: '' },
        { at: since, what: 'approved', by, note: '' },
      ],
      createdAt,
    }
  }
}

/** Of a hundred codes: half stand somewhere. */
const codeShares = { issued: 49, bound: 10, active: 40, retired: 1 }
const codeStatusOf = codeStatuses.flatMap((one) => Array<CodeStatus>(codeShares[one]).fill(one))
/** Of a hundred where codes hang; areas of Thailand are those of a country. */
const codeRegions = [
  ...Array<string>(50).fill('SG'),
  ...Array.from({ length: 49 }, (_, index) => `TH-${10 + (index % 20)}`),
  'MY-01',
]

/** Marketing Codes of one ISO, printed with hyphens. @param series tells them from those of another ISO */
export function* codesOf(iso: string, series: string, count: number): Generator<object> {
  for (let index = 0; index < count; index++) {
    const digits = String(index).padStart(8, '0')
    const status = pick(codeStatusOf, index, 6)
    const at = new Date(first + index * minute)
    const hangs = status !== 'issued'
    const submission = hangs ? `visit-${index}` : null
    yield {
      _id: `APMC-${digits.slice(0, 4)}-${digits.slice(4)}${series}`,
      iso,
      status,
      submission,
      region: hangs ? pick(codeRegions, index, 7) : null,
      at,
      history: [{ status, submission, at }],
    }
  }
}

/** Only what the counts of the review desk look at. */
export function* waitingVisits(iso: string, count: number): Generator<object> {
  for (let index = 0; index < count; index++) {
    yield {
      _id: `visit-${index}`,
      iso,
      staff: `staff-${index % 5_000}`,
      status: 'in_review',
      submittedAt: new Date(first + index * minute),
      decisions: [],
    }
  }
}
