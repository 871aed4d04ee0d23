/** Chooses a new password, for every way in which a person may set one without the present one. */
import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { passwordLength, shortestPassword } from '../../../service/accounts/contract.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../parts/field.tsx'
import { Refused, useWait } from './refused.tsx'
import styles from './session.module.css'

interface NewPasswordFormProps {
  /** Whose password it is, for password managers. */
  email: string
  /** What the button says. */
  go: string
  busy: boolean
  error: unknown
  onChosen: (next: string) => void
}

export function NewPasswordForm({ email, go, busy, error, onChosen }: NewPasswordFormProps) {
  const { t } = useText()
  const [next, setNext] = useState('')
  const [looked, setLooked] = useState(false)
  const wait = useWait(error)
  const short = passwordLength(next) < shortestPassword
  const shortest = { shortest: shortestPassword }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setLooked(true)
    if (!short && !busy && wait === 0) onChosen(next)
  }
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      {Boolean(error) && <Refused error={error} wait={wait} />}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <Field
        label={t('account.next')}
        help={t('account.nextHelp', shortest)}
        problem={looked && short && t('account.nextShort', shortest)}
      >
        {(field) => (
          <Input.Password
            {...field}
            size="large"
            autoComplete="new-password"
            autoFocus
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={busy}
        disabled={wait > 0}
      >
        {wait > 0 ? t('signIn.wait', { seconds: wait }) : go}
      </Button>
    </form>
  )
}
