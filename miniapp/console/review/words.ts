/** Names of what a reviewer sees: items, products, categories, reasons, in the reader's language. */
import { useQuery } from '@tanstack/react-query'
import { listProducts } from '../../../service/products/contract.ts'
import { listRejectReasons } from '../../../service/reviews/contract.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import type { ReviewItem } from './items.ts'

export function useItemName() {
  const { t } = useText()
  const names = useNames()
  return ({ kind, number, posm }: Pick<ReviewItem, 'kind' | 'number' | 'posm'>) => {
    if (kind === 'store') return t('desk.store')
    return posm
      ? t('desk.posm', { number, type: names.posm(posm.type) })
      : t('desk.spot', { number })
  }
}

interface Named {
  id: string
  names: Record<string, string>
}

/** Words for ids that are data; nothing while they load, and an id that is unknown stands for itself. */
export function useNames() {
  const { language } = useText()
  const lists = useQuery(ask(listProducts)).data
  const reasons = useQuery(ask(listRejectReasons)).data?.items
  const nameIn = (list: Named[] | undefined) => (id: string) => {
    const names = list?.find((one) => one.id === id)?.names
    return names?.[language] ?? names?.['en'] ?? (list ? id : '')
  }
  return {
    product: nameIn(lists?.products),
    category: nameIn(lists?.storeCategories),
    spotKind: nameIn(lists?.spotKinds),
    posm: nameIn(lists?.posmTypes),
    reason: nameIn(reasons),
  }
}
