/** Says no to a request, with a reason. */
import { useMutation } from '@tanstack/react-query'
import { rejectRequest, type StaffRow } from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useSettle, useTurnedDown } from '../staff/settle.ts'
import { RejectionFields, useRejection } from './rejection-fields.tsx'
import { noteDecided } from './undo-request.tsx'

interface RejectDialogProps {
  member: StaffRow
  onClose: () => void
}

export function RejectDialog({ member, onClose: close }: RejectDialogProps) {
  const { t } = useText()
  const settle = useSettle()
  const turnedDown = useTurnedDown()
  const { typed, setTyped, read, forget } = useRejection(member.id)
  const { name } = member
  const onClose = () => {
    forget()
    close()
  }
  const reject = useMutation({
    ...tell(rejectRequest),
    onMutate: () => Date.now(),
    onSuccess: (now, _sent, at) => {
      settle(now)
      noteDecided(now, at)
      onClose()
    },
    onError: async (error) => {
      await turnedDown(error, member.id)
      // what was typed stays when it was only the line that broke
      if (codeOf(error) === 'already_decided') onClose()
    },
  })
  const submit = () => {
    const rejection = read()
    if (rejection) reject.mutate({ params: { staffId: member.id }, body: rejection })
  }
  return (
    <Dialog
      title={t('requests.rejectTitle', { name })}
      action={t('requests.rejectAction')}
      danger
      busy={reject.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <RejectionFields
        typed={typed}
        onChange={setTyped}
        noteHelp={t('requests.noteHelp', { name })}
      />
    </Dialog>
  )
}
