/** What goes wrong with DingTalk, sorted by what can be done about it: the same classes for both API families. */
import { clock } from '../clock.ts'
import { Refusal } from '../errors.ts'
import { GiveUp, Later } from '../outbox/handlers.ts'
import {
  kindOfNew,
  kindOfOld,
  longLimits,
  perMinute,
  type Kind,
  type LimitOf,
} from './error-codes.ts'
import { nextDay, nextMonth } from './months.ts'

export type Family = 'old' | 'new'

/** Milliseconds for which an API rests that answered with a page: it may be a ban or an outage. */
export const pauseAfterPage = 60_000

/** Five minutes: how long an address is banned after too many calls; the answer is then a page of HTML. */
export const banTime = 300_000

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

interface About {
  retryAfter?: number
  uncertain?: boolean
  limitOf?: LimitOf
}

/** HTTP 200 without what the API promises is no answer: what was done is unknown. */
export function unpromised(family: Family): DingTalkError {
  return new DingTalkError(family, 'unpromised', 'unavailable', { uncertain: true })
}

/** The JSON that an address gets instead of an answer while it is banned: `{"status":1111,"punish":"deny",…}`. */
export function isBan(answer: unknown): boolean {
  return (answer as { punish?: unknown } | null | undefined)?.punish === 'deny'
}

export function banned(family: Family): DingTalkError {
  return new DingTalkError(family, 'banned', 'throttled', { retryAfter: banTime })
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
 * What must not be called until `retryAfter` is over: every API after a ban, the one API whose calls are used up.
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

/** A call that is not set up waits, and is tried again less and less often. */
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
  const retryAfter = Math.ceil(Math.min(error.retryAfter ?? 5_000, banTime) / 1_000)
  return new Refusal('dingtalk_unavailable', { retryAfter })
}
