/** Which rows are ticked, and whether instead of them all rows that match the filter are meant. */
import { useState } from 'react'

const nothing: ReadonlySet<string> = new Set()

/** @param filter another one begins with no rows ticked */
export function useSelection<Row extends { id: string }>(filter: object, rows: Row[] | undefined) {
  const key = JSON.stringify(filter)
  const none = { key, ids: nothing, whole: false }
  const [state, setState] = useState(none)
  const { ids, whole } = state.key === key ? state : none
  const tick = (next: ReadonlySet<string>) => setState({ key, ids: next, whole: false })
  const ticked = rows?.filter(({ id }) => ids.has(id)) ?? []
  const isAll = rows !== undefined && rows.length > 0 && ticked.length === rows.length
  return {
    ids,
    whole,
    /** The ticked rows that are still in the list. */
    rows: ticked,
    isAll,
    toggle: (id: string) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      tick(next)
    },
    toggleAll: () => tick(new Set(isAll ? [] : rows?.map(({ id }) => id))),
    /** Instead of the ticked rows, all that match. */
    takeWhole: () => setState({ key, ids, whole: true }),
    clear: () => setState(none),
  }
}

export type Selection<Row extends { id: string } = { id: string }> = ReturnType<
  typeof useSelection<Row>
>
