/** Reasons for rejecting a request, in the reader's language; those that are retired only where they stand already. */
import { useQuery } from '@tanstack/react-query'
import {
  listRejectionReasons,
  type RejectionReason,
} from '../../../service/rejection-reasons/contract.ts'
import { ask } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'

export function useRejectionReasons() {
  const { language } = useText()
  const list = useQuery(ask(listRejectionReasons))
  const reasons = list.data?.items ?? []
  const find = (id: string) => reasons.find((one) => one.id === id)
  const name = ({ names, id }: RejectionReason) => names[language] ?? names['en'] ?? id
  return {
    list,
    offered: reasons
      .filter(({ offered }) => offered)
      .map((one) => ({ value: one.id, label: name(one) })),
    needsNote: (id: string | undefined) => id !== undefined && find(id)?.ownWords === true,
    /** Nothing for an id that is no reason, or while the reasons are loading. */
    nameOf: (id: string) => {
      const found = find(id)
      return found && name(found)
    },
  }
}
