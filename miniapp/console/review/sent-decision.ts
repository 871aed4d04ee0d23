/** The decision that was sent last, for as long as it can be undone; it outlives the page that it was sent from. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import {
  countReviews,
  openReview,
  reviewQueue,
  undoDecision,
  type Review,
} from '../../../service/reviews/contract.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { ProblemError } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { lastSent, undoWindow } from '../parts/last-sent.ts'
import { useNotices } from '../parts/notices.ts'
import type { Choices } from './decisions.ts'
import { keepChoices, keepSeen } from './kept-choices.ts'

export interface SentDecision {
  submission: Review['submission']
  decidedAt: string
  /** By the clock of this device; when it was sent, so that it never ends later than at the service. */
  undoUntil: number
  choices: Choices
  seen: ReadonlySet<string>
}

const last = lastSent<SentDecision>()

/** @param at when it was sent, by the clock of this device */
export function noteSent(
  decided: Review,
  at: number,
  chosen: Pick<SentDecision, 'choices' | 'seen'>,
) {
  const undoUntil = at + undoWindow
  const { submission, decision } = decided
  last.set({ ...chosen, submission, decidedAt: decision?.at ?? '', undoUntil })
}

export const useSentDecision = last.use

/** What shows how many wait and how many are decided. */
export const lists: string[] = [reviewQueue.name, countReviews.name]

/** Takes a decision back and opens the submission again. */
export function useUndo() {
  const { t } = useText()
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const { tell: say, refused } = useNotices()
  const undo = useMutation({
    ...tell(undoDecision),
    onSuccess: (review) => {
      const { submission } = review
      const sent = last.read()
      if (sent?.submission.id === submission.id) {
        keepChoices(submission, sent.choices)
        keepSeen(submission, sent.seen)
        last.set(undefined)
      }
      client.setQueryData(keyOf(openReview, { params: { submissionId: submission.id } }), review)
      void client.invalidateQueries({
        predicate: ({ queryKey }) => lists.includes(`${queryKey[0]}`),
      })
      say(t('desk.undone', { store: submission.store.name }), 'undo')
      navigate(addresses.review(submission.id))
    },
    onError: (error, { params }) => {
      // refused for good; what was not answered may be tried again while there is time
      const isRefused = error instanceof ProblemError && error.problem.status < 500
      if (isRefused && last.read()?.submission.id === params.submissionId) last.set(undefined)
      if (isRefused || !last.isTimeLeft()) return refused(error)
      say(t('desk.notUndone'), 'undo')
    },
  })
  return {
    isPending: undo.isPending,
    undo: (submission: Review['submission'], decidedAt: string) => {
      if (undo.isPending) return
      undo.mutate({
        params: { submissionId: submission.id },
        body: { revision: submission.revision, decidedAt },
      })
    },
  }
}

/** Takes back what was sent last, while that is possible. */
export function useUndoSent() {
  const { undo, isPending } = useUndo()
  return {
    isPending,
    undoSent: () => {
      const sent = last.read()
      if (sent && last.isTimeLeft()) undo(sent.submission, sent.decidedAt)
    },
  }
}
