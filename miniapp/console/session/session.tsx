/** Lets only signed-in people pass, and brings people back to where they were. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Modal, type InputRef } from 'antd'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { operatorWhoAmI, type OperatorMe } from '../../../service/workspaces/contract/operator.ts'
import { ask } from '../../api/ask.ts'
import { useChanges } from '../../api/changes.ts'
import { codeOf } from '../../api/problem-error.ts'
import { onSessionEnd } from '../../api/session.ts'
import { setSignedOut } from '../../api/signed-out.ts'
import { useText } from '../../text/texts.tsx'
import { Failure } from '../../parts/failure.tsx'
import { isSignedOut } from '../../api/problem-error.ts'
import { MeContext } from './me.ts'
import styles from './session.module.css'
import { SignInForm } from './sign-in-form.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { useSilentSignIn } from './with-dingtalk.ts'

export function Session({ children }: { children: ReactNode }) {
  const { t } = useText()
  const client = useQueryClient()
  const who = useQuery({
    ...ask(operatorWhoAmI),
    // it goes on by itself once it is resumed
    refetchInterval: ({ state }) => (isSuspended(state.error) ? lookAgain : false),
  })
  const [ended, setEnded] = useState(false)
  const password = useRef<InputRef>(null)
  const signedOut = isSignedOut(who.error)
  useEffect(() => onSessionEnd(() => setEnded(true)), [])
  useChanges('operator', Boolean(who.data) && !ended && !signedOut)
  useLanguageOf(who.data)

  const { data: known, refetch } = who
  const signedIn = useCallback(async () => {
    const before = known?.id
    setSignedOut(false)
    const { data: me } = await refetch()
    // what another person saw must not be seen by this one
    if (me && before && me.id !== before) client.removeQueries({ predicate: notMe })
    setEnded(false)
    await client.invalidateQueries({ predicate: notMe })
  }, [client, known?.id, refetch])
  // a session that ended during work goes on without a question, if DingTalk knows the person
  const isSilent = useSilentSignIn(
    (signedOut && !known) || (ended && known?.dingtalkLinked === true),
    signedIn,
  )

  if (isSuspended(who.error)) {
    return (
      <main className={styles.middle}>
        <Failure error={who.error} />
      </main>
    )
  }
  if (!who.data) {
    if (signedOut && !isSilent) return <SignInPage onSignedIn={signedIn} />
    if (who.error && !isSilent) {
      return (
        <main className={styles.middle}>
          <Failure error={who.error} retry={() => void who.refetch()} />
        </main>
      )
    }
    return <div className={styles.middle} role="status" aria-label={t('common.loading')} />
  }
  return (
    // a new person starts afresh; the same person finds everything as it was, half-filled forms too
    <MeContext key={who.data.id} value={who.data}>
      {children}
      <Modal
        open={ended && !isSilent}
        closable={false}
        footer={null}
        width={400}
        centered
        title={t('signIn.again')}
        classNames={{ mask: styles.curtain }}
        zIndex={2000}
        destroyOnHidden
        // the dialog takes the focus first; what is missing is the password
        afterOpenChange={(open) => open && password.current?.focus()}
      >
        <p className={styles.why}>{t('signIn.againWhy')}</p>
        <SignInForm email={who.data.email} passwordRef={password} onSignedIn={signedIn} />
      </Modal>
    </MeContext>
  )
}

/** Milliseconds between two looks whether a suspended workspace is resumed. */
const lookAgain = 15_000

const isSuspended = (error: unknown) => codeOf(error) === 'workspace_suspended'

function notMe({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== operatorWhoAmI.name
}

/** The language of the account is that of the console, on every device. */
function useLanguageOf(me: OperatorMe | undefined): void {
  const { setLanguage } = useText()
  const applied = useRef('')
  useEffect(() => {
    const now = me ? `${me.id} ${me.language}` : ''
    if (!me || applied.current === now) return
    applied.current = now
    setLanguage(me.language)
  }, [me, setLanguage])
}
