/** Serves DingTalk's paths: finds the endpoint, misbehaves when told so, checks token and rate, answers in the words of the family. */
import { randomUUID } from 'node:crypto'
import type { Context, Middleware } from 'koa'
import type { Rule } from '../state/shapes/misbehaviour.ts'
import type { CallLog } from './call-log.ts'
import { addressOf, checkAddress, checkToken, tokenOf } from './callers.ts'
import { endpointOf, isNew, platformPaths, unknownPath } from './endpoints.ts'
import { answerFailure, gatewayRequestId, isBehindGateway, mistakeOf, tooMany } from './failures.ts'
import { readMultipart } from './multipart.ts'
import { otherShape, textsOf, withoutFields } from './odd-answers.ts'
import {
  NewError,
  OldError,
  type Platform,
  type PlatformCall,
  type UploadedFile,
} from './platform.ts'
import { checkScope } from './scopes.ts'

/** What stands on this port beside DingTalk: the page of phones and what it asks. */
const ownPaths = /^\/(simulator\/|assets\/|$)/

/** How long a call hangs that a rule lets time out, when the rule does not say. */
const hangMs = 60_000

const bannedPage =
  '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>405</title></head><body><h1>405</h1><p>很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</p></body></html>'

/** A ban says so in a page, or in JSON that is none of either family. */
function answerBanned(ctx: Context, how: 'html' | 'deny') {
  ctx.status = 200
  ctx.type = how === 'deny' ? 'application/json' : 'text/html; charset=utf-8'
  ctx.body =
    how === 'deny'
      ? { status: 1111, wait: 5, source: 'x5', punish: 'deny', uuid: randomUUID() }
      : bannedPage
}

/** Middleware for everything that is DingTalk's own HTTP API. */
export function servePlatform(platform: Platform, log: CallLog): Middleware {
  const answered = async (ctx: Context, given: Given, work: () => Promise<void>) => {
    const query = Object.fromEntries(ctx.URL.searchParams)
    const at = Date.now()
    try {
      await work()
    } finally {
      const skew = platform.store.state.knobs.clockSkewSeconds
      if (skew !== 0) ctx.set('date', new Date(Date.now() + skew * 1000).toUTCString())
      const errcode = codeOf(ctx.body)
      log.add({
        at,
        method: ctx.method,
        path: ctx.path,
        status: ctx.status,
        ...(errcode !== undefined && { errcode }),
        ...(Object.keys(query).length > 0 && { query }),
        ...(Object.keys(given.fields).length > 0 && { body: given.fields }),
      })
      platform.store.changed()
    }
  }
  return async (ctx, next) => {
    if (platformPaths.test(ctx.path)) {
      const given = await givenBy(ctx)
      return answered(ctx, given, () => answer(platform, ctx, given))
    }
    await next()
    // what no page and no file of the simulator is either, DingTalk does not know
    const isUnknown = ctx.status === 404 && ctx.respond !== false && !ctx.body
    if (!isUnknown || ownPaths.test(ctx.path)) return undefined
    return answered(ctx, { fields: bodyOf(ctx) }, async () => answerFailure(ctx, unknownPath()))
  }
}

/** What a call brings in its body. */
interface Given {
  fields: Record<string, unknown>
  file?: UploadedFile
}

async function givenBy(ctx: Context): Promise<Given> {
  if (!ctx.is('multipart/form-data')) return { fields: bodyOf(ctx) }
  try {
    return await readMultipart(ctx.req)
  } catch {
    // what cannot be read holds nothing; the endpoint says what it misses
    return { fields: {} }
  }
}

/** The code of an answer for the log: the inner one where the gateway has wrapped it. */
function codeOf(body: unknown): number | string | undefined {
  const { errcode, sub_code: inner, code } = (body ?? {}) as Record<string, number | string>
  if (Number(errcode) === 88 && inner !== undefined) return Number(inner)
  return errcode ?? code
}

async function answer(platform: Platform, ctx: Context, given: Given) {
  const { misbehaviour, store } = platform
  const body = given.fields
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
  if (take('html')) return answerBanned(ctx, 'html')
  if (take('deny')) return answerBanned(ctx, 'deny')
  if (platform.limits.isBanned(addressOf(ctx), store.state))
    return answerBanned(ctx, store.state.knobs.banAnswer)
  if (take('empty')) {
    ctx.status = 200
    ctx.body = ''
    return
  }
  const wrong = take('status', 'errcode')
  if (wrong) return misanswer(ctx, wrong)
  const other = take('body')
  if (other) return otherShape(ctx, other.value)
  await handle(platform, ctx, given)
  const short = take('without')
  if (short) withoutFields(ctx, short.value)
  // The effect has happened; only the answer gets lost, at once or after it was held for a while.
  const lost = take('drop')
  if (!lost) return
  await pause(Number(lost.value ?? 0))
  cut(ctx)
}

async function handle(platform: Platform, ctx: Context, given: Given) {
  const { path, host, secure } = ctx
  try {
    const { endpoint, params } = endpointOf(ctx)
    if (ctx.state.isUnreadable) throw unreadable(path)
    const query = ctx.URL.searchParams
    const token = tokenOf(ctx, given.fields)
    const beyond = platform.limits.exceeded(path, platform.store.state)
    if (beyond) throw tooMany(isNew(path), beyond)
    if (endpoint.token === 'app') {
      checkAddress(platform, ctx)
      checkToken(platform, path, token)
    }
    if (endpoint.token !== 'none') checkScope(platform, path)
    const call: PlatformCall = {
      path,
      params,
      query,
      body: given.fields,
      contentType: ctx.get('content-type').split(';', 1)[0]?.trim().toLowerCase() ?? '',
      ...(given.file && { file: given.file }),
      from: addressOf(ctx),
      token,
      host,
      secure,
    }
    const result = await endpoint.handle(platform, call)
    ctx.status = 200
    if (isNew(path)) ctx.body = result
    else {
      const { documentedTexts } = platform.store.state.knobs
      ctx.body = succeeded(path, result as object, documentedTexts && endpoint.exampleHasTexts)
    }
  } catch (error) {
    if (!(error instanceof OldError || error instanceof NewError)) throw error
    answerFailure(ctx, error)
  }
}

/** What a family says of a body that it cannot read: to the new one there is none. */
const unreadable = (path: string) =>
  isNew(path)
    ? new NewError(400, 'Missingbody', 'body is mandatory for this action.')
    : new OldError(47_001, '解析JSON/XML内容错误')

/** An answer of the old family that carries no error. */
function succeeded(path: string, result: object, asTexts: boolean | undefined) {
  return {
    errcode: asTexts ? '0' : 0,
    errmsg: 'ok',
    ...(asTexts ? textsOf(result) : result),
    ...(isBehindGateway(path) && { request_id: gatewayRequestId() }),
  }
}

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
