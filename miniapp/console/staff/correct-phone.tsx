/** Corrects the number of a person before they join, and invites again (requirements A8). */
import type { InputRef } from 'antd'
import { useRef, useState } from 'react'
import { correctPhone } from '../../../service/staff/contract/one.ts'
import { findStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { useAction } from '../kit/use-action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { readablePhone } from '../parts/phone-number.ts'
import { useTurnedDown } from '../staff-decisions/settle.ts'
import { PhoneField } from './phone-field.tsx'
import { usePhoneProblem } from './phone-problem.tsx'
import styles from './staff.module.css'
import { readTyped, rememberCountry, typedFrom } from './typed-phone.ts'

export function CorrectPhone({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { t } = useText()
  const turnedDown = useTurnedDown()
  const field = useRef<InputRef>(null)
  const [phone, setPhone] = useState(() => typedFrom(member.phone))
  const [checked, setChecked] = useState(false)
  const read = readTyped(phone)
  const correct = useAction(correctPhone, {
    record: findStaff,
    done: (now) => {
      rememberCountry(phone.country)
      onClose()
      return t('staff.phoneCorrected', { phone: readablePhone(now.phone) })
    },
    refused: async (error) => {
      if (codeOf(error) !== 'wrong_state') return field.current?.focus()
      await turnedDown(error, member.id)
      onClose()
    },
  })
  const problem = usePhoneProblem(read, correct.error, checked, onClose)
  return (
    <Dialog
      title={t('staff.correctPhoneOf', { name: member.name })}
      action={t('staff.correctPhoneAction')}
      busy={correct.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (!read.valid) field.current?.focus()
        else correct.run({ params: { staffId: member.id }, body: { phone: read.toSend } })
      }}
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
