/** What was rejected of a submission, and why, in a line: *2. Table: Photo too dark*. */
import { useQuery } from '@tanstack/react-query'
import type { SubmissionRow } from '../../../service/promotions/contract/submission.ts'
import { listRejectReasons } from '../../../service/reviews/contract.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { usePosmName } from '../parts/posm-name.ts'
import { useItemNames } from './item-names.ts'

type Rejected = SubmissionRow['rejected'][number]

export function useRejectedWords() {
  const { t, language } = useText()
  const name = useItemNames()
  const posmName = usePosmName()
  const reasons = useQuery(ask(listRejectReasons)).data?.items
  return ({ spot, posm, reasons: codes }: Rejected): string => {
    const at = spot ? name.spot(spot.kind, spot.number - 1) : t('reason.store')
    const item = posm ? posmName(at, posm) : at
    const why = codes.flatMap(
      (code) => reasons?.find(({ id }) => id === code)?.names[language] ?? [],
    )
    return why.length ? t('results.why', { item, why: why.join(' · ') }) : item
  }
}
