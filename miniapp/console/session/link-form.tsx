/** Links the DingTalk account just shown to a console account: its e-mail, then the code that was mailed to it. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { sendLinkCode } from '../../../service/accounts/contract.ts'
import { linkDingTalk } from '../../../service/workspaces/contract/sign-in.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { CodeStep, EmailStep } from './mail-code-steps.tsx'

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
  const link = useMutation({ ...tell(linkDingTalk), onSuccess: onLinked })
  const mail = () => send.mutate({ body: { email: email.trim() } })
  const cancel = t(known === undefined ? 'link.cancel' : 'common.cancel')
  if (!send.data) {
    return (
      <EmailStep
        why={known === undefined ? t('link.why') : t('link.whyKnown', { email })}
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
      go={t('link.go')}
      busy={link.isPending}
      error={link.error}
      onCode={(code) => link.mutate({ body: { email: email.trim(), code } })}
      onAgain={() => link.reset()}
      back={
        known === undefined
          ? { label: t('link.otherEmail'), go: () => send.reset() }
          : { label: cancel, go: onCancel }
      }
    />
  )
}
