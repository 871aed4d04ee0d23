/** Dashboard of an ISO: what waits for it first, then its promotions and staff in numbers, each of which opens its list. */
import { useQuery } from '@tanstack/react-query'
import { countIsoSubmissions } from '../../../service/promotions/contract/iso-lists.ts'
import { countStaff } from '../../../service/staff/contract/lists.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { Page } from '../parts/page.tsx'
import { Failure } from '../../parts/failure.tsx'
import { AgreementDoor, useOpenAgreement } from './agreement-door.tsx'
import { useMay } from '../session/me.ts'
import styles from './dashboard.module.css'
import { CodesInNumbers } from './codes-in-numbers.tsx'
import { FirstSteps } from './first-steps.tsx'
import { JoinCodeCard } from './join-code-card.tsx'
import { NeedsYou } from './needs-you.tsx'
import { PromotionsInNumbers } from './promotions-in-numbers.tsx'
import { StaffInNumbers } from './staff-in-numbers.tsx'

export function Dashboard() {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(countStaff))
  const agreement = useOpenAgreement()
  const mayCount = useMay(countIsoSubmissions)
  const submissions = useQuery({ ...ask(countIsoSubmissions), enabled: mayCount })
  const promotions = mayCount ? submissions.data?.counts : undefined
  const total = data && Object.values(data.counts).reduce((sum, count) => sum + count, 0)
  return (
    <Page title={t('nav.dashboard')}>
      {error && !data ? (
        <Failure error={error} retry={refetch} />
      ) : (
        <div className={styles.columns}>
          <div className={styles.main}>
            {(!data || (mayCount && submissions.isPending)) && <Skeleton rows={3} shape="card" />}
            {data && total === 0 && agreement && (
              <div className={styles.card}>
                <AgreementDoor agreement={agreement} />
              </div>
            )}
            {data && total === 0 && <FirstSteps />}
            {data && total !== 0 && !(mayCount && submissions.isPending) && (
              <>
                <NeedsYou
                  requested={data.counts.requested}
                  failed={data.counts.invitation_failed}
                  agreement={agreement}
                  rejected={mayCount ? promotions?.rejected : 0}
                />
                {mayCount && (
                  <PromotionsInNumbers
                    counts={promotions}
                    error={submissions.error}
                    retry={submissions.refetch}
                  />
                )}
                <StaffInNumbers counts={data.counts} />
                <CodesInNumbers />
              </>
            )}
          </div>
          <JoinCodeCard />
        </div>
      )}
    </Page>
  )
}
