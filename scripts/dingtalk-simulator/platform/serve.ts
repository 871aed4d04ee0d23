/** Serves DingTalk's paths: finds the endpoint, misbehaves when told so, checks token and rate, answers in the words of the family. */
import type { Context, Middleware } from 'koa'
import type { Rule } from '../state/shapes.ts'
import type { CallLog } from './call-log.ts'
import { cardEndpoints } from './cards.ts'
import { contactEndpoints } from './contacts.ts'
import { departmentEndpoints } from './departments.ts'
import { answerFailure, mistakeOf, requestId, tooMany } from './failures.ts'
import { notificationEndpoints } from './notifications.ts'
import { oauthEndpoints } from './oauth.ts'
import { NewError, OldError, type Endpoint, type Platform, type PlatformCall } from './platform.ts'
import { robotEndpoints } from './robot.ts'
import { checkScope } from './scopes.ts'
import { sessionEndpoints } from './sessions.ts'
import { checkAppToken, tokenEndpoints } from './tokens.ts'

const endpoints: Endpoint[] = [
  ...tokenEndpoints,
  ...contactEndpoints,
  ...departmentEndpoints,
  ...notificationEndpoints,
  ...robotEndpoints,
  ...sessionEndpoints,
  ...cardEndpoints,
  ...oauthEndpoints,
]

const platformPaths =
  /^\/(gettoken$|topapi\/|call_back\/|v1\.0\/|robot\/|auth\/|user\/|department\/)/
const isNew = (path: string) => path.startsWith('/v1.0/')

/** How long a call hangs that a rule lets time out, when the rule does not say. */
const hangMs = 60_000

const bannedPage =
  '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>405</title></head><body><h1>405</h1><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p></body></html>'

/** Middleware for everything that is DingTalk's own HTTP API. */
export function servePlatform(platform: Platform, log: CallLog): Middleware {
  return async (ctx, next) => {
    if (!platformPaths.test(ctx.path)) return next()
    const body = bodyOf(ctx)
    const query = Object.fromEntries(ctx.URL.searchParams)
    const at = Date.now()
    try {
      await answer(platform, ctx, body)
    } finally {
      const skew = platform.store.state.knobs.clockSkewSeconds
      if (skew !== 0) ctx.set('date', new Date(Date.now() + skew * 1000).toUTCString())
      const answered = ctx.body as { errcode?: number; code?: string } | undefined
      const errcode = answered?.errcode ?? answered?.code
      log.add({
        at,
        method: ctx.method,
        path: ctx.path,
        status: ctx.status,
        ...(errcode !== undefined && { errcode }),
        ...(Object.keys(query).length > 0 && { query }),
        ...(Object.keys(body).length > 0 && { body }),
      })
      platform.store.changed()
    }
  }
}

async function answer(platform: Platform, ctx: Context, body: Record<string, unknown>) {
  const { misbehaviour } = platform
  const mobile = typeof body.mobile === 'string' ? body.mobile : undefined
  const take = (...kinds: Rule['what'][]) => misbehaviour.take(ctx.path, kinds, mobile)
  const late = take('delay')
  if (late) await pause(Number(late.value ?? 1000))
  const hang = take('timeout')
  if (hang) {
    await pause(Number(hang.value ?? hangMs))
    return cut(ctx)
  }
  if (take('disconnect')) return cut(ctx)
  if (take('html') || platform.limits.isBanned(addressOf(ctx), platform.store.state)) {
    ctx.status = 200
    ctx.type = 'text/html; charset=utf-8'
    ctx.body = bannedPage
    return
  }
  if (take('empty')) {
    ctx.status = 200
    ctx.body = ''
    return
  }
  const wrong = take('status', 'errcode')
  if (wrong) return misanswer(ctx, wrong)
  await handle(platform, ctx, body)
  // The effect has happened; only the answer gets lost, at once or after it was held for a while.
  const lost = take('drop')
  if (!lost) return
  await pause(Number(lost.value ?? 0))
  cut(ctx)
}

async function handle(platform: Platform, ctx: Context, body: Record<string, unknown>) {
  try {
    const endpoint = endpoints.find((one) => one.path === ctx.path)
    if (!endpoint) throw notFound(ctx.path)
    if (endpoint.method !== ctx.method && !(endpoint.method === 'GET' && !isNew(ctx.path)))
      throw notFound(ctx.path)
    const header = ctx.get('x-acs-dingtalk-access-token')
    const query = ctx.URL.searchParams
    const token = (isNew(ctx.path) ? header : query.get('access_token')) || undefined
    const beyond = platform.limits.exceeded(ctx.path, platform.store.state)
    if (beyond) throw tooMany(isNew(ctx.path), beyond)
    if (endpoint.token === 'app') {
      checkAddress(platform, ctx)
      checkToken(platform, ctx.path, token)
    }
    if (endpoint.token !== 'none') checkScope(platform, ctx.path)
    const { path, host, secure } = ctx
    const call: PlatformCall = { path, query, body, token, host, secure }
    const result = await endpoint.handle(platform, call)
    ctx.status = 200
    ctx.body = isNew(ctx.path)
      ? result
      : { errcode: 0, errmsg: 'ok', ...(result as object), request_id: requestId() }
  } catch (error) {
    if (!(error instanceof OldError || error instanceof NewError)) throw error
    answerFailure(ctx, error)
  }
}

/** The caller, as an allow list of addresses names it. */
const addressOf = (ctx: Context) => ctx.req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''

function checkAddress({ store }: Platform, ctx: Context) {
  const { egressAddresses } = store.state.knobs
  if (egressAddresses.length === 0 || egressAddresses.includes(addressOf(ctx))) return
  throw mistakeOf(isNew(ctx.path), 60_020)
}

function checkToken(platform: Platform, path: string, token: string | undefined) {
  const state = checkAppToken(platform, token)
  if (state === 'valid') return
  if (isNew(path)) throw new NewError(400, 'InvalidAuthentication', '不合法的access_token')
  if (state === 'expired') throw new OldError(42_001, 'access_token已过期')
  throw new OldError(40_014, '不合法的access_token')
}

const notFound = (path: string) =>
  isNew(path)
    ? new NewError(
        404,
        'InvalidAction.NotFound',
        'Specified api is not found, please check your url and method.',
      )
    : new OldError(404, '请求的URI地址不存在')

/** The wrong answer that a rule asks for, in the words of the family. */
function misanswer(ctx: Context, { what, value, message }: Rule) {
  const ofNew = isNew(ctx.path)
  if (what === 'errcode') return answerFailure(ctx, mistakeOf(ofNew, value ?? -1, message))
  const status = Number(value ?? 500)
  if (ofNew) {
    const code = statusCodes[status] ?? 'unknownError'
    return answerFailure(ctx, new NewError(status, code, message ?? '系统繁忙'))
  }
  answerFailure(ctx, mistakeOf(false, status === 429 || status === 403 ? 90_018 : -1, message))
  ctx.status = status
}

const statusCodes: Record<number, string> = {
  403: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
  429: 'Throttling.Api',
  500: 'unknownError',
  503: 'ServiceUnavailable',
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())

function cut(ctx: Context) {
  ctx.respond = false
  ctx.req.socket.destroy()
}

function bodyOf(ctx: Context): Record<string, unknown> {
  const body: unknown = ctx.request.body
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : {}
}
