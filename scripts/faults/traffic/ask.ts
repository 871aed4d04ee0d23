/** Requests as a phone sends them: to one instance after the other, again until there is an answer that stands. */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Asked {
  method: 'GET' | 'PUT' | 'POST'
  path: string
  token: string
  /** Bytes of a picture, or what is sent as JSON. */
  body?: Buffer | object
}

export interface Answer {
  /** 0: none came, or the connection broke. */
  status: number
  text: string
}

/** Whether an answer is the last word: trying again would be answered the same. */
export function stands({ status }: Answer): boolean {
  return status !== 0 && status < 500 && status !== 429
}

/** Milliseconds that one try may take, and the pauses between two. */
const longest = 10_000
const pauses = { first: 100, most: 1_000 }

/** Sends requests and counts the answers. */
export class Line {
  readonly #urls: URL[]
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  #turn = 0
  /** How often each status was answered. */
  readonly answers = new Map<number, number>()
  /** Milliseconds. */
  slowest = 0

  constructor(urls: readonly string[]) {
    this.#urls = urls.map((url) => new URL(url))
  }

  close(): void {
    this.#agent.destroy()
  }

  /** One try, at the next instance. */
  async ask(asked: Asked): Promise<Answer> {
    const url = this.#urls[this.#turn++ % this.#urls.length]
    if (!url) throw new Error('there is no instance')
    const began = performance.now()
    const answer = await send(url, asked, this.#agent)
    this.slowest = Math.max(this.slowest, performance.now() - began)
    this.answers.set(answer.status, (this.answers.get(answer.status) ?? 0) + 1)
    return answer
  }

  /**
   * Tries until something other than a failure of the service is answered.
   * @param until on the clock of `performance`; then the last answer is given
   */
  async persist(asked: Asked, until: number): Promise<Answer & { tries: number }> {
    for (let tries = 1, pause = pauses.first; ; tries++) {
      const answer = await this.ask(asked)
      if (stands(answer) || performance.now() + pause > until) return { ...answer, tries }
      await sleep(pause)
      pause = Math.min(pause * 2, pauses.most)
    }
  }
}

function send(url: URL, { method, path, token, body }: Asked, agent: Agent): Promise<Answer> {
  const isBytes = Buffer.isBuffer(body)
  const bytes = body === undefined || isBytes ? body : Buffer.from(JSON.stringify(body))
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const none = () => resolve({ status: 0, text: '' })
  const sent = request(
    {
      host: url.hostname,
      port: url.port,
      method,
      path,
      agent,
      headers: {
        authorization: `Bearer ${token}`,
        ...(bytes && {
          'content-type': isBytes ? 'image/jpeg' : 'application/json',
          'content-length': bytes.length,
        }),
      },
      signal: AbortSignal.timeout(longest),
    },
    (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', none)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    },
  )
  sent.on('error', none)
  sent.end(bytes)
  return promise
}
