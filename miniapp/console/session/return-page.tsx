/** Where DingTalk's page sends the browser back to: signed in, to be linked, or told why not. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { operatorWhoAmI } from '../../../service/workspaces/contract/operator.ts'
import { returnFromDingTalk } from '../../../service/workspaces/contract/sign-in.ts'
import { ask, tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { LinkForm } from './link-form.tsx'
import { Refused } from './refused.tsx'
import styles from './session.module.css'
import { SignInCard } from './sign-in-card.tsx'
import { isNotLinked } from './with-dingtalk.ts'

/** What DingTalk says in the address; `error` when the person cancelled, or may not. */
interface Returned {
  authCode: string
  state: string
  denied: boolean
}

/** Read once and taken out of the address, so that neither history nor bookmarks hold it. */
function readReturn(): Returned {
  const said = new URLSearchParams(location.search)
  history.replaceState(null, '', addresses.dingtalk)
  return {
    // one name or the other, by the age of the page
    authCode: said.get('authCode') ?? said.get('code') ?? '',
    state: said.get('state') ?? '',
    denied: said.has('error'),
  }
}

/** A fresh page, which asks again who is signed in. */
const goTo = (path: string) => location.replace(path)

export function ReturnPage() {
  const { t } = useText()
  const [returned] = useState(readReturn)
  const isWhole = Boolean(returned.authCode && returned.state) && !returned.denied
  const begun = useRef(false)
  const comeBack = useMutation({
    ...tell(returnFromDingTalk),
    onSuccess: ({ to }) => goTo(to),
  })
  const { mutate } = comeBack
  useEffect(() => {
    if (!isWhole || begun.current) return
    begun.current = true
    const { authCode, state } = returned
    mutate({ body: { authCode, state } })
  }, [isWhole, mutate, returned])

  const mustLink = isNotLinked(comeBack.error)
  // a person who came from their account's page is signed in already
  const who = useQuery({ ...ask(operatorWhoAmI), enabled: mustLink, retry: false })
  if (mustLink && !who.isPending) {
    const go = () => goTo(who.data ? addresses.account : addresses.home)
    return (
      <SignInCard title={t('link.title')}>
        <LinkForm {...(who.data ? { email: who.data.email } : {})} onLinked={go} onCancel={go} />
      </SignInCard>
    )
  }
  if (isWhole && (mustLink || !comeBack.error)) {
    return <div className={styles.middle} role="status" aria-label={t('common.loading')} />
  }
  return (
    <SignInCard title={t(returned.denied ? 'back.cancelled' : 'back.failed')}>
      <div className={styles.form}>
        {returned.denied && <p>{t('back.cancelledWhy')}</p>}
        {!returned.denied && !comeBack.error && <p>{t('back.empty')}</p>}
        {comeBack.error && <Refused error={comeBack.error} wait={0} />}
        <Button type="primary" size="large" block onClick={() => goTo(addresses.home)}>
          {t('back.toSignIn')}
        </Button>
      </div>
    </SignInCard>
  )
}
