/** Where the account is signed in, and signing out there. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Monitor, Smartphone } from 'lucide-react'
import {
  endMySession,
  listMySessions,
  signOutEverywhere,
  type OpenSession,
} from '../../../service/accounts/contract.ts'
import { keyOf, tell } from '../../api/ask.ts'
import { setSignedOut } from '../../api/signed-out.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { InnerList } from '../kit/inner-list.tsx'
import { useNotices } from '../parts/notices.ts'
import styles from './account.module.css'

function leave(): void {
  setSignedOut(true)
  location.assign(addresses.home)
}

export function Sessions() {
  const { t } = useText()
  const { refused } = useNotices()
  const everywhere = useMutation({
    ...tell(signOutEverywhere),
    onSuccess: leave,
    onError: refused,
  })
  return (
    <InnerList
      of={listMySessions}
      rowsIn="sessions"
      title="account.sessions"
      about="account.sessionsWords"
      none="account.noSessions"
      isCard
      loadingRows={2}
      row={(session) => <Row session={session} />}
    >
      <Button loading={everywhere.isPending} onClick={() => everywhere.mutate({})}>
        {t('account.everywhere')}
      </Button>
    </InnerList>
  )
}

function Row({ session }: { session: OpenSession }) {
  const { t } = useText()
  const { since } = useFormats()
  const client = useQueryClient()
  const { refused } = useNotices()
  const { id, current, client: app, system, via } = session
  const device = t('account.device', {
    client: t(`client.${app}`),
    system: t(`system.${system}`),
  })
  const end = useMutation({
    ...tell(endMySession),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(listMySessions) }),
    onError: refused,
  })
  const Icon = system === 'android' || system === 'ios' ? Smartphone : Monitor
  return (
    <div className={styles.session}>
      <Icon size={20} aria-hidden />
      <span className={styles.device}>
        <span>{device}</span>
        <small>
          {t(`account.via.${via}`, {
            since: since(session.since),
            used: since(session.lastUsed),
          })}
        </small>
      </span>
      {current ? (
        <span className={styles.here}>{t('account.here')}</span>
      ) : (
        <Button
          aria-label={t('account.endOn', { device })}
          loading={end.isPending}
          onClick={() => end.mutate({ params: { sessionId: id } })}
        >
          {t('frame.signOut')}
        </Button>
      )}
    </div>
  )
}
