/** How each family of the API says that something is wrong, and which of their codes mean the same. */
import { randomUUID } from 'node:crypto'
import type { Context } from 'koa'
import type { Exceeded } from './limits.ts'
import { NewError, OldError } from './platform.ts'
import { deniedByNew, deniedByOld, scopeOf } from './scopes.ts'

export const requestId = () => randomUUID().toUpperCase()

const permissionDenied = 'Forbidden.AccessDenied.AccessTokenPermissionDenied'

/** errcode → status and code of the new family, for what both can say. */
const counterparts: Record<number, { status: number; code: string }> = {
  [-1]: { status: 500, code: 'unknownError' },
  40_014: { status: 400, code: 'InvalidAuthentication' },
  42_001: { status: 400, code: 'InvalidAuthentication' },
  40_089: { status: 400, code: 'invalidClientIdOrSecret' },
  60_011: { status: 403, code: permissionDenied },
  60_020: { status: 403, code: 'Forbidden.AccessDenied.IpNotInWhiteList' },
  90_002: { status: 403, code: 'Forbidden.AccessDenied.QpsLimitForApi' },
  90_018: { status: 403, code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' },
  // how the new family words a month that is used up is not documented: a limit, in any case
  90_020: { status: 429, code: '90020' },
}

const words: Record<number, string> = {
  [-1]: '系统繁忙',
  40_014: '不合法的access_token',
  42_001: 'access_token已过期',
  40_089: '不合法的corpid或corpsecret',
  60_011: '没有调用该接口的权限',
  60_020: '访问ip不在白名单之中',
  90_002: '您的服务器调用钉钉开放平台所有接口的请求都被暂时禁用了',
  90_018: '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
  90_020: '您的企业本月调用钉钉开放平台接口的次数已用完',
}

/** Status of a code of the new family that a rule names. */
function statusOf(code: string) {
  if (code.startsWith('Forbidden')) return 403
  return code === 'unknownError' ? 500 : 400
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
  return new NewError(status, name, message ?? words[number] ?? '系统繁忙')
}

/** A missing permission comes wrapped in another number. */
const oldMistake = (errcode: number, message: string) =>
  errcode === 60_011 ? new OldError(88, message, '60011') : new OldError(errcode, message)

const exceededCodes: Record<Exceeded, number> = { api: 90_018, all: 90_002, month: 90_020 }

export const tooMany = (ofNew: boolean, beyond: Exceeded) => mistakeOf(ofNew, exceededCodes[beyond])

/** Puts the error into the answer. A missing permission is named by what the path needs. */
export function answerFailure(ctx: Context, failure: OldError | NewError) {
  const scope = scopeOf(ctx.path)
  if (failure instanceof OldError) {
    const error = failure.subCode === '60011' && scope ? deniedByOld(scope) : failure
    ctx.status = 200
    ctx.body = {
      errcode: error.errcode,
      errmsg: error.message,
      ...(error.subCode && { sub_code: error.subCode, sub_msg: error.message }),
      request_id: requestId(),
    }
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
