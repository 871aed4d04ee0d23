/** Puts load on a server over plain sockets: a client that costs little itself, so that it hides no difference. */
import { connect, type Socket } from 'node:net'

export interface Asked {
  method: 'GET' | 'PUT'
  path: string
  body?: unknown
}

export interface Measured {
  perSecond: number
  /** Text of the answers that were to be kept, by the place of their request. */
  kept: Map<number, string>
}

const headEnd = Buffer.from('\r\n\r\n')

/** One request as it goes over the wire; made beforehand, so that making it is not measured. */
function bytesOf({ method, path, body }: Asked, url: URL, token: string): Buffer {
  const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${url.host}`,
    'Accept: application/json',
    'User-Agent: partner-workspace-bench',
    `Authorization: Bearer ${token}`,
    ...(content ? ['Content-Type: application/json', `Content-Length: ${content.length}`] : []),
  ].join('\r\n')
  return Buffer.concat([Buffer.from(head), headEnd, ...(content ? [content] : [])])
}

/**
 * Sends all requests, as many at a time as there are connections.
 * @param keep which answers to keep
 * @throws Error at an answer other than 200, or one without a length
 */
export async function putLoad(
  url: URL,
  token: string,
  asked: Asked[],
  {
    connections = 16,
    keep = () => false as boolean,
  }: {
    connections?: number
    keep?: (index: number) => boolean
  } = {},
): Promise<Measured> {
  const requests = asked.map((one) => bytesOf(one, url, token))
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(url)))
  const kept = new Map<number, string>()
  let next = 0
  const began = performance.now()
  try {
    await Promise.all(
      sockets.map((socket) =>
        converse(socket, () => {
          const index = next++
          const bytes = requests[index]
          return bytes && { bytes, take: keep(index) ? (text) => kept.set(index, text) : undefined }
        }),
      ),
    )
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  return { perSecond: (asked.length / (performance.now() - began)) * 1000, kept }
}

async function open(url: URL): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname).setNoDelay()
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return socket
}

type Request = { bytes: Buffer; take: ((text: string) => void) | undefined }

/** Sends one request after the other on one connection, until there are no more. */
function converse(socket: Socket, nextRequest: () => Request | undefined): Promise<void> {
  const done = Promise.withResolvers<void>()
  let current: Request | undefined
  let heard: Buffer[] = []
  let size = 0
  /** Length of the whole answer; unknown before its head is there. */
  let whole: number | undefined
  let bodyAt = 0

  function send(): void {
    current = nextRequest()
    if (current) socket.write(current.bytes)
    else done.resolve()
  }

  function hear(chunk: Buffer): void {
    heard.push(chunk)
    size += chunk.length
    if (whole === undefined) {
      const answer = heard.length === 1 ? chunk : Buffer.concat(heard)
      bodyAt = answer.indexOf(headEnd) + headEnd.length
      if (bodyAt < headEnd.length) return
      whole = bodyAt + lengthOf(answer, bodyAt)
    }
    if (size < whole) return
    if (current?.take) current.take(Buffer.concat(heard).toString('utf8', bodyAt, whole))
    heard = []
    size = 0
    whole = undefined
    send()
  }

  socket.on('data', (chunk) => {
    try {
      hear(chunk)
    } catch (error) {
      done.reject(error)
    }
  })
  socket.on('error', done.reject)
  socket.on('close', () => done.reject(new Error('the server closed the connection')))
  send()
  return done.promise
}

/** Length of the body. @throws Error at an answer other than 200, or one without a length */
function lengthOf(answer: Buffer, bodyAt: number): number {
  const head = answer.toString('latin1', 0, bodyAt)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) {
    throw new Error(`an answer that was not expected: ${answer.toString('utf8', 0, 1_000)}`)
  }
  return Number(length)
}

/** One request by itself, whatever comes of it. */
export async function askFor(
  url: URL,
  token: string,
  { method, path, body }: Asked,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}
