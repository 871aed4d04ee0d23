/** Puts in the new passwords of an account; they are not shown here again. */
import { Input } from 'antd'
import type { TestAccountRow } from '../../../service/test-accounts/contract/account.ts'
import {
  listTestAccounts,
  rotateTestAccount,
  shortestPassword,
} from '../../../service/test-accounts/contract/platform.ts'
import { formDialog } from '../kit/form-dialog.tsx'
import { Field } from '../../parts/field.tsx'

const fields = [
  { name: 'loginPassword', label: 'lending.login' },
  { name: 'paymentPassword', label: 'lending.payment' },
] as const

export const RotateAccount = formDialog(rotateTestAccount, {
  first: (_: TestAccountRow) => ({ loginPassword: '', paymentPassword: '' }),
  isSecret: true,
  title: 'testAccounts.rotateWhat',
  action: 'testAccounts.rotateSave',
  values: ({ email, holder }) => ({ email, name: holder?.name }),
  about: ({ holder }) => ['testAccounts.rotateAbout', holder && 'testAccounts.holderTold'],
  isReady: (typed) => fields.every(({ name }) => typed[name].length >= shortestPassword),
  fields: ({ typed, type, refusal, say }) =>
    fields.map(({ name, label }, index) => (
      <Field key={name} label={say(label)} problem={index === 1 && refusal}>
        {(field) => (
          <Input.Password
            {...field}
            autoComplete="new-password"
            maxLength={128}
            value={typed[name]}
            onChange={({ target }) => type({ [name]: target.value })}
          />
        )}
      </Field>
    )),
  renews: [listTestAccounts],
  send: ({ id, version }, passwords) => ({
    params: { accountId: id },
    body: { version, ...passwords },
  }),
  showsRefusal: true,
  done: 'testAccounts.rotateDone',
})
