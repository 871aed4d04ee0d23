/** Calls per second of each API. */
const windowMs = 1000

export class CallLimits {
  readonly #times = new Map<string, number[]>()

  /** Counts a call; false when there were already `most` within the last second. */
  allow(path: string, most: number) {
    const now = Date.now()
    const recent = (this.#times.get(path) ?? []).filter((at) => at > now - windowMs)
    const allowed = recent.length < most
    if (allowed) recent.push(now)
    this.#times.set(path, recent)
    return allowed
  }
}
