/** Takes back the decision on a request that was sent last. */
import { useMutation } from '@tanstack/react-query'
import { undoDecisionOnRequest, type StaffMember } from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { ProblemError } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { lastSent, undoWindow } from '../parts/last-sent.ts'
import { useNotices } from '../parts/notices.ts'
import { UndoBar } from '../parts/undo-bar.tsx'
import { useSettle } from '../staff/settle.ts'

interface SentDecision {
  member: StaffMember
  decidedAt: string
  /** By the clock of this device; from when it was sent, so that it never ends later than at the service. */
  undoUntil: number
}

const last = lastSent<SentDecision>()

/** @param at when it was sent, by the clock of this device */
export function noteDecided(member: StaffMember, at: number): void {
  const { at: decidedAt = '', undoUntil } = member.decided ?? {}
  // without an end there is no undo: it is only said
  last.set({ member, decidedAt, undoUntil: undoUntil ? at + undoWindow : at })
}

export function UndoRequest() {
  const { t } = useText()
  const settle = useSettle()
  const { tell: say, refused } = useNotices()
  const sent = last.use()
  const undo = useMutation({
    ...tell(undoDecisionOnRequest),
    onSuccess: (member) => {
      if (last.read()?.member.id === member.id) last.set(undefined)
      settle(member)
      say(t('requests.undone', { name: member.name }), 'undo')
    },
    onError: (error, { params }) => {
      // refused for good; what was not answered may be tried again while there is time
      const isRefused = error instanceof ProblemError && error.problem.status < 500
      if (isRefused && last.read()?.member.id === params.staffId) last.set(undefined)
      if (isRefused || !last.isTimeLeft()) return refused(error)
      say(t('desk.notUndone'), 'undo')
    },
  })
  const run = () => {
    if (!sent || undo.isPending || !last.isTimeLeft()) return
    undo.mutate({ params: { staffId: sent.member.id }, body: { decidedAt: sent.decidedAt } })
  }
  const { name = '', status = 'approved' } = sent?.member ?? {}
  return (
    <UndoBar
      shown={
        sent && {
          words: t(status === 'rejected' ? 'requests.rejected' : 'requests.approved', { name }),
          undoUntil: sent.undoUntil,
          busy: undo.isPending,
          undo: run,
          hasKey: true,
        }
      }
    />
  )
}
