/** What follows an action on an ISO: the newest state is taken in, and the list is asked again. */
import { useQueryClient } from '@tanstack/react-query'
import {
  countIsos,
  findIso,
  listIsos,
  type IsoDetails,
} from '../../../service/workspaces/contract.ts'
import { keyOf } from '../../api/ask.ts'

export function useSettleIso() {
  const client = useQueryClient()
  return (iso: IsoDetails) => {
    client.setQueryData(keyOf(findIso, { params: { workspaceId: iso.id } }), iso)
    for (const { name } of [listIsos, countIsos]) {
      void client.invalidateQueries({ queryKey: [name] })
    }
  }
}
