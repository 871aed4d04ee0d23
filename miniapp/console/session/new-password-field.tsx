/** The field for a new password, which says what is asked of it. */
import { Input } from 'antd'
import { useState } from 'react'
import { passwordLength, shortestPassword } from '../../../service/accounts/contract.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'

/** What was typed, and whether it is long enough; it is told once the person has tried to go on. */
export function useNewPassword() {
  const [next, setNext] = useState('')
  const [looked, setLooked] = useState(false)
  const short = passwordLength(next) < shortestPassword
  return {
    next,
    setNext,
    problem: looked && short,
    /** @returns whether it can be sent */
    look() {
      setLooked(true)
      return !short
    },
  }
}

interface NewPasswordFieldProps {
  /** Whose password it is, for password managers. */
  email: string
  autoFocus?: boolean
  typed: ReturnType<typeof useNewPassword>
}

export function NewPasswordField({ email, autoFocus, typed }: NewPasswordFieldProps) {
  const { t } = useText()
  const shortest = { shortest: shortestPassword }
  return (
    <>
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field
        label={t('account.next')}
        help={t('account.nextHelp', shortest)}
        problem={typed.problem && t('account.nextShort', shortest)}
      >
        {(field) => (
          <Input.Password
            {...field}
            size="large"
            autoComplete="new-password"
            autoFocus={autoFocus ?? false}
            value={typed.next}
            onChange={(event) => typed.setNext(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
