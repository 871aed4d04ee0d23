/** Every call that DingTalk received, with secrets masked; kept in memory only. */
const kept = 2000
const secretNames = /secret|aes_?key|token|ticket|password|sign|session|^code$|refresh/i

export interface LoggedCall {
  n: number
  at: number
  method: string
  path: string
  status: number
  errcode?: number | string
  query?: unknown
  body?: unknown
}

export class CallLog {
  #calls: LoggedCall[] = []
  #last = 0

  add(call: Omit<LoggedCall, 'n'>) {
    this.#last += 1
    const query = masked(call.query)
    const body = masked(call.body)
    this.#calls.push({
      n: this.#last,
      ...call,
      ...(query !== undefined && { query }),
      ...(body !== undefined && { body }),
    })
    if (this.#calls.length > kept) this.#calls.shift()
  }

  /** Calls with a number above `n`, oldest first. */
  after(n: number) {
    return this.#calls.filter((call) => call.n > n)
  }

  clear() {
    this.#calls = []
  }
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretNames.test(name) ? '•••' : masked(inner),
    ]),
  )
}
