/** A forgotten password: the e-mail, then the code that was mailed to it and a new password. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { sendResetCode, setPasswordByCode } from '../../../service/workspaces/passwords/contract.ts'
import { tell } from '../../api/ask.ts'
import { newId } from '../../api/new-id.ts'
import { useText } from '../../text/texts.tsx'
import { CodeStep, EmailStep } from './mail-code-steps.tsx'
import { NewPasswordField, useNewPassword } from './new-password-field.tsx'
import styles from './session.module.css'
import { SignInCard } from './sign-in-card.tsx'

interface ForgottenPasswordProps {
  /** As it was typed for signing in. */
  email: string
  /** Back to signing in, with this e-mail. */
  onEnd: (email: string) => void
}

export function ForgottenPassword({ email: typedBefore, onEnd }: ForgottenPasswordProps) {
  const { t } = useText()
  const [email, setEmail] = useState(typedBefore)
  const [attempt] = useState(newId)
  const send = useMutation(tell(sendResetCode))
  const set = useMutation(tell(setPasswordByCode))
  const typed = useNewPassword()
  const address = email.trim()
  const mail = () => send.mutate({ body: { email: address, attempt } })
  const end = () => onEnd(address)
  if (set.isSuccess) {
    return (
      <SignInCard title={t('password.done')} about={t('password.doneHow')}>
        <div className={styles.form}>
          <Button type="primary" size="large" block autoFocus onClick={end}>
            {t('back.toSignIn')}
          </Button>
        </div>
      </SignInCard>
    )
  }
  if (!send.data) {
    return (
      <SignInCard title={t('forgotten.title')}>
        <EmailStep
          why={t('forgotten.why')}
          email={email}
          setEmail={setEmail}
          send={mail}
          busy={send.isPending}
          error={send.error}
          cancel={t('forgotten.back')}
          onCancel={end}
        />
      </SignInCard>
    )
  }
  return (
    <SignInCard title={t('forgotten.title')}>
      <CodeStep
        email={address}
        again={mail}
        sending={send.isPending}
        sendError={send.error}
        sent={{ wait: send.data.wait, at: send.submittedAt }}
        go={t('password.go')}
        busy={set.isPending}
        error={set.error}
        onCode={(code) => set.mutate({ body: { email: address, attempt, code, next: typed.next } })}
        onAgain={() => set.reset()}
        back={{ label: t('link.otherEmail'), go: () => send.reset() }}
        ready={typed.look}
      >
        <NewPasswordField email={address} typed={typed} />
      </CodeStep>
    </SignInCard>
  )
}
