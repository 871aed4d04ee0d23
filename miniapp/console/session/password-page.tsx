/** Where a link leads with which a person sets a password without being signed in. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import {
  openPasswordLink,
  setPasswordByLink,
} from '../../../service/workspaces/passwords/contract.ts'
import { tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { call } from '../../api/client.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Failure } from '../../parts/failure.tsx'
import { NewPasswordForm } from './new-password-form.tsx'
import styles from './session.module.css'
import { SignInCard } from './sign-in-card.tsx'

/** Behind the #, so that no server and no proxy has seen it. */
const tokenOfAddress = () => location.hash.slice(1)

export function PasswordPage() {
  const [opened, setOpened] = useState(() => ({ token: tokenOfAddress(), times: 1 }))
  // another link that is opened in the same window changes nothing but what is behind the #
  useEffect(() => {
    const look = () => setOpened(({ times }) => ({ token: tokenOfAddress(), times: times + 1 }))
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  return <ForToken key={opened.times} token={opened.token} />
}

function ForToken({ token }: { token: string }) {
  const { t } = useText()
  const client = useQueryClient()
  const [done, setDone] = useState(false)
  const whose = useQuery({
    queryKey: [openPasswordLink.name, token],
    queryFn: ({ signal }) => call(openPasswordLink, { body: { token }, signal }),
    retry: false,
    enabled: Boolean(token) && !done,
  })
  const set = useMutation({
    ...tell(setPasswordByLink),
    onSuccess() {
      setDone(true)
      // it counts no longer: neither history nor bookmarks need it
      history.replaceState(null, '', addresses.password)
      client.clear()
    },
  })
  if (done) return <Ended title={t('password.done')} words={t('password.doneHow')} />
  const codes = [codeOf(whose.error), codeOf(set.error)]
  // what was cut off on its way does not even look like a link of ours
  if (!token || codes.includes('password_link_over') || codeOf(whose.error) === 'bad_input') {
    return <Ended title={t('password.over')} words={t('password.overHow')} />
  }
  if (whose.error) {
    return (
      <main className={styles.middle}>
        <Failure error={whose.error} retry={() => void whose.refetch()} />
      </main>
    )
  }
  if (!whose.data) {
    return <div className={styles.middle} role="status" aria-label={t('common.loading')} />
  }
  const { name, email } = whose.data
  return (
    <SignInCard title={t('password.title')} about={t('password.about', { name, email })}>
      <NewPasswordForm
        email={email}
        go={t('password.go')}
        busy={set.isPending}
        error={set.error}
        onChosen={(next) => set.mutate({ body: { token, next } })}
      />
    </SignInCard>
  )
}

function Ended({ title, words }: { title: string; words: string }) {
  const { t } = useText()
  return (
    <SignInCard title={title} about={words}>
      <div className={styles.form}>
        <Button type="primary" size="large" block onClick={() => location.replace(addresses.home)}>
          {t('back.toSignIn')}
        </Button>
      </div>
    </SignInCard>
  )
}
