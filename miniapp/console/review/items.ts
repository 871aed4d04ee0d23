/** A submission as the reviewer walks through it: the store, then each spot with its photos and its POSM. */
import type { RejectReason } from '../../../service/reviews/contract.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'

export type SubmittedPhoto = Submission['store']['photos'][number]
export type Verdict = Submission['store']['verdict']

export interface ReviewItem {
  /** `store`, the id of a spot, or of POSM at a spot, as decisions name it. */
  id: string
  kind: 'store' | 'spot' | 'posm'
  /** Of POSM: its spot, with which it is decided unless it is chosen otherwise, and the reasons that apply to POSM. */
  posm?: { type: string; count: number; spot: string; reasons: ReadonlySet<string> }
  /** 0 for the store, then 1, 2, 3 …; of POSM that of its spot */
  number: number
  photos: SubmittedPhoto[]
  /** What stands on the server. */
  verdict: Verdict
  /** Waits for a decision. */
  open: boolean
}

export function itemsOf(submission: Submission, allReasons: RejectReason[]): ReviewItem[] {
  const reasons = new Set(
    allReasons.flatMap(({ id, appliesTo }) => (appliesTo.includes('posm') ? [id] : [])),
  )
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
    ...spots.flatMap((spot, index): ReviewItem[] => {
      const { id, photos, verdict, posm = [] } = spot
      const number = index + 1
      return [
        { id, kind: 'spot', number, photos, verdict, open: verdict.status === 'in_review' },
        ...posm.flatMap(({ type, count, verdict: own }): ReviewItem[] =>
          own
            ? [
                {
                  id: `${id}:${type}`,
                  kind: 'posm',
                  posm: { type, count, spot: id, reasons },
                  number,
                  photos,
                  verdict: own,
                  open: own.status === 'in_review',
                },
              ]
            : [],
        ),
      ]
    }),
  ]
}
