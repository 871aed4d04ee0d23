/** Where the account is signed in, and signing out there. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Monitor, Smartphone } from 'lucide-react'
import {
  endMySession,
  listMySessions,
  signOutEverywhere,
  type OpenSession,
} from '../../../service/accounts/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { setSignedOut } from '../../api/signed-out.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { Damaged } from '../../parts/damaged.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useNotices } from '../parts/notices.ts'
import { Failure } from '../../parts/failure.tsx'
import styles from './account.module.css'
import { Section } from './section.tsx'

function leave(): void {
  setSignedOut(true)
  location.assign(addresses.home)
}

export function Sessions() {
  const { t } = useText()
  const { refused } = useNotices()
  const { data, error, refetch } = useQuery(ask(listMySessions))
  const everywhere = useMutation({
    ...tell(signOutEverywhere),
    onSuccess: leave,
    onError: refused,
  })
  return (
    <Section title={t('account.sessions')} words={t('account.sessionsWords')}>
      {error && !data && <Failure error={error} retry={refetch} />}
      {!data && !error && <Skeleton rows={2} />}
      {data && data.sessions.length > 0 && (
        <ul className={styles.sessions}>
          {data.sessions.map((session) => (
            <Row key={session.id} session={session} />
          ))}
        </ul>
      )}
      <Damaged count={data?.damaged} />
      <Button loading={everywhere.isPending} onClick={() => everywhere.mutate({})}>
        {t('account.everywhere')}
      </Button>
    </Section>
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
    <li>
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
    </li>
  )
}
