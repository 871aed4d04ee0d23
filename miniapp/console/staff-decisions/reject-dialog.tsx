/** Says no to a request, with a reason. */
import { rejectRequest } from '../../../service/staff/contract/one.ts'
import type { StaffRow } from '../../../service/staff/contract/member.ts'
import { codeOf } from '../../api/problem-error.ts'
import { formDialog } from '../kit/form-dialog.tsx'
import { aboutStaff } from './about-staff.ts'
import { RejectionFields, notRejected, useMissing } from './rejection-fields.tsx'
import { noteDecided } from './undo-request.tsx'

export const RejectDialog = formDialog(rejectRequest, {
  ...aboutStaff,
  first: (_: StaffRow) => notRejected,
  keptAs: ({ id }) => `reject.${id}`,
  title: 'requests.rejectTitle',
  action: 'requests.rejectAction',
  isDrastic: true,
  values: ({ name }) => ({ name }),
  useMissing,
  fields: ({ typed, type, missing, say }) => (
    <RejectionFields
      typed={typed}
      onChange={type}
      missing={missing}
      noteHelp={say('requests.noteHelp')}
    />
  ),
  send: ({ id }, { reason = '', note }) => ({
    params: { staffId: id },
    body: { reason, note: note.trim() },
  }),
  // what was typed stays when it was only the line that broke
  givesUp: (error) => codeOf(error) === 'already_decided',
  follows: noteDecided,
})
