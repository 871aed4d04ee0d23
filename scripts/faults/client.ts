/** An HTTP client that behaves like a phone: it takes the instances in turn and retries until an answer is final. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { noAnswer, unavailable, withoutRetryAfter } from './checks.ts'

export interface ClientRequest {
  method: 'GET' | 'PUT' | 'POST'
  path: string
  token: string
  /** Bytes of a picture, or an object that is sent as JSON. */
  body?: Buffer | object
  idempotencyKey?: string
}

export interface Answer {
  /** 0: none came, or the connection broke. */
  status: number
  text: string
  headers: IncomingHttpHeaders
}

/** When a client starts nothing new, and when it stops retrying; on the clock of `performance`, and may be moved. */
export interface Deadline {
  stop: number
  retryUntil: number
}

/** Another try with the same Idempotency-Key still holds the key: the answer will be known later. */
export const isKeyInUse = ({ text }: Answer): boolean => text.includes('idempotency_key_in_use')

/** Whether retrying would give the same answer. */
export function isFinal(answer: Answer): boolean {
  const { status } = answer
  return status !== 0 && status < 500 && status !== 429 && !isKeyInUse(answer)
}

/** Milliseconds. */
const requestTimeout = 10_000
const backoff = { first: 100, most: 1_000 }

/** Sends requests and counts the answers. */
export class Client {
  readonly #urls: URL[]
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  #turn = 0
  #isClosed = false
  readonly answers = new Map<string, number>()
  /** Milliseconds of the slowest answer, and of the slowest 503. */
  readonly slowest = { answer: 0, refusal: 0 }
  /** Answers that were replayed for an Idempotency-Key. */
  replays = 0

  constructor(urls: readonly string[]) {
    this.#urls = urls.map((url) => new URL(url))
  }

  /** Also ends all retries. */
  close(): void {
    this.#isClosed = true
    this.#agent.destroy()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** One try, at the next instance. */
  async send(wanted: ClientRequest): Promise<Answer> {
    const url = this.#urls[this.#turn++ % this.#urls.length]
    if (!url) throw new Error('there is no instance')
    const began = performance.now()
    const answer = await sendOnce(url, wanted, this.#agent)
    this.#count(answer, performance.now() - began)
    return answer
  }

  #count(answer: Answer, milliseconds: number): void {
    const { status, headers } = answer
    const lacksHeader = status === 503 && !headers['retry-after']
    const name = status ? `${status}${lacksHeader ? withoutRetryAfter : ''}` : noAnswer
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1)
    this.slowest.answer = Math.max(this.slowest.answer, milliseconds)
    if (name === unavailable) this.slowest.refusal = Math.max(this.slowest.refusal, milliseconds)
    if (headers['idempotency-replayed'] === 'true') this.replays++
  }

  /** Retries until an answer is final or the deadline has passed; then the last answer is returned. */
  async sendWithRetry(wanted: ClientRequest, deadline: Deadline): Promise<Answer> {
    for (let pause = backoff.first; ; pause = Math.min(pause * 2, backoff.most)) {
      const answer = await this.send(wanted)
      const isOver = performance.now() + pause > deadline.retryUntil
      if (isFinal(answer) || isOver || this.#isClosed) return answer
      await sleep(pause)
    }
  }
}

function sendOnce(url: URL, wanted: ClientRequest, agent: Agent): Promise<Answer> {
  const { method, path, token, body, idempotencyKey } = wanted
  const isBytes = Buffer.isBuffer(body)
  const bytes = body === undefined || isBytes ? body : Buffer.from(JSON.stringify(body))
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const fail = () => resolve({ status: 0, text: '', headers: {} })
  const sent = request(
    {
      host: url.hostname,
      port: url.port,
      method,
      path,
      agent,
      headers: {
        authorization: `Bearer ${token}`,
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...(bytes && {
          'content-type': isBytes ? 'image/jpeg' : 'application/json',
          'content-length': bytes.length,
        }),
      },
      signal: AbortSignal.timeout(requestTimeout),
    },
    (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', fail)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          headers: response.headers,
        }),
      )
    },
  )
  sent.on('error', fail)
  sent.end(bytes)
  return promise
}
