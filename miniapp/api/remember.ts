/** Answers that must be there without network: kept on the device from one opening to the next. */
import type { QueryClient } from '@tanstack/react-query'
import { aboutOf, offlineOf, type keyOf } from './ask.ts'
import { onDevice, readJson } from './keeping.ts'

type Key = ReturnType<typeof keyOf>

const prefix = 'partner-workspace.answer.'

/** Milliseconds: what was kept counts as at least this old when it is put back, so that it is asked for again. */
const oldEnough = 3_600_000

interface Kept {
  at: number
  data: unknown
  key: Key
  listedIn?: string
  /** Which kinds of records it is about. */
  about?: readonly string[]
}

/** What an earlier release kept: of what was asked only the place tells. */
type KeptBefore = Pick<Kept, 'at' | 'data'> & Partial<Kept>

/**
 * Of an earlier release, answers whose place alone does not tell what was asked: the query, or the name of the id in
 * the path. To be removed once no phone can have that release any more.
 */
const askedBefore: Record<string, { query?: object; id?: string; listedIn?: string }> = {
  listMySubmissions: { query: { status: 'rejected', limit: 3 } },
  findMyTask: { id: 'taskId', listedIn: 'listMyTasks' },
}

/** What an earlier release kept at a place, as it is kept now; undefined where it is not known what was asked. */
function asKeptNow(place: string, kept: KeptBefore): Kept | undefined {
  const [name = '', id, ...more] = place.slice(prefix.length).split('.')
  const { query = {}, id: idName, listedIn } = askedBefore[name] ?? {}
  if (more.length > 0 || (id !== undefined) !== (idName !== undefined)) return undefined
  const params = idName === undefined ? {} : { [idName]: id }
  return { ...kept, key: [name, params, query], ...(listedIn && { listedIn }) }
}

const keptPlaces = () => onDevice.places().filter((place) => place.startsWith(prefix))

/** Undefined for what another release has kept in its own way: that stays until the person signs out. */
function keptAt(place: string): Kept | undefined {
  const kept = readJson<KeptBefore>(onDevice, place)
  if (typeof kept?.at !== 'number' || kept.data === undefined) return undefined
  return kept.key ? { ...kept, key: kept.key } : asKeptNow(place, kept)
}

/** `prefix` + name, and the ids in the path. */
const placeOf = ([name, params]: Key) => prefix + [name, ...Object.values(params)].join('.')

/** Records that a list does not hold any more need not be there. */
function forgetUnlisted(list: string, data: unknown): void {
  const { items } = data as { items?: { id: string }[] }
  if (!items) return
  const listed = new Set(items.map(({ id }) => id))
  for (const place of keptPlaces()) {
    const kept = keptAt(place)
    if (kept?.listedIn !== list) continue
    if (!Object.values(kept.key[1]).some((id) => listed.has(String(id)))) onDevice.remove(place)
  }
}

function putBack(client: QueryClient, place: string): void {
  const kept = keptAt(place)
  if (!kept || client.getQueryData(kept.key) !== undefined) return
  const { at, data, key, listedIn, about = [] } = kept
  // a newer answer is kept as well, also one that comes before a screen has asked: `ask` notes the same
  const meta = { about, offline: { ...(listedIn && { listedIn }) } }
  client.getQueryCache().build(client, { queryKey: key, gcTime: Infinity, meta })
  // it is shown at once, and is still asked for again
  client.setQueryData(key, data, { updatedAt: Math.min(at, Date.now() - oldEnough) })
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
    const about = aboutOf(query.meta)
    const keeping: Kept = { at: dataUpdatedAt, data, key, about, ...(listedIn && { listedIn }) }
    onDevice.write(placeOf(key), JSON.stringify(keeping))
    forgetUnlisted(key[0], data)
  })
}

/** At sign-out. */
export function forgetAnswers(client: QueryClient): void {
  for (const place of keptPlaces()) onDevice.remove(place)
  client.clear()
}
