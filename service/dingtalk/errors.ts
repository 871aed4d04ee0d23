/** What goes wrong with DingTalk, sorted by what can be done about it: the same classes for both API families. */
import { Refusal } from '../errors.ts'
import { GiveUp, Later } from '../outbox/handlers.ts'

export type Family = 'old' | 'new'

/**
 * - `throttled`: a limit; wait and repeat
 * - `unavailable`: no answer, or none that can be read; repeat
 * - `auth`: the access token is over; a new one and repeat (done inside the door)
 * - `denied`: the app lacks a permission, or its credentials or addresses are wrong: somebody must change that first
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
  /** Code of DingTalk, such as `60121`, or ours: `own_limit`, `closed`, `timeout`, `network`, `html`, `empty`, `not_json`, `unreadable`, `http_502`. */
  readonly code: string
  readonly kind: Kind
  /** Milliseconds. */
  readonly retryAfter: number | undefined
  /** True when DingTalk may have done what was asked although no answer says so. */
  readonly uncertain: boolean

  constructor(
    family: Family,
    code: string | number,
    kind: Kind,
    { retryAfter, uncertain = false }: { retryAfter?: number; uncertain?: boolean } = {},
  ) {
    super(`DingTalk (${family} API) answered ${code}`)
    this.family = family
    this.code = String(code)
    this.kind = kind
    this.retryAfter = retryAfter
    this.uncertain = uncertain
  }
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
  '-1': 'unavailable',
  40014: 'auth',
  42001: 'auth',
  40001: 'denied',
  40089: 'denied',
  50002: 'denied',
  50004: 'denied',
  60011: 'denied',
  60020: 'denied',
  90002: 'throttled',
  90018: 'throttled',
  90020: 'throttled',
  40035: 'bad_input',
  400002: 'bad_input',
}

/** The limit of a month is not over in a second. */
const longWaits: Record<string, number> = { 90020: 3_600_000 }

/**
 * What nobody should call until `retryAfter` is over: every API after a ban, the one API whose month is used up.
 * A page that the SDK could not read may also be a 502, whose status it does not tell: it closes its own API for a
 * minute.
 */
export function closedBy({ code, family }: DingTalkError): 'all' | 'api' | undefined {
  if (code === 'html') return family === 'old' ? 'all' : 'api'
  return Object.hasOwn(longWaits, code) ? 'api' : undefined
}

/** Error for an answer of the old API whose errcode is not 0. */
export function oldError(errcode: number, subCode?: unknown): DingTalkError {
  const code = errcode === 88 && subCode !== undefined ? String(subCode) : String(errcode)
  const kind = oldCodes[code] ?? 'other'
  const retryAfter = longWaits[code]
  return new DingTalkError('old', code, kind, retryAfter === undefined ? {} : { retryAfter })
}

function kindOfNew(status: number, code: string): Kind {
  if (status === 429 || code.startsWith('Forbidden.AccessDenied.QpsLimit')) return 'throttled'
  if (code === 'InvalidAuthentication' || status === 401) return 'auth'
  if (code === 'invalidClientIdOrSecret' || status === 403) return 'denied'
  if (status >= 500) return 'unavailable'
  return status >= 400 ? 'bad_input' : 'other'
}

/** Error for an answer of the new API with a status of 400 or more; `code` is undefined when its body names none. */
export function newError(status: number, code: string | undefined): DingTalkError {
  return new DingTalkError('new', code ?? `http_${status}`, kindOfNew(status, code ?? ''), {
    uncertain: status >= 500,
  })
}

/** Milliseconds after which a limit, a ban or an outage is none, but an address that answers so to everything. */
const dayOfTrouble = 24 * 3_600_000

/**
 * For event handlers, `throw asLater(error)`: a limit, a ban or an outage comes again without counting as a failure,
 * for a day; what somebody must put right first is given up at once.
 * @param outageFails where people have another way: then an outage counts, so that it is taken in the end
 */
export function asLater(error: unknown, { outageFails = false } = {}): unknown {
  if (!(error instanceof DingTalkError)) return error
  if (error.kind === 'denied' || error.kind === 'bad_input') return new GiveUp(error.code)
  const isOutage = error.kind === 'unavailable'
  if (error.kind !== 'throttled' && (!isOutage || outageFails)) return error
  const soon = error.kind === 'throttled' ? 1_000 + Math.random() * 1_000 : undefined
  return new Later(error.retryAfter ?? soon, { patience: dayOfTrouble, cause: error })
}

/** For routes, `throw asRefusal(error)`: the person is told that DingTalk does not answer. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof DingTalkError)) return error
  const retryAfter = Math.ceil((error.retryAfter ?? 5_000) / 1_000)
  return new Refusal('dingtalk_unavailable', { retryAfter })
}
