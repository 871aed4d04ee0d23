/** Serves a declared endpoint: caller, input and answer are each checked against the declaration. */
import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import type * as z from 'zod/mini'
import { config } from '../config.ts'
import { whileDatabaseAnswers } from '../database/outage.ts'
import { isRefusal, refuse } from '../errors.ts'
import { describeError, log } from '../log.ts'
import { callersOfRequest } from './authentication.ts'
import { callerAs, mustHold, type MeOf, type Sessions } from './callers.ts'
import {
  binary,
  ownerHeader,
  type AnswerOf,
  type BodyOf,
  type Endpoint,
  type ParamsOf,
  type QueryOf,
} from './contract.ts'
import { callerNetwork, clientAddress } from './client-address.ts'
import { readCookie, readUnprefixed, writeCookie } from './cookies.ts'
import { isOfShape, withoutDamagedRows } from './damaged.ts'
import { answerOnce } from './idempotency.ts'
import { documents } from './intake.ts'
import { take, type Limit } from './limits.ts'
import { mustHaveSteppedUp } from './step-up.ts'
import { answerCheck, inputCheck } from './quick-check.ts'
import { readJson, type BodyLimit } from './read-json.ts'

/** The little of HTTP that a handler may need. */
export interface Http {
  requestId: string
  /** Address of the caller, or their network: what limits count by. */
  ip: string
  userAgent: string
  contentType: string
  /** Bytes of the body; undefined where the caller does not tell. */
  length: number | undefined
  /** The body as it comes, for endpoints whose body is `binary`. */
  stream: IncomingMessage
  requestHeader(name: string): string
  cookie(name: string): string | undefined
  /** As an instance of an earlier release may have written it. */
  unprefixedCookie(name: string): string | undefined
  setCookie(name: string, value: string, options: { path: string; seconds: number }): void
  header(name: string, value: string): void
}

export interface Call<E> {
  me: MeOf<E>
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  http: Http
}

export interface Route {
  endpoint: Endpoint
  handle(ctx: Context): Promise<void>
}

interface Options {
  /** Counted by address, before anything is read. */
  limit?: Limit
  /** Counts in another way, before the body is read: whose body never ends is counted too. */
  count?: (http: Http) => Promise<void>
  /** Longest JSON body; without a sign-in only short ones are taken, which are not held. */
  bodyLimit?: BodyLimit
}

/** Checks one part of the input. @throws Refusal `bad_input` naming each field. */
function checking<S extends z.ZodMiniType>(schema: S): (value: unknown) => z.output<S> {
  const check = inputCheck(schema)
  return (value) => {
    const parsed = check(value)
    if (parsed.success) return parsed.data
    refuse('bad_input', {
      fields: parsed.error.issues.slice(0, 50).map((issue) => ({
        field: issue.path.filter((step) => step !== '').join('.') || 'body',
        rule: issue.message || issue.code || 'does not fit',
      })),
    })
  }
}

const networkOf = ({ req }: Context) => callerNetwork(clientAddress(req))

/** Looks up what is asked for: most handlers need nothing of it. */
class KoaHttp implements Http {
  readonly #ctx: Context

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  get requestId(): string {
    return String(this.#ctx.state['requestId'])
  }
  get ip(): string {
    return networkOf(this.#ctx)
  }
  get userAgent(): string {
    return this.#ctx.get('user-agent').slice(0, 300)
  }
  get contentType(): string {
    return this.#ctx.request.type
  }
  get length(): number | undefined {
    return this.#ctx.request.length
  }
  get stream(): IncomingMessage {
    return this.#ctx.req
  }
  requestHeader(name: string): string {
    return this.#ctx.get(name)
  }
  cookie(name: string): string | undefined {
    return readCookie(this.#ctx, name)
  }
  unprefixedCookie(name: string): string | undefined {
    return readUnprefixed(this.#ctx, name)
  }
  setCookie(name: string, value: string, options: { path: string; seconds: number }): void {
    writeCookie(this.#ctx, name, value, options)
  }
  header(name: string, value: string): void {
    this.#ctx.set(name, value)
  }
}

/**
 * The caller that an endpoint is for, with the rights it asks for; and all callers signed in on this request.
 * @throws Refusal `signed_out`, `session_expired`, `not_allowed`, `step_up_needed` …
 */
async function identify<E extends Endpoint>(
  ctx: Context,
  endpoint: E,
): Promise<{ me: MeOf<E>; sessions: Sessions }> {
  const { by, may } = endpoint
  const found = await callersOfRequest(ctx)
  try {
    const me = callerAs(by, found)
    ctx.state['caller'] = found.staff === me ? found.staff : (found.operator ?? found.staff)
    mustHold(me, may)
    await mustHaveSteppedUp(me, endpoint)
    return { me: me as MeOf<E>, sessions: found }
  } catch (error) {
    if (found.ended && isRefusal(error, 'signed_out')) refuse('session_expired')
    throw error
  }
}

/** One person's work is never taken as another's, even when the phone has changed hands. */
function refuseAnothersWork(ctx: Context, { kept }: Endpoint, me: unknown): void {
  const owner = kept && ctx.get(ownerHeader)
  if (owner && owner !== (me as { id?: unknown }).id) refuse('another_person')
}

/**
 * A write that a browser sends must come from our own pages: cookies alone do not prove it.
 * Callers without a browser send neither header and carry their token by hand.
 */
function refuseForeignOrigin({ method, headers }: IncomingMessage): void {
  if (method === 'GET' || method === 'HEAD') return
  const { origin } = headers
  if (origin && origin !== new URL(config().publicUrl).origin) {
    refuse('foreign_origin')
  }
  if (headers['sec-fetch-site'] === 'cross-site') refuse('foreign_origin')
}

/** What stands behind the question mark; most requests have none, and Koa looks for it each time. */
const queryOf = (ctx: Context): object => (ctx.req.url?.includes('?') ? { ...ctx.query } : {})

/**
 * `serve(approveRequest, async ({ me, params }) => …)`: a route whose caller, input and answer are checked against the
 * endpoint; a caller without the right is refused before the input is looked at. Fields that the contract does not
 * declare never leave.
 */
export function serve<E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<AnswerOf<E>>,
  { limit, count, bodyLimit = endpoint.by === 'anyone' ? '8kb' : '256kb' }: Options = {},
): Route {
  const takesBytes = (endpoint.body as z.ZodMiniType) === binary
  const repeatable = endpoint.method === 'GET'
  /** Shows what is stored of one thing; whatever cannot be read there is the fault of what is stored. */
  const isOneRecord = repeatable && endpoint.path.includes(':')
  const checkParams = checking(endpoint.params)
  const checkQuery = checking(endpoint.query)
  const checkBody = checking(endpoint.body)
  const checkAnswer = answerCheck(endpoint.answer, (answer) =>
    withoutDamagedRows(endpoint, endpoint.answer, answer),
  )

  async function answerTo(ctx: Context): Promise<{ status: number; answer: unknown }> {
    if (limit) await take(limit, networkOf(ctx))
    if (count) await count(new KoaHttp(ctx))
    refuseForeignOrigin(ctx.req)
    const { me } = await identify(ctx, endpoint)
    refuseAnothersWork(ctx, endpoint, me)
    const params = checkParams(ctx['params'] ?? {}) as ParamsOf<E>
    const query = checkQuery(queryOf(ctx)) as QueryOf<E>
    let giveBack: (() => void) | undefined
    try {
      let given: unknown
      if (!takesBytes && ctx.req.method !== 'GET') {
        if (ctx.request.length && !ctx.is('json')) refuse('unsupported_media')
        const whose = (me as { id?: string } | undefined)?.id ?? networkOf(ctx)
        giveBack = await readJson(ctx, bodyLimit, { intake: documents, whose })
        given = checkBody(ctx.request.body ?? {})
      }
      const body = given as BodyOf<E>
      const work = async () => {
        try {
          return checkAnswer(await handle({ me, params, query, body, http: new KoaHttp(ctx) }))
        } catch (error) {
          if (!isOneRecord || !isOfShape(error)) throw error
          log.error(
            { endpoint: endpoint.name, error: describeError(error) },
            'stored record damaged',
          )
          return refuse('record_damaged')
        }
      }
      return endpoint.method === 'POST'
        ? await answerOnce(ctx, me, endpoint, body, work)
        : { status: endpoint.status, answer: await work() }
    } finally {
      giveBack?.()
    }
  }

  return {
    endpoint,
    async handle(ctx) {
      const { status, answer } = await whileDatabaseAnswers(() => answerTo(ctx), { repeatable })
      ctx.status = status
      ctx.res.setHeader('cache-control', 'no-store')
      // as text: Koa would write an object out once to learn its length and again to send it
      ctx.res.setHeader('content-type', 'application/json; charset=utf-8')
      ctx.body = JSON.stringify(answer)
    },
  }
}

/**
 * What the handler of such an answer is given: also the other signed-in caller, for endpoints that can be for either.
 */
type RawCall<E> = Omit<Call<E>, 'body'> & { sessions: Sessions }

/** Like `serve` for answers that are not JSON (pictures, event streams): the handler writes to Koa's context itself. */
export function serveRaw<E extends Endpoint>(
  endpoint: E,
  handle: (call: RawCall<E>, ctx: Context) => Promise<void>,
): Route {
  const checkParams = checking(endpoint.params)
  const checkQuery = checking(endpoint.query)
  return {
    endpoint,
    handle: (ctx) =>
      whileDatabaseAnswers(async () => {
        const { me, sessions } = await identify(ctx, endpoint)
        const params = checkParams(ctx['params'] ?? {}) as ParamsOf<E>
        const query = checkQuery(queryOf(ctx)) as QueryOf<E>
        await handle({ me, sessions, params, query, http: new KoaHttp(ctx) }, ctx)
      }),
  }
}
