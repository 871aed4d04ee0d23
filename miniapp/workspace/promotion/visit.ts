/** One visit as the phone keeps it: what is filled in, what is known of its codes, and where it opens. */
import type { codeVerdicts } from '../../../service/marketing-codes/contract.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import type { SubmissionContent } from '../../../service/promotions/contract/content.ts'
import type { DraftContent } from '../../../service/drafts/contract.ts'
import { posmToSend } from './posm.ts'
import type { Entry } from '../../drafts/shapes.ts'

export type CodeVerdict = (typeof codeVerdicts)[number]
export type DraftSpot = DraftContent['spots'][number]

/** Its id is also the id of the submission. */
export interface Visit extends Entry {
  /** When it changes a submission: the revision it becomes. */
  revision: number | null
  content: DraftContent
  /** The `savedAt` that the service has. */
  savedOnServer: string | null
  /** What is known of its codes; a code that is not here was never looked up. */
  codes: Record<string, CodeVerdict>
}

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
    spots: spots.map(({ id, kind, note, photos, codes, posm }) => ({
      id,
      kind,
      note,
      photos: ids(photos),
      codes: [...codes],
      ...(posm && { posm: posm.map(({ type, count }) => ({ type, count })) }),
    })),
    supplement: { ...supplement },
    step: 'check',
  }
}

/** What is sent in: the draft without where the person was. */
export function toSend({ product, store, spots, supplement }: DraftContent): SubmissionContent {
  return {
    product,
    store,
    spots: spots.map(({ posm: _kept, ...spot }) => {
      const posm = posmToSend({ posm: _kept, codes: spot.codes })
      return { ...spot, ...(posm && { posm }) }
    }),
    supplement,
  }
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
