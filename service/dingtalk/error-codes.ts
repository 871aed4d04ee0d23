/** What DingTalk's codes mean, in both API families: the one table of it. */

/**
 * - `throttled`: a limit; wait and repeat
 * - `unavailable`: no answer, none that can be read, or not what the API promises; repeat
 * - `auth`: the access token is over; a new one and repeat (done inside the door)
 * - `denied`: not set up: the app lacks a permission, or its credentials, robot or addresses are wrong. It must
 *   be changed first; what needs it waits, and the platform is told (`refusals` of `limits.ts`)
 * - `bad_input`: what we sent does not fit
 * - `other`: a refusal that only the caller can read
 */
export type Kind = 'throttled' | 'unavailable' | 'auth' | 'denied' | 'bad_input' | 'other'

/** The calls of an API are used up for the day or for the month. */
export type LimitOf = 'day' | 'month'

/** errcode → class; 88 wraps another code in `sub_code`. Whatever is not here is `other`. */
const oldCodes: Record<string, Kind> = {
  // "system busy"
  '-1': 'unavailable',
  // the connection behind DingTalk's gateway timed out
  15: 'unavailable',
  // without a sub_code: it could not look at the token
  88: 'unavailable',
  40000: 'auth',
  40014: 'auth',
  41001: 'auth',
  42001: 'auth',
  // no such API at this address
  22: 'denied',
  33001: 'denied',
  40001: 'denied',
  40013: 'denied',
  40056: 'denied',
  40089: 'denied',
  40096: 'denied',
  41002: 'denied',
  41004: 'denied',
  41011: 'denied',
  43007: 'denied',
  50002: 'denied',
  50003: 'denied',
  50004: 'denied',
  50005: 'denied',
  52010: 'denied',
  60011: 'denied',
  60020: 'denied',
  41046: 'throttled',
  41047: 'throttled',
  41048: 'throttled',
  45009: 'throttled',
  90018: 'throttled',
  90020: 'throttled',
  143103: 'throttled',
  143104: 'throttled',
  1430003: 'throttled',
  40035: 'bad_input',
  400002: 'bad_input',
}

/** 90001 to 90014 are limits, of one app or of DingTalk as a whole. */
export function kindOfOld(code: string): Kind {
  const isLimit = /^900(0[1-9]|1[0-4])$/.test(code)
  return isLimit ? 'throttled' : (oldCodes[code] ?? 'other')
}

/** Code → how long its limit lasts: those are not over in a second. */
export const longLimits: Record<string, LimitOf> = {
  90020: 'month',
  'Forbidden.AccessDenied.ApiCountLimitForOrg': 'month',
  'daily.call.limit': 'day',
}

/** Codes of the new API for the frequency of calls or messages, besides status 429. */
const newLimits = new Set([
  'daily.call.limit',
  'qps.exceed.limit',
  'request.limit',
  'request.overlimit',
  'request.too.fast',
  'request.too.frequent',
  'send.byToken.tooFast',
  'send.too.fast',
  'send.toofast',
  'system.busy',
  'systemBusy',
  'too.many.group',
  'too.many.people',
])

const tooOften = /^Forbidden\.AccessDenied\.(Q[ps][ms]Limit|ApiCountLimit)/
export const perMinute = /^Forbidden\.AccessDenied\.QpmLimit/

/** Codes of the new API for an app or robot that is not set up rightly, besides status 403. */
const notSetUp = new Set([
  'authFailed',
  'bot.forbidden.sendMessage',
  'chatbotId.notAllow.sendOTO',
  'InvalidAction.NotFound',
  'invalidClientIdOrSecret',
  'invalidParameter.robotCode.invalid',
  'invalidParameter.robotCode.notExsit',
  'ip.not.match',
  'param.templateNotExist',
  'param.templateUnpublished',
  'resource.not.found',
  'send.forbidden',
  'template.not.existed',
  'template.stopped',
])

const tokenIsOver = new Set(['InvalidAuthentication', 'accesstoken.expired'])

export function kindOfNew(status: number, code: string): Kind {
  if (status === 429 || newLimits.has(code) || tooOften.test(code)) return 'throttled'
  if (notSetUp.has(code)) return 'denied'
  if (tokenIsOver.has(code) || status === 401) return 'auth'
  if (status === 403) return 'denied'
  if (status >= 500) return 'unavailable'
  return status >= 400 ? 'bad_input' : 'other'
}
