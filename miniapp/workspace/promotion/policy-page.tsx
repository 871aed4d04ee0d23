/** The deployment policy of a product: how to put POSMs up, right and wrong; below it the person agrees (requirements B12). */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { myAgreements, type OwnPolicy } from '../../../service/agreements/contract/own.ts'
import { listProducts } from '../../../service/products/contract.ts'
import { ask } from '../../api/ask.ts'
import { sendAgain } from '../../drafts/kept.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { PolicyRules } from '../../parts/policy/rules.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { agree, agreementsKept } from '../policy/agreements.ts'
import { isAgreed, policyNow } from '../policy/gate.ts'
import styles from './policy-page.module.css'
import { lacksPolicy, startVisit, visitsKept } from './visits.ts'

export function PolicyPage({ product }: { product: string }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(myAgreements))
  const policy = policyNow(data, product)
  if (policy) return <Known policy={policy} />
  return (
    <Screen title={t('policy.title')} back="/">
      {data ? (
        <StateMessage
          kind="missing"
          title={t('policy.none')}
          words={t('policy.noneHow')}
          action={<ButtonLink href="/">{t('missing.home')}</ButtonLink>}
        />
      ) : error ? (
        <Failure error={error} retry={refetch} />
      ) : (
        <Skeleton rows={4} shape="card" />
      )}
    </Screen>
  )
}

/** Visits that the service would not take before the person has agreed. */
const useRefused = (product: string) =>
  visitsKept
    .useAll()
    .filter(({ content, sending }) => content.product === product && lacksPolicy(sending))

function Known({ policy }: { policy: OwnPolicy }) {
  const { product, version, validFrom } = policy
  const { t, language } = useText()
  const { date } = useFormats()
  const [, navigate] = useLocation()
  const { data: catalogue } = useQuery(ask(listProducts))
  const refused = useRefused(product)
  const agreed = isAgreed(policy, agreementsKept.useAll())
  const [busy, setBusy] = useState(false)
  const productName = catalogue?.products.find(({ id }) => id === product)?.names[language]
  const goOn = async () => {
    setBusy(true)
    if (!agreed) await agree(policy, { productName: productName ?? product, language })
    if (refused.length) {
      for (const { id } of refused) await sendAgain(visitsKept, id)
      navigate('/work/outbox')
      return
    }
    const { id } = await startVisit(product)
    // back leads home, not to what is agreed to
    navigate(`/work/visits/${id}/store`, { replace: true })
  }
  const then = refused.length ? 'send' : 'start'
  return (
    <Screen
      title={t('policy.title')}
      back={refused.length ? '/work/outbox' : '/'}
      action={
        <Button look="primary" wide busy={busy} onClick={() => void goOn()}>
          {t(agreed ? `policy.${then}` : `policy.agree.${then}`)}
        </Button>
      }
    >
      <p className={styles.about}>{t('policy.about', { product: productName ?? '' })}</p>
      <Card>
        <PolicyRules saying={policy} />
      </Card>
      <p className={styles.version}>{t('policy.version', { version, day: date(validFrom) })}</p>
    </Screen>
  )
}
