/** A person's device before and after a deployment: the same pages, and then a newer version with a newer phone database. */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Version = 'present' | 'next' | 'next, whose files do not come'

/** Files of the next version have names of their own, as another hash gives them. */
const nameOfFile = /([\w-]+-[\w-]{8})\.(js|css)/g
const nameInNext = '$1_next.$2'
const isOfNext = /_next\.(js|css)$/

const versionOfDatabase = /\b(since:)3\b/

const asNext = (text: string) =>
  text.replaceAll(nameOfFile, nameInNext).replace(versionOfDatabase, '$14')

/** Stands before a device, as a new deployment of the service would. */
export class TwoVersions {
  version: Version = 'present'
  /** Whether the phone database of the next version was handed out. */
  databaseIsNewer = false
  readonly #device: URL
  readonly #server = createServer((from, to) => this.#pass(from, to))

  constructor(device: string) {
    this.#device = new URL(device)
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  #pass(from: IncomingMessage, to: ServerResponse): void {
    const path = from.url ?? '/'
    const { version } = this
    if (version === 'next, whose files do not come' && isOfNext.test(path)) {
      from.socket.destroy()
      return
    }
    const { origin, host } = this.#device
    const headers = { ...from.headers, host, 'accept-encoding': 'identity' }
    if (from.headers.origin) headers.origin = origin
    delete headers.referer
    delete headers['if-none-match']
    delete headers['if-modified-since']
    const { hostname, port } = this.#device
    const asked = ask(
      { hostname, port, path: path.replace('_next.', '.'), method: from.method, headers },
      (answer) => void this.#answer(answer, to, version !== 'present'),
    )
    asked.on('error', () => to.destroy())
    from.pipe(asked)
  }

  async #answer(answer: IncomingMessage, to: ServerResponse, isNext: boolean): Promise<void> {
    const { statusCode = 502, headers } = answer
    const isOurs = /javascript|html|css/.test(headers['content-type'] ?? '')
    if (!isNext || !isOurs) {
      to.writeHead(statusCode, headers)
      answer.pipe(to)
      return
    }
    const parts: Buffer[] = []
    for await (const part of answer) parts.push(part as Buffer)
    const before = Buffer.concat(parts).toString()
    if (versionOfDatabase.test(before)) this.databaseIsNewer = true
    const { 'content-length': _, etag: __, 'last-modified': ___, ...rest } = headers
    to.writeHead(statusCode, rest)
    to.end(asNext(before))
  }
}
