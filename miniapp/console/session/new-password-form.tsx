/** Chooses a new password, for every way in which a person may set one without the present one. */
import { Button } from 'antd'
import type { FormEvent } from 'react'
import { useText } from '../../text/texts.tsx'
import { NewPasswordField, useNewPassword } from './new-password-field.tsx'
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
  const typed = useNewPassword()
  const wait = useWait(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.look() && !busy && wait === 0) onChosen(typed.next)
  }
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      {Boolean(error) && <Refused error={error} wait={wait} />}
      <NewPasswordField email={email} autoFocus typed={typed} />
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
