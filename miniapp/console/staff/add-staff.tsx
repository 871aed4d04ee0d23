/** Add Staff: a name and an active phone number; DingTalk invites the person (requirements A3). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { CircleCheck } from 'lucide-react'
import { useRef, useState } from 'react'
import { addStaff } from '../../../service/staff/contract/one.ts'
import { findStaff } from '../../../service/staff/contract/lists.ts'
import type { StaffMember } from '../../../service/staff/contract/member.ts'
import { cleanName, problemOfName } from '../../../service/text/shared/name.ts'
import { ask, tell } from '../../api/ask.ts'
import { newId } from '../../api/new-id.ts'
import { codeOf } from '../../api/problem-error.ts'
import { plainText } from '../../parts/plain-text.ts'
import { useTyped } from '../../parts/typed.ts'
import { useText } from '../../text/texts.tsx'
import type { FormDialogProps } from '../kit/form-dialog.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { PhoneField } from './phone-field.tsx'
import { usePhoneProblem } from './phone-problem.tsx'
import { useSettle } from '../staff-decisions/settle.ts'
import styles from './staff.module.css'
import { likelyCountry, readTyped, rememberCountry, typedFrom } from './typed-phone.ts'

/** A person who was here before. */
export function AddAgain({ of, onClose }: FormDialogProps<StaffMember>) {
  return <AddStaff first={of} onClose={onClose} />
}

interface AddStaffProps {
  /** A person who was here before. */
  first?: { name: string; phone: string }
  onClose: () => void
}

export function AddStaff({ first, onClose: close }: AddStaffProps) {
  const { t } = useText()
  const client = useQueryClient()
  const settle = useSettle()
  const { done } = useNotices()
  const nameField = useRef<InputRef>(null)
  const phoneField = useRef<InputRef>(null)
  // one id for one person: pressing twice, or again after a broken line or a reload, adds one
  const [typed, type, forget] = useTyped(first ? `add-staff.${first.phone}` : 'add-staff', () => ({
    id: newId(),
    name: first?.name ?? '',
    phone: first ? typedFrom(first.phone) : { country: likelyCountry(), text: '' },
  }))
  const { id, name, phone } = typed
  const onClose = () => {
    forget()
    close()
  }
  const [checked, setChecked] = useState(false)
  const [added, setAdded] = useState<string>()
  const read = readTyped(phone)
  const nameProblem = problemOfName(cleanName(name))
  const more = useRef(false)

  const finish = (member: StaffMember) => {
    settle(member)
    rememberCountry(phone.country)
    if (!more.current) {
      done(t('staff.added', { name: member.name }))
      return onClose()
    }
    setAdded(member.name)
    type({ id: newId(), name: '', phone: { ...phone, text: '' } })
    setChecked(false)
    nameField.current?.focus()
  }
  const add = useMutation({
    ...tell(addStaff),
    onSuccess: finish,
    onError: async (error) => {
      // the first try had arrived although its answer was lost; since then the form was changed
      if (codeOf(error) === 'same_id_other_content') {
        settle(await client.fetchQuery(ask(findStaff, { params: { staffId: id } })))
        type({ ...typed, id: newId() })
      }
      phoneField.current?.focus()
    },
  })
  const problem = usePhoneProblem(read, add.error, checked, onClose)

  const submit = (another: boolean) => {
    if (add.isPending) return
    more.current = another
    setChecked(true)
    if (nameProblem) nameField.current?.focus()
    else if (!read.valid) phoneField.current?.focus()
    else add.mutate({ body: { id, name: cleanName(name), phone: read.toSend } })
  }

  return (
    <Dialog
      title={t('staff.add')}
      action={t('staff.addAction')}
      busy={add.isPending}
      onSubmit={() => submit(false)}
      onClose={onClose}
      also={
        !first && (
          <Button disabled={add.isPending} onClick={() => submit(true)}>
            {t('staff.addAnother')}
          </Button>
        )
      }
    >
      {added && !name ? (
        <p role="status" className={styles.added}>
          <CircleCheck size={16} aria-hidden />
          {t('staff.added', { name: added })}
        </p>
      ) : (
        <p className={styles.quiet}>{t('staff.addAbout')}</p>
      )}
      <Field
        label={t('staff.name')}
        problem={checked && nameProblem && t(`staff.name.${nameProblem}`)}
        help={t('staff.nameHelp')}
      >
        {(field) => (
          <Input
            {...field}
            ref={nameField}
            autoFocus
            autoComplete="off"
            maxLength={80}
            value={name}
            onChange={(event) => type({ ...typed, name: plainText(event.target.value) })}
          />
        )}
      </Field>
      <PhoneField
        ref={phoneField}
        value={phone}
        problem={problem}
        onChange={(next) => {
          type({ ...typed, phone: next })
          if (add.error) add.reset()
        }}
      />
    </Dialog>
  )
}
