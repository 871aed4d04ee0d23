/** A submission as the reviewer walks through it: the store, then each spot, each with its photos. */
import type { Submission } from '../../../service/promotions/contract/submission.ts'

export type SubmittedPhoto = Submission['store']['photos'][number]
export type Verdict = Submission['store']['verdict']

export interface ReviewItem {
  /** `store`, or the id of a spot, as decisions name it. */
  id: string
  kind: 'store' | 'spot'
  /** 0 for the store, then 1, 2, 3 … */
  number: number
  photos: SubmittedPhoto[]
  /** What stands on the server. */
  verdict: Verdict
  /** Waits for a decision. */
  open: boolean
}

export function itemsOf(submission: Submission): ReviewItem[] {
  const { store, spots } = submission
  return [
    {
      id: 'store',
      kind: 'store',
      number: 0,
      photos: store.photos,
      verdict: store.verdict,
      open: store.verdict.status === 'in_review',
    },
    ...spots.map((spot, index): ReviewItem => ({
      id: spot.id,
      kind: 'spot',
      number: index + 1,
      photos: spot.photos,
      verdict: spot.verdict,
      open: spot.verdict.status === 'in_review',
    })),
  ]
}
