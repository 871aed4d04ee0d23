/** What the phone keeps: visits and inspections from the first tap until the service has them, and their photos. */
import type { Finding, MyTask } from '../../service/inspections/contract.ts'
import type { Place, Problem } from '../../service/http/contract.ts'
import type { OwnUse } from '../../service/photos/contract.ts'
import type {
  codeVerdicts,
  Submission,
  SubmissionContent,
} from '../../service/promotions/contract.ts'
import type { DraftContent } from '../../service/drafts/contract.ts'

export type CodeVerdict = (typeof codeVerdicts)[number]
export type DraftSpot = DraftContent['spots'][number]

/** What waits to be sent, as it was when the person tapped *Submit*. */
export interface Sending {
  /** JSON, never changed afterwards: a retry is the same to the last byte. */
  body: string
  queuedAt: string
  attempts: number
  /** Milliseconds since 1970; not tried before. */
  nextTry: number
  /** Its own fault: it waits for the person, others go on. */
  problem: Problem | null
  /** The service may have it: it was sent, and no answer was heard. */
  unsure?: boolean
}

export interface Visit {
  /** Also the id of the submission. */
  id: string
  /** Staff member who made it: others who use this phone do not see it. */
  owner: string
  /** When it changes a submission: the revision it becomes. */
  revision: number | null
  content: DraftContent
  savedAt: string
  /** The `savedAt` that the service has. */
  savedOnServer: string | null
  /** What is known of its codes; a code that is not here was never looked up. */
  codes: Record<string, CodeVerdict>
  sending: Sending | null
}

/** What was found at one spot so far. */
export interface FoundAtSpot {
  finding: Finding | null
  note: string
  photo: string | null
}

/** A verification task that is being answered here, until the service has the answers. */
export interface Inspection {
  /** Of the task. */
  id: string
  /** Of the answers; new ones when the task came back. */
  answers: string
  owner: string
  storeName: string
  /** As it was when it was begun here: at the store there may be no signal to ask for it again. */
  task: MyTask
  /** By id of the spot. */
  spots: Record<string, FoundAtSpot>
  feedback: string
  savedAt: string
  sending: Sending | null
}

export interface PhotoOnPhone {
  id: string
  /** The visit or task that it belongs to. */
  visit: string
  /** Null once it is only on the service (a draft from another phone, an earlier revision). */
  blob: Blob | null
  /** Small, for lists. */
  thumbnail: Blob | null
  takenAt: string
  place: Place | null
  source: 'camera' | 'album'
  /** What the phone thinks of it, as advice. */
  looks: PhotoLooks
  /** Fingerprint of the file that it was made of; none where the camera was in the page. */
  original?: string
  /** Where the service knows the same picture from. */
  usedBefore?: OwnUse[]
  state: 'waiting' | 'there' | 'failed'
  attempts: number
  nextTry: number
  problem: Problem | null
}

export type PhotoLooks = 'good' | 'dark' | 'blurred' | 'small' | 'unknown'

/** The steps of a promotion, in order; a spot is opened from `spots`. */
export const steps = ['store', 'address', 'storefront', 'spots', 'supplement', 'check'] as const
export type Step = (typeof steps)[number]

export function emptyContent(product: string, category: string): DraftContent {
  return {
    product,
    store: { name: '', category, address: '', place: null, photos: [] },
    spots: [],
    supplement: {
      contactName: '',
      contactPhone: '',
      openingHours: '',
      note: '',
      storeAgreed: false,
    },
    step: 'store',
  }
}

/** What was sent in, as a draft to change. */
export function contentOf({ product, store, spots, supplement }: Submission): DraftContent {
  const ids = (photos: { id: string }[]) => photos.map(({ id }) => id)
  return {
    product,
    store: {
      name: store.name,
      category: store.category,
      address: store.address,
      place: store.place,
      photos: ids(store.photos),
    },
    spots: spots.map(({ id, kind, note, photos, codes }) => ({
      id,
      kind,
      note,
      photos: ids(photos),
      codes: [...codes],
    })),
    supplement: { ...supplement },
    step: 'check',
  }
}

/** What is sent in: the draft without where the person was. */
export function toSend({ product, store, spots, supplement }: DraftContent): SubmissionContent {
  return { product, store, spots, supplement }
}

/** Where a visit opens: the step it was left at, or the first that is not filled in. */
export function stepOf({ step, store, spots }: DraftContent): Step {
  const known = steps.find((each) => each === step)
  if (known) return known
  if (!store.name.trim() || !store.category) return 'store'
  if (!store.address.trim()) return 'address'
  if (!store.photos.length) return 'storefront'
  return spots.length ? 'check' : 'spots'
}

export function photosOf({ store, spots }: Pick<DraftContent, 'store' | 'spots'>): string[] {
  return [...store.photos, ...spots.flatMap(({ photos }) => photos)]
}

export function photosOfInspection({ spots }: Pick<Inspection, 'spots'>): string[] {
  return Object.values(spots).flatMap(({ photo }) => photo ?? [])
}
