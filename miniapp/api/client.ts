/** Calls an endpoint of the service as its contract declares it. */
import { refreshSession } from '../../service/accounts/contract.ts'
import {
  keyHeader,
  ownerHeader,
  type AnswerOf,
  type BodyGiven,
  type Endpoint,
  type ParamsOf,
  type QueryGiven,
} from '../../service/http/contract.ts'
import { codeOf, OfflineError, ProblemError, refusalOf } from './problem-error.ts'
import { noteReached } from './reachability.ts'
import { isAnswer, keyFor } from './request-keys.ts'
import { signedInAsAnother, sessionEnded, sessionKind } from './session.ts'

type Empty = Record<never, never>
type Part<Name extends string, Value> = Empty extends Value
  ? { [key in Name]?: Value }
  : { [key in Name]: Value }

/** What is asked: path parameters where the path has any, and the query. */
export type Asked<E> = Part<'params', ParamsOf<E>> & Part<'query', QueryGiven<E>>
/** What is told: the same, and the body (a Blob where the endpoint takes bytes). */
export type Told<E> = Asked<E> & Part<'body', BodyGiven<E>>

/** The same, of any endpoint. */
export interface Sent {
  params?: object | undefined
  query?: object | undefined
  body?: unknown
  signal?: AbortSignal | undefined
  /** Whose work it is, by staff id: the service refuses it when another person is signed in. */
  owner?: string
  /** Milliseconds without an answer after which the service counts as not reached. */
  patience?: number
}

/** The address of an endpoint, with its parameters and query filled in. */
export function addressOf(endpoint: Endpoint, { params = {}, query = {} }: Sent): string {
  const values = new Map(Object.entries(params))
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size ? `${path}?${search}` : path
}

async function refusal(answer: Response): Promise<Error> {
  if (answer.headers.get('content-type')?.includes('application/problem+json')) {
    const problem = (await answer.json()) as ProblemError['problem']
    if (problem.code === 'another_person') signedInAsAnother()
    return new ProblemError(problem)
  }
  return refusalOf(answer.status, answer.headers.get('retry-after')) ?? new OfflineError()
}

async function send(endpoint: Endpoint, given: Sent, key: string | undefined): Promise<Response> {
  const { body, signal, owner, patience = 20_000 } = given
  const gaveUp = new AbortController()
  const timer = setTimeout(() => gaveUp.abort(), patience)
  const stop = () => gaveUp.abort()
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const headers = new Headers({ accept: 'application/json' })
  if (key) headers.set(keyHeader, key)
  if (owner) headers.set(ownerHeader, owner)
  const bytes = body instanceof Blob
  if (bytes) headers.set('content-type', body.type || 'application/octet-stream')
  else if (endpoint.method !== 'GET') headers.set('content-type', 'application/json')
  try {
    const answer = await fetch(addressOf(endpoint, given), {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      signal: gaveUp.signal,
      ...(endpoint.method !== 'GET' && {
        body: bytes ? body : typeof body === 'string' ? body : JSON.stringify(body ?? {}),
      }),
    })
    noteReached(true)
    return answer
  } catch (error) {
    // the caller that canceled the request gets its own error, everything else is a lost network
    if (signal?.aborted) throw error
    noteReached(false)
    throw new OfflineError('not reached', { cause: error })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

let refreshing: Promise<void> | undefined

/**
 * An answer that was lost has changed the token all the same: asked again at once, within the grace of the service
 * (30 s), the new one is given once more. Both tries together take as long as any other question.
 */
async function askForRefresh(): Promise<Response> {
  const given = { body: { kind: sessionKind() }, patience: 10_000 }
  try {
    return await send(refreshSession, given, undefined)
  } catch (error) {
    if (!(error instanceof OfflineError)) throw error
    return send(refreshSession, given, undefined)
  }
}

/** Exchanges the refresh token for a new session, once for all callers that ask at the same time. */
export function refresh(): Promise<void> {
  refreshing ??= (async () => {
    const answer = await askForRefresh()
    if (!answer.ok) throw await refusal(answer)
  })().finally(() => {
    refreshing = undefined
  })
  return refreshing
}

const canBeMended = new Set(['session_expired', 'signed_out'])

/** Milliseconds for which the first try is waited for when it still runs. */
const twinPatience = 15_000

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** Sends a request; while an earlier try with the same key runs, asks again for its answer. */
async function sendUntilDone(endpoint: Endpoint, given: Sent, key?: string): Promise<Response> {
  const until = Date.now() + twinPatience
  for (;;) {
    const answer = await send(endpoint, given, key)
    if (!key || answer.status !== 409 || Date.now() > until) return answer
    const error = await refusal(answer.clone())
    if (codeOf(error) !== 'idempotency_key_in_use') return answer
    await pause(1_000)
  }
}

/** Sends a request once more when the session had ended and could be refreshed. */
async function sendSignedIn(endpoint: Endpoint, given: Sent, key?: string): Promise<Response> {
  const answer = await sendUntilDone(endpoint, given, key)
  if (answer.status !== 401) return answer
  const error = await refusal(answer)
  if (!canBeMended.has(codeOf(error) ?? '')) throw error
  try {
    await refresh()
  } catch (failure) {
    if (failure instanceof ProblemError && failure.problem.status === 401) sessionEnded()
    throw failure instanceof OfflineError ? failure : error
  }
  return sendUntilDone(endpoint, given, key)
}

/** @throws OfflineError when something else answered, or the answer broke off */
async function bodyOf<T>(answer: Response): Promise<T> {
  if (!answer.headers.get('content-type')?.includes('json')) throw new OfflineError()
  try {
    return (await answer.json()) as T
  } catch (error) {
    throw new OfflineError('the answer broke off', { cause: error })
  }
}

/**
 * Asks the service. A session that has ended is refreshed once and the question repeated as it was.
 * A body that is a string is sent as it is: it is JSON that was frozen earlier.
 * @throws ProblemError when refused, OfflineError when not reached
 */
export async function call<E extends Endpoint>(endpoint: E, given: Sent): Promise<AnswerOf<E>> {
  const key = keyFor(endpoint, given)
  let answered = false
  try {
    const answer = await sendSignedIn(endpoint, given, key?.key)
    if (!answer.ok) {
      const error = await refusal(answer)
      answered = error instanceof ProblemError && isAnswer(answer.status, codeOf(error))
      throw error
    }
    const heard = await bodyOf<AnswerOf<E>>(answer)
    answered = true
    return heard
  } finally {
    key?.over(answered)
  }
}
