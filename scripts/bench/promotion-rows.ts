/** Submissions by the million, as lists read them. */
import type { ItemStatus } from '../../service/promotions/contract/content.ts'
import { prefixesOf } from '../../service/text/search-starts.ts'
import { pick, spread } from './bulk-rows.ts'

/** Of a hundred. */
const shares: Record<ItemStatus, number> = { in_review: 3, approved: 90, rejected: 7 }
const statuses = (Object.keys(shares) as ItemStatus[]).flatMap((status) =>
  Array<ItemStatus>(shares[status]).fill(status),
)
const thai = Array.from({ length: 77 }, (_, index) => `TH-${10 + index}`)
const malaysian = Array.from(
  { length: 16 },
  (_, index) => `MY-${String(index + 1).padStart(2, '0')}`,
)
const names = [
  ...['Golden', 'Harbour', 'Jade', 'Lucky', 'Amoy', 'Orchid', 'Sunrise', 'Old Town', 'Blue', 'Red'],
  ...['Kopi', 'Toast', 'Noodle', 'Tea', 'Rice', 'Spice', 'River', 'Temple', 'Garden', 'Night'],
]

function regionOf(index: number): string {
  const share = spread(index, 11) % 10
  if (share < 6) return 'SG'
  return pick(share < 9 ? thai : malaysian, index, 12)
}

const first = Date.UTC(2025, 5, 1)
/** All within eighteen months, however many there are. */
const length = 18 * 30 * 86_400_000
/** Submissions of one person. */
const ofOne = 200

export function* submissionsOf(iso: string, count: number): Generator<object> {
  const people = Math.ceil(count / ofOne)
  for (let index = 0; index < count; index++) {
    const status = pick(statuses, index, 13)
    const submittedAt = new Date(first + Math.floor((index / count) * length))
    const decidedAt = status === 'in_review' ? null : new Date(submittedAt.getTime() + 3_600_000)
    const name = `${pick(names, index, 14)} Number ${index % 10_000} Store`
    yield {
      _id: `${iso}-${String(index).padStart(8, '0')}`,
      iso,
      staff: `staff-${spread(index, 15) % people}`,
      product: spread(index, 16) % 10 < 7 ? 'marketing_code' : 'primary_posm',
      revision: 1,
      status,
      cause: 'submit',
      createdAt: submittedAt,
      submittedAt,
      decidedAt,
      store: { name, photos: [{ id: `photo-${index}` }], verdict: { status, reasons: [] } },
      region: regionOf(index),
      searchKeys: prefixesOf(name),
      tally: { in_review: 0, approved: 4, rejected: 1, photos: 6 },
      spots: [],
      timeline: [],
      decisions: decidedAt
        ? [{ revision: 1, by: 'reviewer-1', name: 'Reviewer', at: decidedAt }]
        : [],
    }
  }
}
