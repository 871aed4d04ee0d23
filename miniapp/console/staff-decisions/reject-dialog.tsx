/** Says no to a request, with a reason. */
import { rejectRequest } from '../../../service/staff/contract/one.ts'
import type { StaffRow } from '../../../service/staff/contract/member.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { RejectionFields, useRejection } from './rejection-fields.tsx'
import { noteDecided } from './undo-request.tsx'
import { useStaffAction } from './use-staff-action.ts'

interface RejectDialogProps {
  member: StaffRow
  onClose: () => void
}

export function RejectDialog({ member: { id, name }, onClose }: RejectDialogProps) {
  const { t } = useText()
  const { typed, setTyped, read, forget } = useRejection(id)
  const leave = () => {
    forget()
    onClose()
  }
  const reject = useStaffAction(rejectRequest, id, {
    done: (member, at) => {
      noteDecided(member, at)
      leave()
    },
    // what was typed stays when it was only the line that broke
    refused: (error) => codeOf(error) === 'already_decided' && leave(),
  })
  return (
    <Dialog
      title={t('requests.rejectTitle', { name })}
      action={t('requests.rejectAction')}
      danger
      busy={reject.isPending}
      onClose={leave}
      onSubmit={() => {
        const body = read()
        if (body) reject.run({ params: { staffId: id }, body })
      }}
    >
      <RejectionFields
        typed={typed}
        onChange={setTyped}
        noteHelp={t('requests.noteHelp', { name })}
      />
    </Dialog>
  )
}
