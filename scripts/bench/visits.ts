/** The benchmark's data: visits with five spots each, as rows that are there and as contents to send in. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { SubmissionContent } from '../../service/promotions/contract/content.ts'
import type { StoredCode } from '../../service/marketing-codes/model.ts'
import type { StoredSubmission, StoredVerdict } from '../../service/promotions/model.ts'
import type { StoredPhoto } from '../../service/photos/model.ts'
import { hashOf } from '../../service/promotions/rules/content.ts'
import { statusOf, tallyOf } from '../../service/promotions/rules/states.ts'

/** Whose visits these are. */
export interface Owner {
  iso: string
  staff: string
}

export const codesOfSpot = 2

const minute = 60_000
/** One for each spot. */
const kinds = ['cashier', 'entrance', 'window', 'table', 'shelf']

const newCode = () => `APMC-${randomBytes(6).toString('hex').toUpperCase()}`

/** What a phone would send in; its photos and codes have to be there first, see `evidenceFor`. */
export function newContent(): SubmissionContent {
  return {
    product: 'marketing_code',
    store: {
      name: 'Kopi & Toast, Amoy Street',
      category: 'cafe',
      address: '12 Amoy Street, #01-03, Singapore 069855',
      place: { latitude: 1.2801, longitude: 103.8468, accuracy: 12 },
      photos: [randomUUIDv7()],
    },
    spots: kinds.map((kind) => ({
      id: randomUUIDv7(),
      kind,
      note: 'Beside the second till, at eye level',
      photos: [randomUUIDv7()],
      codes: Array.from({ length: codesOfSpot }, newCode),
      posm: [{ type: 'table_stand', count: codesOfSpot }],
    })),
    supplement: {
      contactName: 'Ms Lim',
      contactPhone: '+65 6123 4567',
      openingHours: '07:00-18:00',
      note: '',
      storeAgreed: true,
    },
  }
}

/** The photos and codes that a content speaks of, as they are before it is sent in. */
export function evidenceFor(
  { store, spots }: SubmissionContent,
  { iso, staff }: Owner,
): { photos: Omit<StoredPhoto, 'files'>[]; codes: StoredCode[] } {
  const at = new Date()
  return {
    photos: [store, ...spots]
      .flatMap(({ photos }) => photos)
      .map((_id) => {
        const sha256 = randomBytes(32).toString('hex')
        return { _id, iso, staff, at, bytes: 180_000, sha256, ...pictureTaken(at) }
      }),
    codes: spots
      .flatMap(({ codes }) => codes)
      .map((_id) => {
        const state = { status: 'issued' as const, submission: null, at }
        return { _id, iso, ...state, history: [state] }
      }),
  }
}

const pictureTaken = (takenAt: Date) => ({
  width: 2048,
  height: 1536,
  takenAt,
  place: { latitude: 1.2802, longitude: 103.8467, accuracy: 9 },
  source: 'camera' as const,
})

/**
 * A visit that was sent in some time ago, the newest first, one every four minutes;
 * of three one is in review, one approved, one rejected.
 */
export function pastVisit(index: number, { iso, staff }: Owner): StoredSubmission {
  const content = newContent()
  const submittedAt = new Date(Date.now() - (index + 1) * 4 * minute)
  const decidedAt = index % 3 === 0 ? null : new Date(submittedAt.getTime() + 90 * minute)
  const approved: StoredVerdict = decidedAt
    ? { status: 'approved', reasons: [], note: '', decidedAt }
    : { status: 'in_review', reasons: [], note: '', decidedAt: null }
  const rejected: StoredVerdict = {
    status: 'rejected',
    reasons: [{ code: 'photo_blurred', field: 'photos' }],
    note: 'The code cannot be seen.',
    decidedAt,
  }
  const known = (ids: string[]) => ids.map((id) => ({ id, ...pictureTaken(submittedAt) }))
  const store = { ...content.store, photos: known(content.store.photos), verdict: approved }
  const spots = content.spots.map((spot, at) => ({
    ...spot,
    photos: known(spot.photos),
    verdict: index % 3 === 2 && at === 0 ? rejected : approved,
  }))
  const decided = decidedAt
    ? [{ at: decidedAt, what: 'decided' as const, revision: 1, by: 'reviewer' }]
    : []
  return {
    _id: randomUUIDv7(),
    iso,
    staff,
    product: content.product,
    revision: 1,
    status: statusOf([store, ...spots].map(({ verdict }) => verdict.status)),
    cause: 'submit',
    explanation: '',
    createdAt: submittedAt,
    submittedAt,
    decidedAt,
    store,
    spots,
    supplement: { ...content.supplement, storeAgreed: true },
    tally: tallyOf(store, spots),
    timeline: [
      { at: submittedAt, what: 'submitted', revision: 1, hash: hashOf(content) },
      ...decided.map(({ at, what, revision }) => ({ at, what, revision })),
    ],
    decisions: decided.map(({ at, revision, by }) => ({ revision, by, name: 'Reviewer', at })),
  }
}
