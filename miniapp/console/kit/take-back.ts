/** Takes a decision back while there is time, and says what came of it: one way for every kind of decision. */
import { useMutation } from '@tanstack/react-query'
import { ProblemError } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import type { LastSent } from './last-sent.ts'

/** @param undo takes it back at the service. @returns what is said then */
export function useTakeBack<Sent extends { undoUntil: number }>(
  last: LastSent<Sent>,
  undo: (sent: Sent) => Promise<string>,
) {
  const { t } = useText()
  const { tell: say, refused } = useNotices()
  const { mutate, isPending } = useMutation({
    mutationFn: undo,
    onSuccess: (words, sent) => {
      last.forget(sent)
      say(words, 'undo')
    },
    onError: (error, sent) => {
      // refused for good; what was not answered may be tried again while there is time
      const isRefused = error instanceof ProblemError && error.problem.status < 500
      if (isRefused) last.forget(sent)
      if (isRefused || Date.now() >= sent.undoUntil) return refused(error)
      say(t('desk.notUndone'), 'undo')
    },
  })
  return {
    isPending,
    /** @param sent where it is not what was sent last */
    takeBack: (sent: Sent | undefined = last.read(), then?: () => void) => {
      if (sent && !isPending && Date.now() < sent.undoUntil) mutate(sent, { onSuccess: then })
    },
  }
}
