/** Two steps that have a code mailed and take it: which mailbox, then what was in the mail. */
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'
import { Refused, useCountdown, useWait } from './refused.tsx'
import styles from './session.module.css'

interface EmailStepProps {
  /** Says what the code is for. */
  why: string
  email: string
  /** The e-mail is known and cannot be changed. */
  fixed?: boolean
  setEmail: (email: string) => void
  send: () => void
  busy: boolean
  error: unknown
  cancel: string
  onCancel: () => void
}

export function EmailStep(props: EmailStepProps) {
  const { why, email, fixed, setEmail, send, busy, error, cancel, onCancel } = props
  const { t } = useText()
  const [missing, setMissing] = useState(false)
  const wait = useWait(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const lacks = email.trim().length < 3
    setMissing(lacks)
    if (!lacks && !busy && wait === 0) send()
  }
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      {Boolean(error) && <Refused error={error} wait={wait} />}
      <p>{why}</p>
      {!fixed && (
        <Field label={t('signIn.email')} problem={missing && t('signIn.emailMissing')}>
          {(field) => (
            <Input
              {...field}
              size="large"
              type="email"
              autoComplete="username"
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className={styles.actions}>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          loading={busy}
          disabled={wait > 0}
        >
          {wait > 0 ? t('signIn.wait', { seconds: wait }) : t('link.send')}
        </Button>
        <Button type="text" block onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </form>
  )
}

export interface CodeStepProps {
  email: string
  again: () => void
  sending: boolean
  sendError: unknown
  sent: { wait: number; at: number }
  /** What the button says. */
  go: string
  busy: boolean
  error: unknown
  onCode: (code: string) => void
  /** Forgets the error of the code before. */
  onAgain: () => void
  back: { label: string; go: () => void }
  /** Other fields; false while they are not right. */
  children?: ReactNode
  ready?: () => boolean
}

export function CodeStep(props: CodeStepProps) {
  const { email, again, sending, sendError, sent, go, busy, onCode, onAgain, back } = props
  const { children, ready = () => true } = props
  const { t } = useText()
  const [code, setCode] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const field = useRef<InputRef>(null)
  const wait = useCountdown(sent.wait, sent.at)
  const error = props.error ?? sendError
  const pause = useWait(error)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    if (codeOf(props.error) === 'wrong_code') field.current?.focus({ cursor: 'all' })
  }, [props.error])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isWhole = /^\d{6}$/.test(code)
    setIncomplete(!isWhole)
    const isReady = ready()
    if (!isWhole) field.current?.focus()
    else if (isReady && !busy) onCode(code)
  }
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      {Boolean(error) && <Refused error={error} wait={pause} />}
      <p role="status">{t('link.sent', { email })}</p>
      <Field label={t('link.code')} problem={incomplete && t('link.codeIncomplete')}>
        {(about) => (
          <Input
            {...about}
            ref={field}
            size="large"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            className={styles.code ?? ''}
            value={code}
            onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
          />
        )}
      </Field>
      {children}
      <div className={styles.actions}>
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {go}
        </Button>
        <Button
          type="text"
          block
          disabled={wait > 0}
          loading={sending}
          onClick={() => {
            setCode('')
            onAgain()
            again()
          }}
        >
          {wait > 0 ? t('link.againIn', { seconds: wait }) : t('link.again')}
        </Button>
        <Button type="text" block onClick={back.go}>
          {back.label}
        </Button>
      </div>
    </form>
  )
}
