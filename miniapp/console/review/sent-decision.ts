/** The decision that was sent last, for as long as it can be undone; it outlives the page that it was sent from. */
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import {
  countReviews,
  openReview,
  reviewQueue,
  undoDecision,
  type Review,
} from '../../../service/reviews/contract.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { lastSent, undoWindow } from '../kit/last-sent.ts'
import { useTakeBack } from '../kit/take-back.ts'
import type { Choices } from './decisions.ts'
import { keepChoices, keepSeen } from './kept-choices.ts'

export interface SentDecision {
  submission: Review['submission']
  decidedAt: string
  /** By the clock of this device; when it was sent, so that it never ends later than at the service. */
  undoUntil: number
  /** Nothing after a reload. */
  chosen?: Chosen
}

interface Chosen {
  choices: Choices
  seen: ReadonlySet<string>
}

const last = lastSent<SentDecision>()

/** @param at when it was sent, by the clock of this device */
export function noteSent(decided: Review, at: number, chosen: Chosen) {
  const undoUntil = at + undoWindow
  const { submission, decision } = decided
  last.set({ chosen, submission, decidedAt: decision?.at ?? '', undoUntil })
}

export const useSentDecision = last.use

/** What shows how many wait and how many are decided. */
export const lists: string[] = [reviewQueue.name, countReviews.name]

/** Takes a decision back, with its choices where they are known here, and opens the submission again. */
export function useUndo() {
  const { t } = useText()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const undo = async ({ submission: { id, revision }, decidedAt, chosen }: SentDecision) => {
    const params = { submissionId: id }
    const review = await tell(undoDecision).mutationFn({ params, body: { revision, decidedAt } })
    const { submission } = review
    if (chosen) {
      keepChoices(submission, chosen.choices)
      keepSeen(submission, chosen.seen)
    }
    client.setQueryData(keyOf(openReview, { params }), review)
    void client.invalidateQueries({ predicate: ({ queryKey }) => lists.includes(`${queryKey[0]}`) })
    navigate(addresses.review(id))
    return t('desk.undone', { store: submission.store.name })
  }
  const { takeBack, isPending } = useTakeBack(last, undo)
  return {
    isPending,
    /** What was sent last. */
    undoSent: () => takeBack(),
    /** What is known of a decision from the submission alone, unless it is the one sent last. */
    undo: ({ submission, decision }: Review) => {
      const sent = last.read()
      if (sent?.submission.id === submission.id && sent.decidedAt === decision?.at)
        return takeBack(sent)
      const { at = '', undoUntil } = decision ?? {}
      takeBack({ submission, decidedAt: at, undoUntil: Date.parse(undoUntil ?? '') })
    },
  }
}
