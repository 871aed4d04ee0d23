/** Answers that must be there without network: kept on the device from one opening to the next. */
import type { QueryClient } from '@tanstack/react-query'
import { findMyTask, listMyTasks } from '../../service/inspections/contract.ts'
import { listProducts } from '../../service/products/contract.ts'
import { countMySubmissions, listMySubmissions } from '../../service/promotions/contract.ts'
import { listRejectReasons } from '../../service/reviews/contract.ts'
import { staffWhoAmI } from '../../service/staff/self/contract.ts'
import { keyOf } from './ask.ts'
import { onDevice, readJson } from './keeping.ts'

type Key = ReturnType<typeof keyOf>

/** What was rejected last, as the home shows it. */
export const lastRejected = { status: 'rejected', limit: 3 } as const

/** Each the only one of its endpoint. */
const plain: Key[] = [
  ...[staffWhoAmI, listProducts, listRejectReasons, countMySubmissions, listMyTasks].map(
    (endpoint) => keyOf(endpoint),
  ),
  keyOf(listMySubmissions, { query: lastRejected }),
]
const plainKeys = new Set(plain.map((key) => JSON.stringify(key)))
const prefix = 'partner-workspace.answer.'
const taskPrefix = `${prefix}${findMyTask.name}.`

/** Milliseconds: what was kept counts as at least this old when it is put back, so that it is asked for again. */
const oldEnough = 3_600_000

interface Kept {
  at: number
  data: unknown
}

/** Where an answer is kept; undefined for one that is not. */
function placeOf(key: readonly unknown[]): string | undefined {
  const [name, params] = key
  if (plainKeys.has(JSON.stringify(key))) return prefix + String(name)
  if (name === findMyTask.name) return taskPrefix + (params as { taskId: string }).taskId
  return undefined
}

const placesOfTasks = () => onDevice.places().filter((place) => place.startsWith(taskPrefix))

/** Tasks that are not to be done any more need not be there. */
function forgetOtherTasks(list: unknown): void {
  const open = new Set((list as { items: { id: string }[] }).items.map(({ id }) => taskPrefix + id))
  for (const place of placesOfTasks()) if (!open.has(place)) onDevice.remove(place)
}

function putBack(client: QueryClient, key: Key, place: string): void {
  const kept = readJson<Kept>(onDevice, place)
  if (!kept || client.getQueryData(key) !== undefined) return
  // it is shown at once, and is still asked for again
  client.setQueryData(key, kept.data, { updatedAt: Math.min(kept.at, Date.now() - oldEnough) })
}

/** Puts back what was kept, then keeps every newer answer. @returns how to stop */
export function rememberAnswers(client: QueryClient): () => void {
  // a task is opened at a store without signal, long after it was asked for
  client.setQueryDefaults([findMyTask.name], { gcTime: Infinity })
  for (const key of plain) putBack(client, key, prefix + key[0])
  for (const place of placesOfTasks()) {
    const params = { taskId: place.slice(taskPrefix.length) }
    putBack(client, keyOf(findMyTask, { params }), place)
  }
  return client.getQueryCache().subscribe(({ type, query }) => {
    const { data, dataUpdatedAt } = query.state
    if (type !== 'updated' || data === undefined) return
    const place = placeOf(query.queryKey)
    const keeping: Kept = { at: dataUpdatedAt, data }
    if (place) onDevice.write(place, JSON.stringify(keeping))
    if (place === prefix + listMyTasks.name) forgetOtherTasks(data)
  })
}

/** At sign-out. */
export function forgetAnswers(client: QueryClient): void {
  for (const [name] of plain) onDevice.remove(prefix + name)
  for (const place of placesOfTasks()) onDevice.remove(place)
  client.clear()
}
