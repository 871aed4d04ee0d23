/** What goes wrong with DingTalk, sorted by what can be done about it: the same classes for both API families. */
import { clock } from '../clock.ts'
import { Refusal } from '../errors.ts'
import { GiveUp, Later } from '../outbox/handlers.ts'
import { nextDay, nextMonth } from './months.ts'

export type Family = 'old' | 'new'

/**
 * - `throttled`: a limit; wait and repeat
 * - `unavailable`: no answer, none that can be read, or not what the API promises; repeat
 * - `auth`: the access token is over; a new one and repeat (done inside the door)
 * - `denied`: not set up: the app lacks a permission, or its credentials, robot or addresses are wrong. Somebody must
 *   change that first; what needs it waits, and the platform is told (`refusals` of `limits.ts`)
 * - `bad_input`: what we sent does not fit
 * - `other`: a refusal that only the caller can read
 */
export type Kind = 'throttled' | 'unavailable' | 'auth' | 'denied' | 'bad_input' | 'other'

/** Milliseconds for which an API rests that answered with a page: a ban or an outage, nobody can tell. */
export const pageRests = 60_000

/** Five minutes: how long an address is banned after too many calls; the answer is then a page of HTML. */
export const banLasts = 300_000

/** Holds codes only: never a token, a number, a name, or the text that DingTalk wrote. */
export class DingTalkError extends Error {
  override readonly name = 'DingTalkError'
  readonly family: Family
  /**
   * Code of DingTalk, such as `60121`, or ours: `own_limit`, `closed`, `timeout`, `network`, `html`, `banned`, `empty`,
   * `not_json`, `unreadable`, `unpromised` (an answer without what the API promises), `http_502`.
   */
  readonly code: string
  readonly kind: Kind
  /** Milliseconds. */
  readonly retryAfter: number | undefined
  /** True when DingTalk may have done what was asked although no answer says so. */
  readonly uncertain: boolean
  /** Until when a limit lasts that is longer than a ban. */
  readonly limitOf: LimitOf | undefined

  constructor(family: Family, code: string | number, kind: Kind, about: About = {}) {
    super(`DingTalk (${family} API) answered ${code}`)
    this.family = family
    this.code = String(code)
    this.kind = kind
    this.retryAfter = about.retryAfter
    this.uncertain = about.uncertain ?? false
    this.limitOf = about.limitOf
  }
}

/** The calls of an API are used up for the day or for the month. */
export type LimitOf = 'day' | 'month'

interface About {
  retryAfter?: number
  uncertain?: boolean
  limitOf?: LimitOf
}

/** HTTP 200 without what the API promises is no answer: nobody knows what was done. */
export function unpromised(family: Family): DingTalkError {
  return new DingTalkError(family, 'unpromised', 'unavailable', { uncertain: true })
}

/** The JSON that an address gets instead of an answer while it is banned: `{"status":1111,"punish":"deny",…}`. */
export function isBan(answer: unknown): boolean {
  return (answer as { punish?: unknown } | null | undefined)?.punish === 'deny'
}

export function banned(family: Family): DingTalkError {
  return new DingTalkError(family, 'banned', 'throttled', { retryAfter: banLasts })
}

/** Codes of Node for a connection that never came about: DingTalk has seen nothing. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Error for a call that got no answer. @param code of Node's error, where it has one */
export function networkError(family: Family, code: unknown): DingTalkError {
  const uncertain = typeof code !== 'string' || !unconnected.has(code)
  return new DingTalkError(family, 'network', 'unavailable', { uncertain })
}

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
function kindOfOld(code: string): Kind {
  const isLimit = /^900(0[1-9]|1[0-4])$/.test(code)
  return isLimit ? 'throttled' : (oldCodes[code] ?? 'other')
}

/** Code → how long its limit lasts: those are not over in a second. */
const longLimits: Record<string, LimitOf> = {
  90020: 'month',
  'Forbidden.AccessDenied.ApiCountLimitForOrg': 'month',
  'daily.call.limit': 'day',
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** When to look again: at the end of the limit, and in between once an hour or once a day, for it may be raised. */
function aboutLimit(limitOf: LimitOf): About {
  const now = clock.now()
  const untilOver = (limitOf === 'month' ? nextMonth(now) : nextDay(now)).getTime() - now.getTime()
  return { limitOf, retryAfter: Math.min(untilOver, limitOf === 'month' ? day : hour) }
}

/**
 * What nobody should call until `retryAfter` is over: every API after a ban, the one API whose calls are used up.
 * A page that the SDK could not read may also be a 502, whose status it does not tell: it closes its own API for a
 * minute.
 */
export function closedBy({ code, family, retryAfter }: DingTalkError): 'all' | 'api' | undefined {
  if (code === 'banned') return 'all'
  if (code === 'html') return family === 'old' ? 'all' : 'api'
  // how long our own limit or another's closing takes is known here already
  const isOurs = code === 'own_limit' || code === 'closed'
  return retryAfter !== undefined && !isOurs ? 'api' : undefined
}

/** Error for an answer of the old API whose errcode is not 0. */
export function oldError(errcode: number, subCode?: unknown): DingTalkError {
  const isWrapped = errcode === 88 && subCode !== undefined && subCode !== null && subCode !== ''
  const code = isWrapped ? String(subCode) : String(errcode)
  const limitOf = longLimits[code]
  return new DingTalkError('old', code, kindOfOld(code), {
    ...(limitOf ? aboutLimit(limitOf) : {}),
    // it may have done what was asked before the connection timed out
    uncertain: code === '15',
  })
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
const perMinute = /^Forbidden\.AccessDenied\.QpmLimit/

/** Codes of the new API for an app or robot that is not set up rightly, besides status 403. */
const notSetUp = new Set([
  'authFailed',
  'chatbotId.notAllow.sendOTO',
  'InvalidAction.NotFound',
  'invalidClientIdOrSecret',
  'invalidParameter.robotCode.invalid',
  'invalidParameter.robotCode.notExsit',
  'ip.not.match',
  'resource.not.found',
  'send.forbidden',
  'template.not.existed',
  'template.stopped',
])

const tokenIsOver = new Set(['InvalidAuthentication', 'accesstoken.expired'])

function kindOfNew(status: number, code: string): Kind {
  if (status === 429 || newLimits.has(code) || tooOften.test(code)) return 'throttled'
  if (notSetUp.has(code)) return 'denied'
  if (tokenIsOver.has(code) || status === 401) return 'auth'
  if (status === 403) return 'denied'
  if (status >= 500) return 'unavailable'
  return status >= 400 ? 'bad_input' : 'other'
}

/** Error for an answer of the new API with a status of 400 or more; `code` is undefined when its body names none. */
export function newError(status: number, code: string | undefined): DingTalkError {
  const limitOf = longLimits[code ?? '']
  return new DingTalkError('new', code ?? `http_${status}`, kindOfNew(status, code ?? ''), {
    ...(limitOf ? aboutLimit(limitOf) : {}),
    ...(perMinute.test(code ?? '') ? { retryAfter: minute } : {}),
    uncertain: status >= 500,
  })
}

/** Milliseconds after which a limit, a ban or an outage is none, but an address that answers so to everything. */
const patienceOf: Record<LimitOf | 'short', number> = {
  short: day,
  day: 3 * day,
  // and some days more: the month is DingTalk's
  month: 35 * day,
}

/** What is not set up waits until somebody has done it, and looks less and less often whether they have. */
const untilSetUp = { patience: Infinity, pauses: { shortest: minute, longest: hour } }

/**
 * For event handlers, `throw asLater(error)`: a limit, a ban or an outage comes again without counting as a failure,
 * for a day or for as long as the limit lasts; what is not set up waits until it is; what DingTalk cannot read is
 * given up at once.
 * @param outageFails where people have another way: then an outage counts, so that it is taken in the end
 */
export function asLater(error: unknown, { outageFails = false } = {}): unknown {
  if (!(error instanceof DingTalkError)) return error
  const { kind, code, retryAfter, limitOf = 'short' } = error
  if (kind === 'bad_input') return new GiveUp(code)
  if (kind === 'denied') return new Later(undefined, { ...untilSetUp, cause: error })
  if (kind !== 'throttled' && (kind !== 'unavailable' || outageFails)) return error
  const soon = kind === 'throttled' ? 1_000 + Math.random() * 1_000 : undefined
  return new Later(retryAfter ?? soon, { patience: patienceOf[limitOf], cause: error })
}

/** For routes, `throw asRefusal(error)`: the person is told that DingTalk does not answer. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof DingTalkError)) return error
  // a limit of a month is no time to wait for at a screen
  const retryAfter = Math.ceil(Math.min(error.retryAfter ?? 5_000, banLasts) / 1_000)
  return new Refusal('dingtalk_unavailable', { retryAfter })
}
