/** Puts in the new passwords of an account; they are not shown here again. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import {
  listTestAccounts,
  rotateTestAccount,
  shortestPassword,
  type TestAccountRow,
} from '../../../service/test-accounts/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { Refusal } from '../parts/refusal.tsx'
import { useExplain } from '../parts/trouble.tsx'

export function RotateAccount({ row, onClose }: { row: TestAccountRow; onClose: () => void }) {
  const { t } = useText()
  const explain = useExplain()
  const { done } = useNotices()
  const queries = useQueryClient()
  const [loginPassword, setLogin] = useState('')
  const [paymentPassword, setPayment] = useState('')
  const rotate = useMutation({
    ...tell(rotateTestAccount),
    // what was sent holds the passwords: it is forgotten with the dialog
    gcTime: 0,
    onSuccess: () => {
      done(t('testAccounts.rotateDone', { email: row.email }))
      onClose()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [listTestAccounts.name] }),
  })
  const refusal = rotate.error && explain(rotate.error)
  const tooShort = [loginPassword, paymentPassword].some(({ length }) => length < shortestPassword)
  const fields = [
    { label: t('lending.login'), value: loginPassword, set: setLogin },
    { label: t('lending.payment'), value: paymentPassword, set: setPayment },
  ]
  return (
    <Dialog
      title={t('testAccounts.rotateWhat', { email: row.email })}
      action={t('testAccounts.rotateSave')}
      disabled={tooShort}
      busy={rotate.isPending}
      onSubmit={() =>
        rotate.mutate({
          params: { accountId: row.id },
          body: { version: row.version, loginPassword, paymentPassword },
        })
      }
      onClose={onClose}
    >
      <p>{t('testAccounts.rotateAbout')}</p>
      {row.holder && <p>{t('testAccounts.holderTold', { name: row.holder.name })}</p>}
      {fields.map(({ label, value, set }, index) => (
        <Field
          key={label}
          label={label}
          problem={index === 1 && refusal && <Refusal explanation={refusal} />}
        >
          {(field) => (
            <Input.Password
              {...field}
              autoComplete="new-password"
              maxLength={128}
              value={value}
              onChange={(event) => set(event.target.value)}
            />
          )}
        </Field>
      ))}
    </Dialog>
  )
}
