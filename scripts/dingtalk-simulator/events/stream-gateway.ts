/** The Stream gateway: tickets, WebSocket connections, pings, frames out and acknowledgements in. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'

const ticketLivesMs = 90_000
/** After a `disconnect` frame a client has this long to leave by itself. */
const disconnectGraceMs = 10_000

export interface Subscription {
  type: string
  topic: string
}

export interface Ack {
  code: number
  data: unknown
}

export type SendOutcome =
  { kind: 'acked'; ack: Ack } | { kind: 'no connection' } | { kind: 'not acked' }

interface Connection {
  id: string
  socket: WebSocket
  subscriptions: Subscription[]
  /** Has been told to go; gets nothing new. */
  leaving: boolean
  lastSeen: number
  /** Answers to pings that brought back what the ping held. */
  pongs: number
  /** What the last ping held. */
  opaque: string
}

export interface Frame {
  type: 'SYSTEM' | 'EVENT' | 'CALLBACK'
  topic: string
  headers?: Record<string, string>
  data: unknown
}

export class StreamGateway {
  readonly #tickets = new Map<string, { expiresAt: number; subscriptions: Subscription[] }>()
  readonly #connections = new Set<Connection>()
  readonly #waiting = new Map<string, (ack: Ack) => void>()
  readonly #sockets = new WebSocketServer({ noServer: true })
  readonly #appId = randomUUID()
  readonly #pingMs: () => number
  readonly #onChange: () => void
  /** Called when a client has connected, so that what waits can be sent. */
  onConnect: () => void = () => {}
  #pingTimer: NodeJS.Timeout | undefined

  constructor(options: { pingMs: () => number; onChange: () => void }) {
    this.#pingMs = options.pingMs
    this.#onChange = options.onChange
  }

  get connections() {
    return this.#connections.size
  }

  /** Who is connected, the oldest first. */
  list() {
    return [...this.#connections].map(({ id, leaving, lastSeen, pongs, subscriptions }) => ({
      id,
      leaving,
      lastSeen,
      pongs,
      subscriptions,
    }))
  }

  /** Takes over WebSocket upgrades of `/connect`. */
  attach(server: Server) {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    if (!this.#pingTimer) this.#schedulePing()
  }

  /** A ticket for one connection, valid 90 s. */
  openTicket(subscriptions: Subscription[]) {
    const ticket = `${randomUUID()}-${randomBytes(4).toString('base64')}`
    this.#tickets.set(ticket, { expiresAt: Date.now() + ticketLivesMs, subscriptions })
    return ticket
  }

  /** Is a client connected that wants this topic? */
  canReach(type: Frame['type'], topic: string) {
    return this.#candidates(type, topic).length > 0
  }

  /** Sends to one connection taken at random and waits for its acknowledgement. */
  send(frame: Frame, messageId: string, timeoutMs: number): Promise<SendOutcome> {
    const candidates = this.#candidates(frame.type, frame.topic)
    const connection = candidates[Math.floor(Math.random() * candidates.length)]
    if (!connection) return Promise.resolve({ kind: 'no connection' })
    return new Promise((resolve) => {
      const timer = setTimeout(() => done({ kind: 'not acked' }), timeoutMs)
      const lost = () => done({ kind: 'not acked' })
      const done = (outcome: SendOutcome) => {
        clearTimeout(timer)
        connection.socket.off('close', lost)
        this.#waiting.delete(messageId)
        resolve(outcome)
      }
      connection.socket.once('close', lost)
      this.#waiting.set(messageId, (ack) => done({ kind: 'acked', ack }))
      this.#write(connection, frame, messageId)
    })
  }

  /** Sends again what needs no answer, as DingTalk does when it repeats itself. */
  sendBlindly(frame: Frame, messageId: string) {
    const candidates = this.#candidates(frame.type, frame.topic)
    const connection = candidates[Math.floor(Math.random() * candidates.length)]
    if (connection) this.#write(connection, frame, messageId)
  }

  /** Tells every client to go, and closes what is left after ten seconds. */
  disconnectAll() {
    for (const connection of this.#connections) {
      connection.leaving = true
      // it wants no answer, and has no id by which it could be answered
      const data = { reason: 'connection is expired' }
      this.#write(connection, { type: 'SYSTEM', topic: 'disconnect', data })
      setTimeout(() => connection.socket.close(), disconnectGraceMs).unref()
    }
  }

  /** Cuts every connection without a word. */
  cutAll() {
    for (const connection of this.#connections) connection.socket.terminate()
  }

  /** The time between pings has been changed: it counts from now on. */
  restartPings() {
    clearTimeout(this.#pingTimer)
    for (const connection of this.#connections) connection.lastSeen = Date.now()
    this.#schedulePing()
  }

  close() {
    clearTimeout(this.#pingTimer)
    this.cutAll()
    this.#sockets.close()
  }

  #candidates(type: Frame['type'], topic: string) {
    return [...this.#connections].filter(
      ({ leaving, socket, subscriptions }) =>
        !leaving &&
        socket.readyState === WebSocket.OPEN &&
        subscriptions.some(
          // Events are subscribed to as a whole, by the topic "*".
          (one) => one.type === type && (type === 'EVENT' || one.topic === topic),
        ),
    )
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    const url = new URL(request.url ?? '/', 'http://gateway')
    // URLSearchParams undoes the encoding that some clients apply; "+" of base64 comes as a space.
    const given = url.searchParams.get('ticket')?.replaceAll(' ', '+') ?? ''
    const ticket = this.#tickets.get(given)
    this.#tickets.delete(given)
    if (url.pathname !== '/connect' || !ticket || ticket.expiresAt < Date.now()) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection: Connection = {
        id: randomUUID(),
        socket: webSocket,
        subscriptions: ticket.subscriptions,
        leaving: false,
        lastSeen: Date.now(),
        pongs: 0,
        opaque: '',
      }
      this.#connections.add(connection)
      // each frame that waits for its acknowledgement listens
      webSocket.setMaxListeners(0)
      webSocket.on('message', (data) => this.#receive(connection, data.toString()))
      webSocket.on('ping', () => (connection.lastSeen = Date.now()))
      webSocket.on('close', () => {
        this.#connections.delete(connection)
        this.#onChange()
      })
      webSocket.on('error', () => webSocket.terminate())
      this.#onChange()
      this.onConnect()
    })
  }

  #receive(connection: Connection, text: string) {
    connection.lastSeen = Date.now()
    let message: { code?: unknown; headers?: { messageId?: unknown }; data?: unknown }
    try {
      message = JSON.parse(text) as typeof message
    } catch {
      // The gateway ignores what it cannot read, and the message comes again.
      return
    }
    const messageId = message.headers?.messageId
    if (typeof messageId !== 'string') return
    const data = inner(message.data)
    const { opaque } = (data ?? {}) as { opaque?: unknown }
    if (opaque !== undefined && opaque === connection.opaque) connection.pongs += 1
    this.#waiting.get(messageId)?.({ code: Number(message.code), data })
  }

  #write(connection: Connection, frame: Frame, messageId?: string) {
    const headers: Record<string, string> = {
      appId: this.#appId,
      connectionId: connection.id,
      contentType: 'application/json',
      ...(messageId !== undefined && { messageId }),
      time: String(Date.now()),
      topic: frame.topic,
      ...frame.headers,
    }
    connection.socket.send(
      JSON.stringify({
        specVersion: '1.0',
        type: frame.type,
        headers,
        data: JSON.stringify(frame.data),
      }),
    )
  }

  #ping(connection: Connection) {
    connection.opaque = randomUUID()
    const data = { opaque: connection.opaque }
    this.#write(connection, { type: 'SYSTEM', topic: 'ping', data }, randomUUID())
  }

  #schedulePing() {
    this.#pingTimer = setTimeout(() => {
      const silentSince = Date.now() - 3 * this.#pingMs()
      for (const connection of this.#connections) {
        if (connection.lastSeen < silentSince) connection.socket.terminate()
        else this.#ping(connection)
      }
      this.#schedulePing()
    }, this.#pingMs())
    this.#pingTimer.unref()
  }
}

/** Acknowledgements carry JSON in a string; some clients send the object itself. */
function inner(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(data)
  } catch {
    // Not JSON: nothing in it that an acknowledgement could say.
    return undefined
  }
}
