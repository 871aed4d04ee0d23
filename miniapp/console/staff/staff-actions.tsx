/** What may be done to a staff member, as the service says; the likeliest thing first. */
import { Check, PhoneForwarded, Send, UserPlus, UserX, X } from 'lucide-react'
import { approveRequest, resendInvitation } from '../../../service/staff/contract/one.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities } from '../kit/abilities.tsx'
import { RejectDialog } from '../staff-decisions/reject-dialog.tsx'
import { noteDecided } from '../staff-decisions/undo-request.tsx'
import { useStaffAction } from '../staff-decisions/use-staff-action.ts'
import { AddStaff } from './add-staff.tsx'
import { CorrectPhone } from './correct-phone.tsx'
import { RemoveStaff } from './remove-staff.tsx'

export function StaffActions({ member }: { member: StaffMember }) {
  const { t } = useText()
  const { id, name, failure, abilities } = member
  const approve = useStaffAction(approveRequest, id, { done: noteDecided })
  const resend = useStaffAction(resendInvitation, id, {
    done: () => t('staff.resent', { name }),
  })
  const given = { params: { staffId: id } }
  const isPhoneWrong = failure?.reason === 'bad_phone_number'
  const withdraw = (close: () => void) => <RemoveStaff member={member} onClose={close} />
  return (
    <Abilities
      // the join link has a place of its own
      held={abilities.filter((one) => one !== 'join_link')}
      offers={{
        approve: {
          word: 'requests.approve',
          icon: Check,
          look: 'primary',
          isPending: approve.isPending,
          run: () => approve.run(given),
        },
        reject: {
          word: 'requests.reject',
          icon: X,
          dialog: (close) => <RejectDialog member={member} onClose={close} />,
        },
        resend_invitation: {
          word: 'staff.resend',
          icon: Send,
          look: failure && !isPhoneWrong ? 'primary' : 'default',
          isPending: resend.isPending,
          run: () => resend.run(given),
        },
        correct_phone: {
          word: 'staff.correctPhone',
          icon: PhoneForwarded,
          look: isPhoneWrong ? 'primary' : 'default',
          dialog: (close) => <CorrectPhone member={member} onClose={close} />,
        },
        cancel: { word: 'staff.cancel', icon: UserX, look: 'drastic', dialog: withdraw },
        remove: { word: 'common.remove', icon: UserX, look: 'drastic', dialog: withdraw },
        add_again: {
          word: 'staff.addAgain',
          icon: UserPlus,
          dialog: (close) => <AddStaff first={member} onClose={close} />,
        },
      }}
    />
  )
}
