/** What POSM at a spot is called: *2. Table · Sticker*, *Sticker × 2*. */
import { useQuery } from '@tanstack/react-query'
import { listProducts } from '../../../service/products/contract.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import type { PosmCount } from '../../../service/products/shared.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'

function useTypeName() {
  const { language } = useText()
  const types = useQuery(ask(listProducts)).data?.posmTypes
  return (type: string) => types?.find(({ id }) => id === type)?.names[language] ?? type
}

/** @returns a function of the name of the spot and the type of the POSM */
export function usePosmName() {
  const { t } = useText()
  const nameOf = useTypeName()
  return (spot: string, type: string) => t('posm.named', { spot, type: nameOf(type) })
}

export function usePosmCount() {
  const { t } = useText()
  const nameOf = useTypeName()
  return ({ type, count }: PosmCount) => t('posm.count', { type: nameOf(type), count })
}

/** POSM that is decided by itself; codes are decided with their spot. */
export const posmVerdicts = ({ posm = [] }: Pick<Submission['spots'][number], 'posm'>) =>
  posm.flatMap(({ type, verdict }) => (verdict ? [{ type, verdict }] : []))
