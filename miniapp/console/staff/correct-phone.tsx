/** Corrects the number of a person before they join, and invites again (requirements A8). */
import { useMutation } from '@tanstack/react-query'
import type { InputRef } from 'antd'
import { useRef, useState } from 'react'
import { correctPhone, type StaffMember } from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useNotices } from '../parts/notices.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { PhoneField } from './phone-field.tsx'
import { usePhoneProblem } from './phone-problem.tsx'
import { useSettle, useTurnedDown } from './settle.ts'
import styles from './staff.module.css'
import { readTyped, rememberCountry, typedFrom } from './typed-phone.ts'

export function CorrectPhone({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { t } = useText()
  const settle = useSettle()
  const turnedDown = useTurnedDown()
  const { done } = useNotices()
  const field = useRef<InputRef>(null)
  const [phone, setPhone] = useState(() => typedFrom(member.phone))
  const [checked, setChecked] = useState(false)
  const read = readTyped(phone)
  const correct = useMutation({
    ...tell(correctPhone),
    onSuccess: (now) => {
      settle(now)
      rememberCountry(phone.country)
      done(t('staff.phoneCorrected', { phone: readablePhone(now.phone) }))
      onClose()
    },
    onError: async (error) => {
      if (codeOf(error) !== 'wrong_state') return field.current?.focus()
      await turnedDown(error, member.id)
      onClose()
    },
  })
  const problem = usePhoneProblem(read, correct.error, checked, onClose)
  const submit = () => {
    setChecked(true)
    if (!read.valid) field.current?.focus()
    else correct.mutate({ params: { staffId: member.id }, body: { phone: read.toSend } })
  }
  return (
    <Dialog
      title={t('staff.correctPhoneOf', { name: member.name })}
      action={t('staff.correctPhoneAction')}
      busy={correct.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={styles.quiet}>{t('staff.correctPhoneAbout')}</p>
      <PhoneField
        ref={field}
        value={phone}
        problem={problem}
        onChange={(next) => {
          setPhone(next)
          if (correct.error) correct.reset()
        }}
      />
    </Dialog>
  )
}
