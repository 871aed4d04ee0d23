/** What may be done to a staff member, as the service says; the likeliest thing first. */
import { Check, PhoneForwarded, Send, UserPlus, UserX, X } from 'lucide-react'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { approveRequest, resendInvitation } from '../../../service/staff/contract/one.ts'
import type { Offers } from '../kit/abilities.tsx'
import { atOnce } from '../kit/at-once.ts'
import { aboutStaff } from '../staff-decisions/about-staff.ts'
import { RejectDialog } from '../staff-decisions/reject-dialog.tsx'
import { noteDecided } from '../staff-decisions/undo-request.tsx'
import { AddAgain } from './add-staff.tsx'
import { CorrectPhone } from './correct-phone.tsx'
import { CancelInvitation, RemoveStaff } from './remove-staff.tsx'

const send = ({ id }: StaffMember) => ({ params: { staffId: id } })

const isPhoneWrong = ({ failure }: StaffMember) => failure?.reason === 'bad_phone_number'

/** The join link has a place of its own. */
type Ability = Exclude<StaffMember['abilities'][number], 'join_link'>

export const staffOffers: Offers<Ability, StaffMember> = {
  approve: {
    word: 'requests.approve',
    icon: Check,
    look: 'primary',
    useAtOnce: atOnce(approveRequest, { ...aboutStaff, send, follows: noteDecided }),
  },
  reject: { word: 'requests.reject', icon: X, dialog: RejectDialog },
  resend_invitation: {
    word: 'staff.resend',
    icon: Send,
    look: (member) => (member.failure && !isPhoneWrong(member) ? 'primary' : 'default'),
    useAtOnce: atOnce(resendInvitation, {
      ...aboutStaff,
      send,
      done: 'staff.resent',
      values: ({ name }) => ({ name }),
    }),
  },
  correct_phone: {
    word: 'staff.correctPhone',
    icon: PhoneForwarded,
    look: (member) => (isPhoneWrong(member) ? 'primary' : 'default'),
    dialog: CorrectPhone,
  },
  cancel: { word: 'staff.cancel', icon: UserX, look: 'drastic', dialog: CancelInvitation },
  remove: { word: 'common.remove', icon: UserX, look: 'drastic', dialog: RemoveStaff },
  add_again: { word: 'staff.addAgain', icon: UserPlus, dialog: AddAgain },
}
