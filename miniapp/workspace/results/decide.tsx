/** What can be done about a rejection: change it and send a new revision, or explain why it is right as it is. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { isRejectedAt } from '../promotion/unchanged.ts'
import type { Step } from '../promotion/visit.ts'
import { startChanges } from '../promotion/visits.ts'
import { Button } from '../../parts/button.tsx'
import { useText } from '../../text/texts.tsx'
import { AppealSheet } from './appeal-sheet.tsx'

/** The screen on which a rejected store is mended, by the field that the reason is about. */
const stepOf: Record<string, Step> = {
  photos: 'storefront',
  name: 'store',
  category: 'store',
  address: 'address',
  place: 'address',
}

/** Where the first rejected item is mended. */
function firstToMend({ id, store, spots }: Submission): string {
  const spot = spots.find(isRejectedAt)
  if (store.verdict.status !== 'rejected' && spot) return `/work/visits/${id}/spots/${spot.id}`
  const field = store.verdict.reasons[0]?.field ?? 'photos'
  return `/work/visits/${id}/${stepOf[field] ?? 'storefront'}`
}

export function Decide({ submission }: { submission: Submission }) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const [appealing, setAppealing] = useState(false)
  const { abilities } = submission
  const change = async () => {
    await startChanges(submission)
    navigate(firstToMend(submission))
  }
  return (
    <>
      {abilities.includes('appeal') && (
        <Button onClick={() => setAppealing(true)}>{t('result.appeal')}</Button>
      )}
      {abilities.includes('modify') && (
        <Button look="primary" onClick={() => void change()}>
          {t('result.modify')}
        </Button>
      )}
      <AppealSheet submission={submission} open={appealing} close={() => setAppealing(false)} />
    </>
  )
}
