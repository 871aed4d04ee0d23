/** Who calls: the address, and the access token that the call brings. */
import type { Context } from 'koa'
import { isNew } from './endpoints.ts'
import { isBehindGateway, mistakeOf } from './failures.ts'
import { NewError, OldError, type Platform } from './platform.ts'
import { checkAppToken } from './tokens.ts'

/** Where a family looks for the token: the new one in a header only, the old one in the query and in forms. */
export function tokenOf(ctx: Context, fields: Record<string, unknown>): string | undefined {
  if (isNew(ctx.path)) return ctx.get('x-acs-dingtalk-access-token') || undefined
  const isForm = ctx.is('application/x-www-form-urlencoded', 'multipart/form-data')
  const inForm = isForm ? fields.access_token : undefined
  const token = ctx.URL.searchParams.get('access_token') || inForm
  return typeof token === 'string' ? token : undefined
}

/** The caller, as an allow list of addresses names it. */
export const addressOf = (ctx: Context) =>
  ctx.req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''

export function checkAddress({ settings, store }: Platform, ctx: Context) {
  const { egressAddresses } = store.state.knobs
  if (egressAddresses.length === 0 || egressAddresses.includes(addressOf(ctx))) return
  const who = `request ip=${addressOf(ctx)} appKey(${settings.clientId})`
  throw mistakeOf(isNew(ctx.path), 60_020, `访问ip不在白名单之中,${who}`)
}

export function checkToken(platform: Platform, path: string, token: string | undefined) {
  const state = checkAppToken(platform, token)
  if (state === 'valid') return
  if (isNew(path)) throw token ? badToken() : noToken()
  if (!token) {
    throw isBehindGateway(path)
      ? new OldError(40_000, 'access_token is blank')
      : new OldError(41_001, '缺少access_token参数')
  }
  if (state === 'expired') throw new OldError(42_001, 'access_token超时')
  throw new OldError(40_014, '不合法的access_token')
}

const badToken = () => new NewError(400, 'InvalidAuthentication', '不合法的access_token')
const noToken = () =>
  new NewError(
    400,
    'AuthenticationFailed.MissingParameter',
    '缺少参数：x-acs-dingtalk-access-token',
  )
