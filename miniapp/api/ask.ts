/** Endpoints as options for react-query: `useQuery(ask(listStaff))`, `useMutation(tell(addStaff))`. */
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { AnswerOf, Endpoint, Offline } from '../../service/http/contract.ts'
import { call, type Asked, type Sent, type Told } from './client.ts'

type Given<E> = Record<never, never> extends Asked<E> ? [given?: Asked<E>] : [given: Asked<E>]

/** The key under which an answer is kept: `[endpoint.name, params, query]`. */
export function keyOf(endpoint: Endpoint, given: Sent = {}) {
  return [endpoint.name, given.params ?? {}, given.query ?? {}] as const
}

/** Which kinds of records an answer is about, as `ask` notes it. */
export function aboutOf(meta: Record<string, unknown> | undefined): readonly string[] {
  return (meta?.['about'] ?? []) as readonly string[]
}

/** What the endpoint declares of answers that are kept, where this is one of them, as `ask` notes it. */
export function offlineOf(meta: Record<string, unknown> | undefined): Offline | undefined {
  return meta?.['offline'] as Offline | undefined
}

/** Options for `useQuery`. */
export function ask<E extends Endpoint>(endpoint: E, ...[given]: Given<E>) {
  const asked = given as Sent | undefined
  const queryKey = keyOf(endpoint, asked)
  const { about, offline } = endpoint
  const isKept = offline && JSON.stringify(offline.query ?? {}) === JSON.stringify(queryKey[2])
  return queryOptions<AnswerOf<E>>({
    queryKey,
    queryFn: ({ signal }) => call(endpoint, { ...asked, signal }),
    meta: { about, ...(isKept && { offline }) },
    // what is kept may be opened at a store without signal, long after it was asked for
    ...(isKept && { gcTime: Infinity }),
  })
}

/** Takes the answer to another request as the one to this: where such answers are kept on the phone, it is kept too. */
export function takeAnswer<E extends Endpoint>(
  client: QueryClient,
  endpoint: E,
  given: Asked<E>,
  answer: AnswerOf<E>,
): void {
  const { queryKey, meta, gcTime } = ask<Endpoint>(endpoint, given)
  // where no screen has asked yet, there is no query that knows whether to keep it
  client.getQueryCache().build(client, { queryKey, meta, ...(gcTime && { gcTime }) })
  client.setQueryData(queryKey, answer)
}

interface Page {
  items: unknown[]
  next: string | null
}

/** Options for `useInfiniteQuery` on a list: page after page by `after` and `next`. */
export function askPages<E extends Endpoint>(
  endpoint: AnswerOf<E> extends Page ? E : never,
  ...[given]: Given<E>
) {
  const asked = given as Sent | undefined
  return infiniteQueryOptions({
    queryKey: [...keyOf(endpoint, asked), 'pages'],
    queryFn: ({ signal, pageParam }) =>
      call<E>(endpoint, {
        ...asked,
        query: { ...asked?.query, ...(pageParam && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => (last as Page).next,
    meta: { about: endpoint.about },
  })
}

/** What is being told at this moment: the same once more, as by a double press, waits for the same answer. */
const beingTold = new Map<string, Promise<unknown>>()

function tellOnce<E extends Endpoint>(endpoint: E, told: Sent): Promise<AnswerOf<E>> {
  // of files only the names could be compared
  if (told.body instanceof Blob) return call(endpoint, told)
  const key = JSON.stringify([endpoint.name, told])
  const known = beingTold.get(key) as Promise<AnswerOf<E>> | undefined
  if (known) return known
  const answer = call(endpoint, told).finally(() => beingTold.delete(key))
  beingTold.set(key, answer)
  return answer
}

/** Options for `useMutation`; its variables are `{ params, query, body }`. */
export function tell<E extends Endpoint>(endpoint: E) {
  return {
    mutationKey: [endpoint.name],
    mutationFn: (told: Told<E>): Promise<AnswerOf<E>> => tellOnce(endpoint, told as Sent),
  }
}
