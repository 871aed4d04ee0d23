/** How each family of the API says that something is wrong, and which of their codes mean the same. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Context } from 'koa'
import type { Exceeded } from './limits.ts'
import { NewError, OldError } from './platform.ts'
import { deniedByNew, deniedByOld, scopeOf } from './scopes.ts'

export const requestId = () => randomUUID().toUpperCase()

/** Ids of the old family's gateway are short: `16l4ew3d47pdp`. */
export const gatewayRequestId = () =>
  BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .padStart(13, '1')

const permissionDenied = 'Forbidden.AccessDenied.AccessTokenPermissionDenied'

/** errcode → status and code of the new family, for what both can say. */
const counterparts: Record<number, { status: number; code: string }> = {
  [-1]: { status: 500, code: 'unknownError' },
  40_014: { status: 400, code: 'InvalidAuthentication' },
  42_001: { status: 400, code: 'InvalidAuthentication' },
  40_089: { status: 400, code: 'invalidClientIdOrSecret' },
  40_096: { status: 400, code: 'invalidClientIdOrSecret' },
  60_011: { status: 403, code: permissionDenied },
  60_020: { status: 403, code: 'Forbidden.AccessDenied.IpNotInWhiteList' },
  90_002: { status: 403, code: 'Forbidden.AccessDenied.QpsLimitForApi' },
  90_018: { status: 403, code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' },
  90_006: { status: 403, code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' },
  90_020: { status: 403, code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
}

const words: Record<number, string> = {
  [-1]: '系统繁忙',
  40_014: '不合法的access_token',
  15: '服务不可用',
  88: '鉴权异常',
  40_000: 'access_token is blank',
  40_089: '不合法的corpId或corpSecret',
  40_096: '不合法的appKey或appSecret',
  40_104: '企业中无效的手机号',
  42_001: 'access_token超时',
  43_007: '需要授权',
  60_009: '部门名称含有非法字符',
  60_021: '父部门下该部门名称已存在',
  60_022: '包含敏感内容，请检查修改后重试！',
  60_011: '没有调用该接口的权限',
  60_020: '访问ip不在白名单之中',
  90_002: '您的服务器调用钉钉开放平台所有接口的请求都被暂时禁用了',
  90_006:
    '您当前使用的CorpId及CorpSecret调用当前接口次数过多，请求被暂时禁用了，仅对企业自己的Accesstoken有效',
  90_018: '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  90_020: '您的企业本月调用钉钉开放平台接口的次数已用完',
}

/** What the new family says with a code, where that differs from the words of the old one. */
const newWords: Record<string, string> = {
  authFailed: '鉴权失败',
  invalidClientIdOrSecret: '无效的clientId或者clientSecret',
  'Forbidden.AccessDenied.QpsLimitForApi':
    '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi':
    '您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi':
    '您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  'send.too.fast': '发送消息频率过快，请稍后再试',
  'too.many.people': '发送频繁限流',
  'daily.call.limit': 'daily call limit',
}

/** Status of a code of the new family that a rule names. */
function statusOf(code: string) {
  if (code === 'authFailed') return 401
  if (code.startsWith('Forbidden')) return 403
  return code === 'unknownError' || code === 'system.busy' ? 500 : 400
}

/**
 * An error in the words of a family.
 * @param code of either family; translated where the other family has the same
 */
export function mistakeOf(ofNew: boolean, code: number | string, message?: string) {
  const number = Number(code)
  if (!ofNew) {
    if (!Number.isNaN(number)) return oldMistake(number, message ?? words[number] ?? '系统繁忙')
    const same = Object.entries(counterparts).find(([, { code: name }]) => name === code)
    const errcode = same ? Number(same[0]) : -1
    return oldMistake(errcode, message ?? words[errcode] ?? '系统繁忙')
  }
  const same = Number.isNaN(number) ? undefined : counterparts[number]
  const name = same?.code ?? String(code)
  const status = same?.status ?? statusOf(name)
  return new NewError(status, name, message ?? newWords[name] ?? words[number] ?? '系统繁忙')
}

const remoteTimeout = 'isp.top-remote-connection-timeout'

const oldMistake = (errcode: number, message: string) =>
  new OldError(errcode, message, errcode === 15 ? remoteTimeout : undefined)

const exceededCodes: Record<Exceeded, number> = {
  api: 90_018,
  minute: 90_006,
  all: 90_002,
  month: 90_020,
}

export const tooMany = (ofNew: boolean, beyond: Exceeded) => mistakeOf(ofNew, exceededCodes[beyond])

/** What the gateway refuses itself: who calls, from where, how often, with what permission. */
const ofGateway = (errcode: number) =>
  [40_000, 40_014, 42_001, 60_011, 60_020].includes(errcode) ||
  (errcode >= 90_001 && errcode <= 90_020)

/**
 * Paths behind the gateway of the old family: it wraps its own refusals in 88 and gives every answer a request id.
 * The other paths of that family (`/gettoken`, `/robot/send`, `/call_back/…`) answer without either.
 */
export const isBehindGateway = (path: string) => /^\/(topapi|auth)\//.test(path)

/** An error of the old family as the paths on this side or that of the gateway write it. */
function oldFailure(path: string, { errcode, message, subCode }: OldError) {
  if (!isBehindGateway(path)) return { errcode, errmsg: message }
  const request_id = gatewayRequestId()
  if (errcode === 22) {
    return { errcode, sub_msg: message, errmsg: `Invalid method[submsg=${message}]`, request_id }
  }
  const inner = subCode ?? (ofGateway(errcode) ? String(errcode) : undefined)
  if (inner === undefined) return { errcode, errmsg: message, request_id }
  const isRemote = errcode === 15
  const errmsg = `${isRemote ? 'Remote service error' : 'ding talk error'}[subcode=${inner},submsg=${message}]`
  return { errcode: isRemote ? 15 : 88, sub_code: inner, sub_msg: message, errmsg, request_id }
}

/** Puts the error into the answer. A missing permission is named by what the path needs. */
export function answerFailure(ctx: Context, failure: OldError | NewError) {
  const scope = scopeOf(ctx.path)
  if (failure instanceof OldError) {
    const error = failure.errcode === 60_011 && scope ? deniedByOld(scope) : failure
    ctx.status = 200
    ctx.body = oldFailure(ctx.path, error)
    return
  }
  const error = failure.code === permissionDenied && scope ? deniedByNew(scope) : failure
  ctx.status = error.status
  ctx.body = {
    code: error.code,
    requestid: requestId(),
    message: error.message,
    ...(error.accessDeniedDetail && { accessdenieddetail: error.accessDeniedDetail }),
  }
}
