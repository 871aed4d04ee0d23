/** Puts in the new passwords of an account; they are not shown here again. */
import { Input } from 'antd'
import { useState } from 'react'
import {
  listTestAccounts,
  rotateTestAccount,
  shortestPassword,
} from '../../../service/test-accounts/contract/platform.ts'
import type { TestAccountRow } from '../../../service/test-accounts/contract/account.ts'
import { useText } from '../../text/texts.tsx'
import { useAction } from '../kit/use-action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'

const fields = [
  { name: 'loginPassword', label: 'lending.login' },
  { name: 'paymentPassword', label: 'lending.payment' },
] as const

export function RotateAccount({ row, onClose }: { row: TestAccountRow; onClose: () => void }) {
  const { t } = useText()
  const { id, email, version, holder } = row
  const [passwords, setPasswords] = useState({ loginPassword: '', paymentPassword: '' })
  const isShort = fields.some(({ name }) => passwords[name].length < shortestPassword)
  const rotate = useAction(rotateTestAccount, {
    renews: [listTestAccounts],
    isSecret: true,
    refused: 'in the dialog',
    done: () => {
      onClose()
      return t('testAccounts.rotateDone', { email })
    },
  })
  const why = rotate.refusal && <Refusal explanation={rotate.refusal} />
  return (
    <Dialog
      title={t('testAccounts.rotateWhat', { email })}
      action={t('testAccounts.rotateSave')}
      disabled={isShort}
      busy={rotate.isPending}
      onSubmit={() => rotate.run({ params: { accountId: id }, body: { version, ...passwords } })}
      onClose={onClose}
    >
      <p>{t('testAccounts.rotateAbout')}</p>
      {holder && <p>{t('testAccounts.holderTold', { name: holder.name })}</p>}
      {fields.map(({ name, label }, index) => (
        <Field key={name} label={t(label)} problem={index === 1 && why}>
          {(field) => (
            <Input.Password
              {...field}
              autoComplete="new-password"
              maxLength={128}
              value={passwords[name]}
              onChange={({ target }) => setPasswords({ ...passwords, [name]: target.value })}
            />
          )}
        </Field>
      ))}
    </Dialog>
  )
}
