/** The service agreement of an ISO: what it says, whether the ISO has agreed, and until when its staff may go on without. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck, Clock, OctagonAlert } from 'lucide-react'
import {
  agreeForIso,
  serviceAgreement,
  type ServiceAgreement as Agreement,
} from '../../../service/agreements/contract/iso.ts'
import { ask } from '../../api/ask.ts'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { PolicyRules } from '../../parts/policy/rules.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useAction } from '../kit/use-action.ts'
import { Page } from '../parts/page.tsx'
import { State } from '../parts/state.tsx'
import styles from './agreements.module.css'

export function ServiceAgreement() {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(serviceAgreement))
  return (
    <Page title={t('nav.serviceAgreement')}>
      <div className={styles.agreement}>
        {error && !data && <Failure error={error} retry={refetch} />}
        {!data && !error && <Skeleton rows={4} shape="card" />}
        {data && !data.agreement && (
          <StateMessage
            kind="empty"
            title={t('serviceAgreement.none')}
            words={t('serviceAgreement.noneHow')}
          />
        )}
        {data?.agreement && <Known agreement={data.agreement} />}
      </div>
    </Page>
  )
}

function Known({ agreement }: { agreement: Agreement }) {
  const { t, language } = useText()
  const { date } = useFormats()
  const { text, version, validFrom, abilities } = agreement
  const agree = useAction(agreeForIso, {
    record: serviceAgreement,
    done: () => t('serviceAgreement.done'),
  })
  return (
    <>
      <Card>
        <Standing agreement={agreement} />
      </Card>
      <Card>
        <PolicyRules saying={agreement} />
        <p className={styles.quiet}>{t('policy.version', { version, day: date(validFrom) })}</p>
        <div className={styles.agree}>
          {abilities.includes('agree') ? (
            <Button
              type="primary"
              loading={agree.isPending}
              onClick={() => agree.run({ body: { text, version, language } })}
            >
              {t('serviceAgreement.agree')}
            </Button>
          ) : (
            agreement.isOpen && <p className={styles.quiet}>{t('serviceAgreement.askAdmin')}</p>
          )}
        </div>
      </Card>
    </>
  )
}

function Standing({ agreement: { agreed, isOpen, until } }: { agreement: Agreement }) {
  const { t } = useText()
  const { dateTime, date } = useFormats()
  if (!isOpen) {
    return (
      <p className={styles.standing}>
        <State icon={CircleCheck} tone="success" word={t('serviceAgreement.state.agreed')} />
        {agreed && (
          <span>
            {t('serviceAgreement.agreedBy', { name: agreed.by, at: dateTime(agreed.at) })}
          </span>
        )}
      </p>
    )
  }
  return (
    <p className={styles.standing}>
      {until ? (
        <State icon={Clock} tone="accent" word={t('serviceAgreement.state.open')} />
      ) : (
        <State icon={OctagonAlert} tone="attention" word={t('serviceAgreement.state.open')} />
      )}
      <span>
        {until ? t('serviceAgreement.until', { day: date(until) }) : t('serviceAgreement.stopped')}
      </span>
    </p>
  )
}
