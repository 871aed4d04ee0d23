/** What may be done to a staff member, as the service says; the likeliest thing first. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check, PhoneForwarded, Send, UserPlus, UserX, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import {
  addStaff,
  approveRequest,
  resendInvitation,
  type StaffMember,
} from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { useNotices } from '../parts/notices.ts'
import panel from '../parts/panel.module.css'
import { RejectDialog } from '../requests/reject-dialog.tsx'
import { useMay } from '../session/me.ts'
import { AddStaff } from './add-staff.tsx'
import { CorrectPhone } from './correct-phone.tsx'
import { RemoveStaff } from './remove-staff.tsx'
import { noteDecided } from '../requests/undo-request.tsx'
import { useSettle, useTurnedDown } from './settle.ts'

type Asking = 'reject' | 'correct_phone' | 'remove' | 'add'

export function StaffActions({ member }: { member: StaffMember }) {
  const { t } = useText()
  const [asking, setAsking] = useState<Asking>()
  const mayAdd = useMay(addStaff)
  const { done } = useNotices()
  const settle = useSettle()
  const turnedDown = useTurnedDown()
  const given = { params: { staffId: member.id } }
  const { name } = member
  const approve = useMutation({
    ...tell(approveRequest),
    onMutate: () => Date.now(),
    onSuccess: (now, _sent, at) => {
      settle(now)
      noteDecided(now, at)
    },
    onError: (error) => turnedDown(error, member.id),
  })
  const resend = useMutation({
    ...tell(resendInvitation),
    onSuccess: (now) => {
      settle(now)
      done(t('staff.resent', { name }))
    },
    onError: (error) => turnedDown(error, member.id),
  })
  const close = () => setAsking(undefined)
  const mendByPhone = member.failure?.reason === 'bad_phone_number'

  // the join link has a place of its own
  const abilities = member.abilities.filter((one) => one !== 'join_link')
  const buttons: Record<(typeof abilities)[number], ReactNode> = {
    approve: (
      <Button
        key="approve"
        type="primary"
        icon={<Check size={16} />}
        loading={approve.isPending}
        onClick={() => approve.mutate(given)}
      >
        {t('requests.approve')}
      </Button>
    ),
    reject: (
      <Button key="reject" icon={<X size={16} />} onClick={() => setAsking('reject')}>
        {t('requests.reject')}
      </Button>
    ),
    resend_invitation: (
      <Button
        key="resend"
        type={member.failure && !mendByPhone ? 'primary' : 'default'}
        icon={<Send size={16} />}
        loading={resend.isPending}
        onClick={() => resend.mutate(given)}
      >
        {t('staff.resend')}
      </Button>
    ),
    correct_phone: (
      <Button
        key="phone"
        type={mendByPhone ? 'primary' : 'default'}
        icon={<PhoneForwarded size={16} />}
        onClick={() => setAsking('correct_phone')}
      >
        {t('staff.correctPhone')}
      </Button>
    ),
    cancel: (
      <Button
        key="cancel"
        type="text"
        className={panel.drastic}
        icon={<UserX size={16} />}
        onClick={() => setAsking('remove')}
      >
        {t('staff.cancel')}
      </Button>
    ),
    remove: (
      <Button
        key="remove"
        type="text"
        className={panel.drastic}
        icon={<UserX size={16} />}
        onClick={() => setAsking('remove')}
      >
        {t('common.remove')}
      </Button>
    ),
  }
  const gone = ['rejected', 'removed', 'left'].includes(member.status)
  if (abilities.length === 0 && !(gone && mayAdd)) return null
  return (
    <div className={panel.actions}>
      {abilities.map((ability) => buttons[ability])}
      {gone && mayAdd && (
        <Button icon={<UserPlus size={16} />} onClick={() => setAsking('add')}>
          {t('staff.addAgain')}
        </Button>
      )}
      {asking === 'reject' && <RejectDialog member={member} onClose={close} />}
      {asking === 'correct_phone' && <CorrectPhone member={member} onClose={close} />}
      {asking === 'remove' && <RemoveStaff member={member} onClose={close} />}
      {asking === 'add' && <AddStaff first={member} onClose={close} />}
    </div>
  )
}
