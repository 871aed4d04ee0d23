/** How many calls DingTalk takes: of one API in a second and in a minute, of all of them, of one address, in a month. */
import type { StoredState } from '../state/shapes/state.ts'

const windowMs = 1000
const minuteMs = 60_000
/** DingTalk's months are those of Beijing, where clocks do not change. */
const beijingAheadMs = 8 * 3_600_000
/** DingTalk counts an address's calls over this long. */
const addressWindowMs = 20_000

/** APIs that the month does not count: tokens, sign-in, and nearly all of the contacts. */
const uncounted =
  /^\/(gettoken$|get_jsapi_ticket$|v1\.0\/oauth2\/|v1\.0\/contact\/(users\/me$|invites\/)|topapi\/v2\/(user|department)\/|topapi\/user\/|user\/|department\/)/

/** What a call has gone beyond. */
export type Exceeded = 'api' | 'minute' | 'all' | 'month'

/** Counts within windows that slide. */
class Windows {
  readonly #times = new Map<string, number[]>()
  readonly #lasts: number

  constructor(lasts: number) {
    this.#lasts = lasts
  }

  /** Counts one; false, and not counted, when there were already `most`. */
  allow(name: string, most: number) {
    const now = Date.now()
    const recent = (this.#times.get(name) ?? []).filter((at) => at > now - this.#lasts)
    const allowed = recent.length < most
    if (allowed) recent.push(now)
    this.#times.set(name, recent)
    return allowed
  }

  forget() {
    this.#times.clear()
  }
}

export class CallLimits {
  readonly #apis = new Windows(windowMs)
  readonly #minutes = new Windows(minuteMs)
  readonly #addresses = new Windows(addressWindowMs)
  readonly #bans = new Map<string, number>()

  /** Counts a call of an address. True while the address is banned: it gets a page of HTML. */
  isBanned(address: string, { knobs }: StoredState) {
    const until = Math.max(this.#bans.get(address) ?? 0, this.#bans.get('*') ?? 0)
    if (until > Date.now()) return true
    if (this.#addresses.allow(address, knobs.callsPerAddress)) return false
    this.ban(knobs.banSeconds, address)
    return true
  }

  /** Bans an address, or all. */
  ban(seconds: number, address = '*') {
    this.#bans.set(address, Date.now() + seconds * 1000)
  }

  liftBans() {
    this.#bans.clear()
    this.#addresses.forget()
  }

  /** Counts a call of an API. Says what it has gone beyond, if anything. */
  exceeded(path: string, state: StoredState): Exceeded | undefined {
    // the address of a robot belongs to no app
    if (path.startsWith('/robot/')) return undefined
    const { callsPerSecond, callsPerMinute, callsPerSecondOfAll, callsPerMonth } = state.knobs
    if (!this.#apis.allow(path, callsPerSecond)) return 'api'
    if (callsPerMinute !== null && !this.#minutes.allow(path, callsPerMinute)) return 'minute'
    if (callsPerSecondOfAll !== null && !this.#apis.allow('*', callsPerSecondOfAll)) return 'all'
    if (uncounted.test(path)) return undefined
    const month = new Date(Date.now() + beijingAheadMs).toISOString().slice(0, 7)
    if (state.callsOfMonth.month !== month) state.callsOfMonth = { month, count: 0 }
    state.callsOfMonth.count += 1
    if (callsPerMonth !== null && state.callsOfMonth.count > callsPerMonth) return 'month'
    return undefined
  }
}
