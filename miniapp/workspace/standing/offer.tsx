/** An ISO wants to add a person who is in DingTalk already: the same question as on the bot's card. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  agreeToOffer,
  declineOffer,
  listOffers,
  staffWhoAmI,
} from '../../../service/staff/self/contract.ts'
import type { ReactNode } from 'react'
import type { AnswerOf } from '../../../service/http/contract.ts'
import { ask, keyOf, tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { Button } from '../../parts/button.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './standing.module.css'

export type Offer = AnswerOf<typeof listOffers>['items'][number]

/** Milliseconds between two looks, should the live line be cut. */
const lookAgain = 6_000

/** ISOs that wait for an answer of the person who is signed in. */
export function useOffers(signedIn: boolean): Offer[] | undefined {
  const { data } = useQuery({
    ...ask(listOffers),
    enabled: signedIn,
    refetchInterval: lookAgain,
    staleTime: 0,
  })
  return signedIn ? data?.items : undefined
}

interface OfferScreenProps {
  offer: Offer
  /** How many more there are. */
  others: number
  above: ReactNode
  /** What else the person should know. */
  note: ReactNode
}

export function OfferScreen({ offer, others, above, note }: OfferScreenProps) {
  const { t } = useText()
  const client = useQueryClient()
  const toast = useToast()
  const { isoName, suspended } = offer
  const given = { params: { staffId: offer.id } }
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keyOf(listOffers) }),
      client.invalidateQueries({ queryKey: keyOf(staffWhoAmI) }),
    ])
  // withdrawn meanwhile, or answered on the card: what stands now is shown
  const whenRefused = (error: unknown) => {
    if (['not_found', 'wrong_state', 'iso_suspended'].includes(codeOf(error) ?? '')) void refresh()
  }
  const agreeing = useMutation({
    ...tell(agreeToOffer),
    onSuccess: refresh,
    onError: whenRefused,
  })
  const declining = useMutation({
    ...tell(declineOffer),
    onSuccess: () => {
      toast({ words: t('offer.declined', { isoName }) })
      return refresh()
    },
    onError: whenRefused,
  })
  const busy = agreeing.isPending || declining.isPending
  const error = agreeing.error ?? declining.error
  return (
    <Screen
      title={t('offer.title', { isoName })}
      barTitle={t('app.name')}
      above={above}
      action={
        <div className={styles.answers}>
          <Button
            disabled={busy}
            busy={declining.isPending}
            onClick={() => declining.mutate(given)}
          >
            {t('offer.decline')}
          </Button>
          <Button
            look="primary"
            disabled={busy || suspended}
            busy={agreeing.isPending}
            onClick={() => agreeing.mutate(given)}
          >
            {t('offer.agree')}
          </Button>
        </div>
      }
    >
      {note}
      <p>{t(suspended ? 'offer.suspended' : 'offer.words', { isoName })}</p>
      {error !== null && <Failure shape="box" error={error} />}
      {others > 0 && <p className={styles.note}>{t('offer.more', { count: others })}</p>}
    </Screen>
  )
}
