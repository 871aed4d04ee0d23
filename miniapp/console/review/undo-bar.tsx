/** Takes back the decision on a submission that was sent last. */
import { useRoute } from 'wouter'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { UndoBar } from '../kit/undo-bar.tsx'
import { useSentDecision, useUndo } from './sent-decision.ts'

export function UndoReview() {
  const { t } = useText()
  const sent = useSentDecision()
  const { undoSent, isPending } = useUndo()
  const [isReview] = useRoute(addresses.review(':submissionId'))
  const [isDecided] = useRoute(addresses.decided)
  return (
    <UndoBar
      shown={
        sent && {
          words: t('desk.sent', { store: sent.submission.store.name }),
          undoUntil: sent.undoUntil,
          busy: isPending,
          undo: undoSent,
          // at the desk the same key first undoes what is chosen there
          hasKey: !isReview || isDecided,
        }
      }
    />
  )
}
