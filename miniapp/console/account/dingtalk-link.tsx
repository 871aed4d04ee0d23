/** Whether DingTalk signs this account in, linking it, and taking the link away. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck, MessagesSquare } from 'lucide-react'
import { useState } from 'react'
import { unlinkDingTalk } from '../../../service/accounts/contract.ts'
import { tell } from '../../api/ask.ts'
import { setSignedOut } from '../../api/signed-out.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useNotices } from '../parts/notices.ts'
import { LinkForm } from '../session/link-form.tsx'
import { useMe } from '../session/me.ts'
import { Refused } from '../session/refused.tsx'
import { isNotLinked, useDingTalk } from '../session/with-dingtalk.ts'
import styles from './account.module.css'
import { Section } from './section.tsx'

export function DingTalkLink() {
  const { t } = useText()
  const { dingtalkLinked } = useMe()
  return (
    <Section
      title={t('account.dingtalk')}
      words={t(dingtalkLinked ? 'account.linkedWords' : 'account.notLinkedWords')}
    >
      {dingtalkLinked ? <Linked /> : <NotLinked />}
    </Section>
  )
}

function NotLinked() {
  const { t } = useText()
  const { email } = useMe()
  const client = useQueryClient()
  const { done } = useNotices()
  const dingtalk = useDingTalk({ link: true })
  if (isNotLinked(dingtalk.error)) {
    return (
      <div className={styles.form}>
        <LinkForm
          email={email}
          onLinked={async () => {
            await client.invalidateQueries()
            done(t('account.linkedNow'))
          }}
          onCancel={() => dingtalk.reset()}
        />
      </div>
    )
  }
  return (
    <>
      {dingtalk.error && <Refused error={dingtalk.error} wait={0} />}
      <Button
        icon={<MessagesSquare size={16} aria-hidden />}
        loading={dingtalk.isPending}
        onClick={() => dingtalk.mutate()}
      >
        {t('account.link')}
      </Button>
    </>
  )
}

function Linked() {
  const { t } = useText()
  const client = useQueryClient()
  const { done, refused } = useNotices()
  const [asked, setAsked] = useState(false)
  const unlink = useMutation({
    ...tell(unlinkDingTalk),
    onSuccess: async ({ signedOut }) => {
      setAsked(false)
      if (signedOut) {
        setSignedOut(true)
        location.assign(addresses.home)
        return
      }
      await client.invalidateQueries()
      done(t('account.unlinkedNow'))
    },
    onError: refused,
  })
  return (
    <>
      <p className={`${styles.state} ${styles.linked}`}>
        <CircleCheck size={18} aria-hidden />
        {t('account.linked')}
      </p>
      <Button onClick={() => setAsked(true)}>{t('account.unlink')}</Button>
      {asked && (
        <Dialog
          title={t('account.unlinkTitle')}
          action={t('account.unlink')}
          danger
          busy={unlink.isPending}
          onSubmit={() => unlink.mutate({})}
          onClose={() => setAsked(false)}
        >
          <p>{t('account.unlinkWords')}</p>
        </Dialog>
      )}
    </>
  )
}
