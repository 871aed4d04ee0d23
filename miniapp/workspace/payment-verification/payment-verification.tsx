/** Spot Inspection > Payment Verification: which app to pay with, and the account for it (requirements A7, B10). */
import { useQuery } from '@tanstack/react-query'
import { Link2, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { id } from '../../../service/http/contract.ts'
import { myTestAccount } from '../../../service/test-accounts/contract/own.ts'
import { ask } from '../../api/ask.ts'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useText } from '../../text/texts.tsx'
import { useMe } from '../session/me-context.ts'
import { CredentialsCard } from './credentials-card.tsx'
import styles from './payment-verification.module.css'

export function PaymentVerification() {
  const { t } = useText()
  const [params] = useSearchParams()
  const { data, error, refetch } = useQuery(ask(myTestAccount))
  const task = id.safeParse(params.get('task')).data
  return (
    <Screen title={t('credentials.screen')} back="/work">
      <WhichApp />
      {data ? (
        <Lent account={data.account} task={task} />
      ) : error ? (
        <Failure error={error} retry={refetch} />
      ) : (
        <Skeleton rows={1} shape="card" />
      )}
    </Screen>
  )
}

interface LentProps {
  account: Parameters<typeof CredentialsCard>[0]['account'] | null
  task: string | undefined
}

/** The account, or what to do without one; that it went while one was looking is said. */
function Lent({ account, task }: LentProps) {
  const { t } = useText()
  const { iso } = useMe()
  const [had, setHad] = useState(account !== null)
  if (account && !had) setHad(true)
  if (account) return <CredentialsCard account={account} task={task} />
  return (
    <Card>
      <StateMessage
        kind={had ? 'locked' : 'empty'}
        title={t(had ? 'credentials.gone' : 'credentials.none')}
        words={t(had ? 'credentials.goneHow' : 'credentials.noneHow', { iso: iso.name })}
      />
    </Card>
  )
}

function WhichApp() {
  const { t } = useText()
  return (
    <Card>
      <h2 className={styles.heading}>{t('credentials.which')}</h2>
      <ul className={styles.apps}>
        <li>
          <Smartphone size={24} aria-hidden="true" />
          <p>{t('credentials.which.alipay')}</p>
        </li>
        <li>
          <Link2 size={24} aria-hidden="true" />
          <p>{t('credentials.which.linker')}</p>
        </li>
      </ul>
    </Card>
  )
}
