/** Names of categories and kinds of spots in the reader's language. */
import { useQuery } from '@tanstack/react-query'
import { listProducts } from '../../../service/products/contract.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'

export function useItemNames() {
  const { t, language } = useText()
  const lists = useQuery(ask(listProducts)).data
  return {
    category: (category: string) =>
      lists?.storeCategories.find(({ id }) => id === category)?.names[language] ?? category,
    /** @param index place in the list, from 0 */
    spot: (kind: string, index: number) =>
      t('spots.named', {
        number: index + 1,
        kind: lists?.spotKinds.find(({ id }) => id === kind)?.names[language] ?? kind,
      }),
  }
}
