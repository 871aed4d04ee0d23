/** E-mail and password, with what went wrong above the fields (requirements A1). */
import { useMutation } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react'
import { signInOperator } from '../../../service/workspaces/contract/sign-in.ts'
import { tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'
import { Refused, useWait } from './refused.tsx'
import styles from './session.module.css'

interface SignInFormProps {
  /** Known already, when a session of that person has ended. */
  email?: string
  passwordRef?: RefObject<InputRef | null>
  /** Offers a way on to those who do not know the password any more, with the e-mail that was typed. */
  onForgotten?: (email: string) => void
  onSignedIn: () => unknown
}

export function SignInForm(props: SignInFormProps) {
  const { email: known = '', passwordRef, onForgotten, onSignedIn } = props
  const { t } = useText()
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<'email' | 'password'>()
  const emailField = useRef<InputRef>(null)
  const ownRef = useRef<InputRef>(null)
  const passwordField = passwordRef ?? ownRef
  const signIn = useMutation({
    ...tell(signInOperator),
    onSuccess: onSignedIn,
    onError: (error) => {
      if (codeOf(error) === 'wrong_credentials') passwordField.current?.focus({ cursor: 'all' })
    },
  })
  const wait = useWait(signIn.error)
  // one of several pages in one window takes neither focus nor scroll from what the person does in another
  useEffect(() => {
    if (!known && document.hasFocus()) emailField.current?.focus({ preventScroll: true })
  }, [known])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (signIn.isPending || wait > 0) return
    const lacks = email.trim().length < 3 ? 'email' : password ? undefined : 'password'
    setMissing(lacks)
    if (lacks) (lacks === 'email' ? emailField : passwordField).current?.focus()
    else signIn.mutate({ body: { email: email.trim(), password } })
  }

  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      {signIn.error && <Refused error={signIn.error} wait={wait} />}
      <Field label={t('signIn.email')} problem={missing === 'email' && t('signIn.emailMissing')}>
        {(field) => (
          <Input
            {...field}
            ref={emailField}
            size="large"
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={t('signIn.password')}
        problem={missing === 'password' && t('signIn.passwordMissing')}
      >
        {(field) => (
          <Input.Password
            {...field}
            ref={passwordField}
            size="large"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={signIn.isPending}
        disabled={wait > 0}
      >
        {wait > 0 ? t('signIn.wait', { seconds: wait }) : t('signIn.go')}
      </Button>
      {onForgotten && (
        <Button type="text" block onClick={() => onForgotten(email)}>
          {t('signIn.forgotten')}
        </Button>
      )}
    </form>
  )
}
