/** The visit that is being filled in, and everything its steps share. */
import { createContext, use, useEffect } from 'react'
import type { AnswerOf } from '../../../service/http/contract.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import type { DraftContent } from '../../../service/drafts/contract.ts'
import type { listProducts } from '../../../service/products/contract.ts'
import type { SpotRules } from './posm.ts'
import type { Step, Visit } from './visit.ts'
import { fillIn, visitsKept } from './visits.ts'
import type { Locating } from './use-locate.ts'

export interface VisitInHand {
  visit: Visit
  bindsCodes: boolean
  lists: AnswerOf<typeof listProducts>
  /** When it changes a submission: what was sent in, with its verdicts. */
  before: Submission | undefined
  locating: Locating
}

export const VisitContext = createContext<VisitInHand | undefined>(undefined)

export function useVisit() {
  const inHand = use(VisitContext)
  if (!inHand) throw new Error('useVisit needs <Promotion> around it')
  const { id } = inHand.visit
  const rules: SpotRules = inHand
  return {
    ...inHand,
    rules,
    content: inHand.visit.content,
    /** Writes a change down at once. */
    change: (change: (content: DraftContent) => DraftContent) => fillIn(id, change),
    changeStore: (store: Partial<DraftContent['store']>) =>
      fillIn(id, (content) => ({ ...content, store: { ...content.store, ...store } })),
    /** The address of a step of this visit. */
    at: (step: Step | 'sent') => `/work/visits/${id}/${step}`,
    atSpot: (spotId: string) => `/work/visits/${id}/spots/${spotId}`,
  }
}

/** Remembers where the person is, so that the visit opens there again. */
export function useStepReached(step: Step): void {
  const { id } = useVisit().visit
  useEffect(() => {
    // at the opening only: two tabs at different steps would overwrite each other without end
    if (visitsKept.find(id)?.content.step !== step) void fillIn(id, (now) => ({ ...now, step }))
  }, [id, step])
}
