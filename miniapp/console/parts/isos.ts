/** The ISOs to which something can be allotted, or whose stores are inspected, as choices. */
import { useQuery } from '@tanstack/react-query'
import { listIsos } from '../../../service/workspaces/contract/isos.ts'
import { ask } from '../../api/ask.ts'

interface IsoChoice {
  value: string
  label: string
}

/** As many as one list may hold; the newest where there are more. */
const most = 100

export function useIsos(): IsoChoice[] {
  const { data } = useQuery(ask(listIsos, { query: { limit: most } }))
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}
