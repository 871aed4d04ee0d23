/** Links the DingTalk account just shown to a console account: its e-mail, then the code that was mailed to it. */
import { useMutation } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { sendLinkCode } from '../../../service/accounts/contract.ts'
import { linkDingTalk } from '../../../service/workspaces/contract.ts'
import { tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../parts/field.tsx'
import { Refused, useCountdown, useWait } from './refused.tsx'
import styles from './session.module.css'

interface LinkFormProps {
  /** Of the account, where it is known who links. */
  email?: string
  onLinked: () => unknown
  onCancel: () => void
}

export function LinkForm({ email: known, onLinked, onCancel }: LinkFormProps) {
  const { t } = useText()
  const [email, setEmail] = useState(known ?? '')
  const send = useMutation(tell(sendLinkCode))
  const mail = () => send.mutate({ body: { email: email.trim() } })
  const sent = send.data !== undefined
  const cancel = t(known === undefined ? 'link.cancel' : 'common.cancel')
  if (!sent) {
    return (
      <EmailStep
        email={email}
        fixed={known !== undefined}
        setEmail={setEmail}
        send={mail}
        busy={send.isPending}
        error={send.error}
        cancel={cancel}
        onCancel={onCancel}
      />
    )
  }
  return (
    <CodeStep
      email={email.trim()}
      again={mail}
      sending={send.isPending}
      sendError={send.error}
      sent={{ wait: send.data.wait, at: send.submittedAt }}
      onLinked={onLinked}
      back={
        known === undefined
          ? { label: t('link.otherEmail'), go: () => send.reset() }
          : { label: cancel, go: onCancel }
      }
    />
  )
}

interface EmailStepProps {
  email: string
  fixed: boolean
  setEmail: (email: string) => void
  send: () => void
  busy: boolean
  error: unknown
  cancel: string
  onCancel: () => void
}

function EmailStep(props: EmailStepProps) {
  const { email, fixed, setEmail, send, busy, error, cancel, onCancel } = props
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
      <p>{fixed ? t('link.whyKnown', { email }) : t('link.why')}</p>
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

interface CodeStepProps {
  email: string
  again: () => void
  sending: boolean
  sendError: unknown
  sent: { wait: number; at: number }
  onLinked: () => unknown
  back: { label: string; go: () => void }
}

function CodeStep(props: CodeStepProps) {
  const { email, again, sending, sendError, sent, onLinked, back } = props
  const { t } = useText()
  const [code, setCode] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const field = useRef<InputRef>(null)
  const wait = useCountdown(sent.wait, sent.at)
  const link = useMutation({
    ...tell(linkDingTalk),
    onSuccess: onLinked,
    onError: (error) => {
      if (codeOf(error) === 'wrong_code') field.current?.focus({ cursor: 'all' })
    },
  })
  const error = link.error ?? sendError
  const pause = useWait(error)
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isWhole = /^\d{6}$/.test(code)
    setIncomplete(!isWhole)
    if (!isWhole) field.current?.focus()
    else if (!link.isPending) link.mutate({ body: { email, code } })
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
      <div className={styles.actions}>
        <Button type="primary" size="large" htmlType="submit" block loading={link.isPending}>
          {t('link.go')}
        </Button>
        <Button
          type="text"
          block
          disabled={wait > 0}
          loading={sending}
          onClick={() => {
            setCode('')
            link.reset()
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
