/** One visit from the first question to what happens after sending (requirements B4, B5). */
import { useQuery } from '@tanstack/react-query'
import { useRoute } from 'wouter'
import { findMySubmission } from '../../../service/promotions/contract/own.ts'
import { listProducts } from '../../../service/products/contract.ts'
import { ask } from '../../api/ask.ts'
import { stepOf, steps, type Step, type Visit } from './visit.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Opening } from '../../parts/opening.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { WholePage } from '../../parts/whole-page.tsx'
import { useText } from '../../text/texts.tsx'
import { OfflineStrip } from '../frame/frame.tsx'
import { StorageStrip } from '../frame/storage-strip.tsx'
import { AddressStep } from './address-step.tsx'
import { CheckStep } from './check-step.tsx'
import { SentPage } from './sent-page.tsx'
import { SpotPage } from './spot-page.tsx'
import { SpotsStep } from './spots-step.tsx'
import { StoreStep } from './store-step.tsx'
import { UsualPosm } from './usual-posm.tsx'
import { StorefrontStep } from './storefront-step.tsx'
import { SupplementStep } from './supplement-step.tsx'
import { useLocate } from './use-locate.ts'
import { visitsKept } from './visits.ts'
import { VisitContext, type VisitInHand } from './visit-context.ts'

const screens: Record<Step, () => React.ReactNode> = {
  store: StoreStep,
  address: AddressStep,
  storefront: StorefrontStep,
  spots: SpotsStep,
  supplement: SupplementStep,
  check: CheckStep,
}

export function Promotion({ visitId }: { visitId: string }) {
  const { t } = useText()
  const visit = visitsKept.useAll().find(({ id }) => id === visitId)
  const [, sent] = useRoute('/work/visits/:visitId/sent')
  if (visit?.sending || (!visit && sent)) return <SentPage visitId={visitId} />
  if (!visit) {
    return (
      <WholePage>
        <StateMessage
          kind="missing"
          title={t('visit.missing.title')}
          words={t('visit.missing.words')}
          action={<ButtonLink href="/work/results">{t('visit.missing.results')}</ButtonLink>}
        />
      </WholePage>
    )
  }
  return <Steps visit={visit} />
}

function Steps({ visit }: { visit: Visit }) {
  const list = useQuery(ask(listProducts))
  const before = useQuery({
    ...ask(findMySubmission, { params: { submissionId: visit.id } }),
    enabled: visit.revision !== null,
  })
  const locating = useLocate(visit)
  const [, stepRoute] = useRoute('/work/visits/:visitId/:step')
  const [, spotRoute] = useRoute('/work/visits/:visitId/spots/:spotId')
  if (!list.data) {
    return list.error ? (
      <WholePage>
        <Failure error={list.error} retry={list.refetch} />
      </WholePage>
    ) : (
      <Opening />
    )
  }
  const product = list.data.products.find(({ id }) => id === visit.content.product)
  const inHand: VisitInHand = {
    visit,
    bindsCodes: product?.bindsCodes ?? false,
    lists: list.data,
    before: visit.revision === null ? undefined : before.data,
    locating,
  }
  const spot = visit.content.spots.find(({ id }) => id === spotRoute?.spotId)
  const wanted = steps.find((known) => known === stepRoute?.step)
  const step = spotRoute ? 'spots' : (wanted ?? stepOf(visit.content))
  const StepScreen = screens[step]
  return (
    <VisitContext value={inHand}>
      <UsualPosm />
      <StorageStrip />
      <OfflineStrip above="action" />
      {spot ? <SpotPage key={spot.id} spot={spot} /> : <StepScreen key={step} />}
    </VisitContext>
  )
}
