/** Answers that must be there without network: kept on the device from one opening to the next. */
import type { QueryClient } from '@tanstack/react-query'
import { offlineOf, type keyOf } from './ask.ts'
import { onDevice, readJson } from './keeping.ts'

type Key = ReturnType<typeof keyOf>

const prefix = 'partner-workspace.answer.'

/** Milliseconds: what was kept counts as at least this old when it is put back, so that it is asked for again. */
const oldEnough = 3_600_000

interface Kept {
  at: number
  data: unknown
  /** Missing in what an older release kept. */
  key?: Key
  listedIn?: string
}

const keptPlaces = () => onDevice.places().filter((place) => place.startsWith(prefix))

/** `prefix` + name, and the ids in the path. */
const placeOf = ([name, params]: Key) => prefix + [name, ...Object.values(params)].join('.')

/** Records that a list does not hold any more need not be there. */
function forgetUnlisted(list: string, data: unknown): void {
  const { items } = data as { items?: { id: string }[] }
  if (!items) return
  const listed = new Set(items.map(({ id }) => id))
  for (const place of keptPlaces()) {
    const kept = readJson<Kept>(onDevice, place)
    if (kept?.listedIn !== list || !kept.key) continue
    if (!Object.values(kept.key[1]).some((id) => listed.has(String(id)))) onDevice.remove(place)
  }
}

function putBack(client: QueryClient, place: string): void {
  const kept = readJson<Kept>(onDevice, place)
  if (!kept?.key) return onDevice.remove(place)
  client.setQueryDefaults(kept.key, { gcTime: Infinity })
  if (client.getQueryData(kept.key) !== undefined) return
  // it is shown at once, and is still asked for again
  client.setQueryData(kept.key, kept.data, { updatedAt: Math.min(kept.at, Date.now() - oldEnough) })
}

/** Puts back what was kept, then keeps every newer answer of an endpoint that is `offline`. @returns how to stop */
export function rememberAnswers(client: QueryClient): () => void {
  for (const place of keptPlaces()) putBack(client, place)
  return client.getQueryCache().subscribe(({ type, query }) => {
    const { data, dataUpdatedAt } = query.state
    if (type !== 'updated' || data === undefined) return
    const offline = offlineOf(query.meta)
    if (!offline) return
    const key = query.queryKey as unknown as Key
    const { listedIn } = offline
    const keeping: Kept = { at: dataUpdatedAt, data, key, ...(listedIn && { listedIn }) }
    onDevice.write(placeOf(key), JSON.stringify(keeping))
    forgetUnlisted(key[0], data)
  })
}

/** At sign-out. */
export function forgetAnswers(client: QueryClient): void {
  for (const place of keptPlaces()) onDevice.remove(place)
  client.clear()
}
