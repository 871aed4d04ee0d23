/** Me: who I am, for whom I work, my language, and leaving. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BellRing, Building2, Copy, Languages, LogOut } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { signOut } from '../../../service/accounts/contract.ts'
import { tell } from '../../api/ask.ts'
import { forgetAnswers } from '../../api/remember.ts'
import { copy } from '../../dingtalk/clipboard.ts'
import { closePage } from '../../dingtalk/page.ts'
import { usePhone } from '../../drafts/memory.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useToast } from '../../parts/toast.tsx'
import { languageNames } from '../../text/language.ts'
import { useText } from '../../text/texts.tsx'
import { LanguageSheet } from '../frame/language-sheet.tsx'
import { useMe } from '../session/me-context.ts'
import { forgetActivity } from '../activity/note.ts'
import { setSignedOut } from '../../api/signed-out.ts'
import styles from './me.module.css'

const look = { size: 20, 'aria-hidden': true } as const

export function Me() {
  const { t, language } = useText()
  const toast = useToast()
  const { name, iso, organisation, staffId } = useMe()
  const [choosing, setChoosing] = useState(false)
  const copyNumber = async () => {
    toast({ words: t((await copy(staffId)) ? 'me.copied' : 'me.notCopied') })
  }
  return (
    <Screen title={name} barTitle={t('nav.me')}>
      <Card tight>
        <dl className={styles.facts}>
          <div>
            <Building2 {...look} />
            <dt>{t('me.iso')}</dt>
            <dd>
              {iso.name}
              <small>{organisation}</small>
            </dd>
          </div>
          <div>
            <Languages {...look} />
            <dt>{t('language.title')}</dt>
            <dd>
              <button type="button" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
                {languageNames[language]}
              </button>
            </dd>
          </div>
          <div>
            <BellRing {...look} />
            <dt>{t('me.messages')}</dt>
            <dd>
              <Link href="/work/me/messages">{t('me.messages.open')}</Link>
            </dd>
          </div>
          <div>
            <Copy {...look} />
            <dt>{t('me.number')}</dt>
            <dd>
              <button type="button" onClick={() => void copyNumber()}>
                {t('me.copy')}
              </button>
            </dd>
          </div>
        </dl>
      </Card>
      <SignOut />
      <LanguageSheet open={choosing} close={() => setChoosing(false)} />
    </Screen>
  )
}

function SignOut() {
  const { t } = useText()
  const { trouble } = usePhone()
  const client = useQueryClient()
  const leaving = useMutation({
    ...tell(signOut),
    onSuccess: () => {
      forgetAnswers(client)
      forgetActivity()
      setSignedOut(true)
      closePage()
    },
  })
  return (
    <>
      {leaving.error && <Failure shape="box" error={leaving.error} />}
      <Button
        icon={<LogOut {...look} />}
        busy={leaving.isPending}
        onClick={() => leaving.mutate({ body: { kind: 'staff' } })}
      >
        {t('me.signOut')}
      </Button>
      <p className={styles.note}>{t(trouble ? 'storage.signOut' : 'me.signOut.words')}</p>
    </>
  )
}
