/** Serves DingTalk's paths: finds the endpoint, misbehaves when told so, checks token and rate, answers in the words of the family. */
import { randomUUID } from 'node:crypto'
import type { Context, Middleware } from 'koa'
import type { Rule } from '../state/shapes.ts'
import type { CallLog } from './call-log.ts'
import { cardEndpoints } from './cards.ts'
import { contactEndpoints } from './contacts.ts'
import { departmentEndpoints } from './departments.ts'
import { CallLimits } from './limits.ts'
import { notificationEndpoints } from './notifications.ts'
import { oauthEndpoints } from './oauth.ts'
import { NewError, OldError, type Endpoint, type Platform, type PlatformCall } from './platform.ts'
import { robotEndpoints } from './robot.ts'
import { checkAppToken, tokenEndpoints } from './tokens.ts'

const endpoints: Endpoint[] = [
  ...tokenEndpoints,
  ...contactEndpoints,
  ...departmentEndpoints,
  ...notificationEndpoints,
  ...robotEndpoints,
  ...cardEndpoints,
  ...oauthEndpoints,
]

const platformPaths = /^\/(gettoken$|topapi\/|call_back\/|v1\.0\/)/
const isNew = (path: string) => path.startsWith('/v1.0/')

/** How long a call hangs that a rule lets time out, when the rule does not say. */
const hangMs = 60_000

const bannedPage =
  '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>405</title></head><body><h1>405</h1><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p></body></html>'

/** Middleware for everything that is DingTalk's own HTTP API. */
export function servePlatform(platform: Platform, log: CallLog): Middleware {
  const limits = new CallLimits()
  return async (ctx, next) => {
    if (!platformPaths.test(ctx.path)) return next()
    const body = bodyOf(ctx)
    const at = Date.now()
    try {
      await answer(platform, limits, ctx, body)
    } finally {
      const answered = ctx.body as { errcode?: number; code?: string } | undefined
      const errcode = answered?.errcode ?? answered?.code
      log.add({
        at,
        method: ctx.method,
        path: ctx.path,
        status: ctx.status,
        ...(errcode !== undefined && { errcode }),
        ...(Object.keys(body).length > 0 && { body }),
      })
      platform.store.changed()
    }
  }
}

async function answer(
  platform: Platform,
  limits: CallLimits,
  ctx: Context,
  body: Record<string, unknown>,
) {
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
  if (take('html')) {
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
  await handle(platform, limits, ctx, body)
  // The effect has happened; only the answer gets lost.
  if (take('drop')) cut(ctx)
}

async function handle(
  platform: Platform,
  limits: CallLimits,
  ctx: Context,
  body: Record<string, unknown>,
) {
  try {
    const endpoint = endpoints.find((one) => one.path === ctx.path)
    if (!endpoint) throw notFound(ctx.path)
    if (endpoint.method !== ctx.method && !(endpoint.method === 'GET' && !isNew(ctx.path)))
      throw notFound(ctx.path)
    const header = ctx.get('x-acs-dingtalk-access-token')
    const query = ctx.URL.searchParams
    const token = (isNew(ctx.path) ? header : query.get('access_token')) || undefined
    if (!limits.allow(ctx.path, platform.store.state.knobs.callsPerSecond)) throw tooMany(ctx.path)
    if (endpoint.token === 'app') checkToken(platform, ctx.path, token)
    const call: PlatformCall = { path: ctx.path, query, body, token, host: ctx.host }
    const result = await endpoint.handle(platform, call)
    ctx.status = 200
    ctx.body = isNew(ctx.path)
      ? result
      : { errcode: 0, errmsg: 'ok', ...(result as object), request_id: requestId() }
  } catch (error) {
    if (error instanceof OldError) return oldFailure(ctx, error)
    if (error instanceof NewError) return newFailure(ctx, error)
    throw error
  }
}

function checkToken(platform: Platform, path: string, token: string | undefined) {
  const state = checkAppToken(platform, token)
  if (state === 'valid') return
  if (isNew(path)) throw new NewError(400, 'InvalidAuthentication', '不合法的access_token')
  if (state === 'expired') throw new OldError(42_001, 'access_token已过期')
  throw new OldError(40_014, '不合法的access_token')
}

const requestId = () => randomUUID().toUpperCase()

const notFound = (path: string) =>
  isNew(path)
    ? new NewError(
        404,
        'InvalidAction.NotFound',
        'Specified api is not found, please check your url and method.',
      )
    : new OldError(404, '请求的URI地址不存在')

const tooMany = (path: string) =>
  isNew(path)
    ? new NewError(
        403,
        'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
        '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
      )
    : new OldError(90_018, '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了')

function oldFailure(ctx: Context, error: OldError) {
  ctx.status = 200
  ctx.body = {
    errcode: error.errcode,
    errmsg: error.message,
    ...(error.subCode && { sub_code: error.subCode, sub_msg: error.message }),
    request_id: requestId(),
  }
}

function newFailure(ctx: Context, error: NewError) {
  ctx.status = error.status
  ctx.body = {
    code: error.code,
    requestid: requestId(),
    message: error.message,
    ...(error.accessDeniedDetail && { accessdenieddetail: error.accessDeniedDetail }),
  }
}

const statusCodes: Record<number, string> = {
  403: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
  429: 'Throttling.Api',
  500: 'unknownError',
  503: 'ServiceUnavailable',
}

/** The wrong answer that a rule asks for, in the words of the family. */
function misanswer(ctx: Context, rule: Rule) {
  const message = rule.message ?? '系统繁忙'
  if (rule.what === 'status') {
    const status = Number(rule.value ?? 500)
    if (isNew(ctx.path))
      return newFailure(ctx, new NewError(status, statusCodes[status] ?? 'unknownError', message))
    oldFailure(ctx, new OldError(status === 429 || status === 403 ? 90_018 : -1, message))
    ctx.status = status
    return
  }
  if (!isNew(ctx.path)) {
    const permission = String(rule.value) === '60011'
    return oldFailure(
      ctx,
      permission
        ? new OldError(88, message, '60011')
        : new OldError(Number(rule.value ?? -1), message),
    )
  }
  const code = String(rule.value ?? 'unknownError')
  const status = code.startsWith('Forbidden') ? 403 : code === 'unknownError' ? 500 : 400
  const detail = code.endsWith('AccessTokenPermissionDenied')
    ? { requiredScopes: ['Contact.User.Read'] }
    : undefined
  newFailure(ctx, new NewError(status, code, message, detail))
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
