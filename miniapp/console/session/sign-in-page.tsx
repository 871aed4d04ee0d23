/** The first page of the console: e-mail and password, or DingTalk, and nothing else to think about. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { MessagesSquare } from 'lucide-react'
import { useState } from 'react'
import type { Language } from '../../../service/texts/contract.ts'
import { setOperatorLanguage } from '../../../service/workspaces/contract/operator.ts'
import { tell } from '../../api/ask.ts'
import { inDingTalk } from '../../dingtalk/bridge.ts'
import { useText } from '../../text/texts.tsx'
import { ForgottenPassword } from './forgotten-password.tsx'
import { LinkForm } from './link-form.tsx'
import { NoOperator } from './no-operator.tsx'
import { Refused } from './refused.tsx'
import styles from './session.module.css'
import { SignInCard } from './sign-in-card.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { isNotLinked, useDingTalk } from './with-dingtalk.ts'

export function SignInPage({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const { t } = useText()
  const [chosen, setChosen] = useState<Language>()
  const keep = useMutation(tell(setOperatorLanguage))
  const signedIn = () => {
    // the choice made here is the newest one; without it, or if it fails, the account keeps its own
    if (chosen) keep.mutate({ body: { language: chosen } }, { onSettled: () => void onSignedIn() })
    else void onSignedIn()
  }
  const dingtalk = useDingTalk({ onSignedIn: signedIn })
  const mustLink = isNotLinked(dingtalk.error)
  const [email, setEmail] = useState('')
  const [forgotten, setForgotten] = useState(false)
  if (forgotten) {
    return (
      <ForgottenPassword
        email={email}
        onEnd={(typed) => {
          setEmail(typed)
          setForgotten(false)
        }}
      />
    )
  }
  if (mustLink) {
    return (
      <SignInCard title={t('link.title')} onLanguage={setChosen}>
        <LinkForm onLinked={signedIn} onCancel={() => dingtalk.reset()} />
      </SignInCard>
    )
  }
  return (
    <SignInCard title={t('signIn.title')} about={t('signIn.about')} onLanguage={setChosen}>
      <NoOperator />
      <SignInForm
        email={email}
        onSignedIn={signedIn}
        onForgotten={(typed) => {
          setEmail(typed)
          setForgotten(true)
        }}
      />
      <div className={styles.other}>
        {dingtalk.error && <Refused error={dingtalk.error} wait={0} />}
        <Button
          size="large"
          block
          icon={<MessagesSquare size={18} aria-hidden />}
          loading={dingtalk.isPending}
          onClick={() => dingtalk.mutate()}
        >
          {t('signIn.dingtalk')}
        </Button>
        <p className={styles.hint}>
          {t(inDingTalk() ? 'signIn.dingtalkHere' : 'signIn.dingtalkElsewhere')}
        </p>
      </div>
    </SignInCard>
  )
}
