/** A Stream gateway that does exactly what a test tells it to, and the frames it can send. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { configureDoor, organisation } from './door.ts'

export interface Ack {
  code: number
  headers: { messageId: string; contentType: string }
  message: string
  /** JSON as text. */
  data: string
}

export interface Gateway {
  url: string
  sockets: WebSocket[]
  /** What clients asked for, in order. */
  opened: Record<string, unknown>[]
  tickets: (string | null)[]
  acks: Ack[]
  /** Answers to the next requests for a connection, before it works. */
  refuseNext: number[]
  send(socket: WebSocket | undefined, frame: object): void
  close(): Promise<void>
}

/** Starts one and points the door at it. */
export async function startGateway(options: { autoPong?: boolean } = {}): Promise<Gateway> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    gateway.opened.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>)
    const status = gateway.refuseNext.shift() ?? 200
    const endpoint = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/connect`
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        status === 200 ? { endpoint, ticket: 't+/=1' } : { code: 'oops', message: 'no' },
      ),
    )
  })
  const sockets = new WebSocketServer({ server, autoPong: options.autoPong ?? true })
  sockets.on('connection', (socket, request) => {
    gateway.sockets.push(socket)
    gateway.tickets.push(new URL(request.url ?? '', 'http://x').searchParams.get('ticket'))
    socket.on('message', (data) => gateway.acks.push(JSON.parse(data.toString()) as Ack))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gateway: Gateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets: [],
    opened: [],
    tickets: [],
    acks: [],
    refuseNext: [],
    send(socket, frame) {
      socket?.send(JSON.stringify(frame))
    },
    async close() {
      for (const socket of gateway.sockets) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  configureDoor({
    DINGTALK_EVENTS: 'stream',
    DINGTALK_API_URL: gateway.url,
    DINGTALK_OAPI_URL: gateway.url,
  })
  return gateway
}

let lastId = 0
const nextId = () => `message${(lastId += 1)}`

export function event(data: object, headers: Record<string, string> = {}, messageId = nextId()) {
  return {
    specVersion: '1.0',
    type: 'EVENT',
    headers: {
      messageId,
      topic: '*',
      contentType: 'application/json',
      eventType: 'user_add_org',
      eventId: `event of ${messageId}`,
      eventCorpId: organisation.corpId,
      ...headers,
    },
    data: JSON.stringify(data),
  }
}

export function callback(topic: string, data: object, messageId = nextId()) {
  return {
    specVersion: '1.0',
    type: 'CALLBACK',
    headers: { messageId, topic, contentType: 'application/json' },
    data: JSON.stringify(data),
  }
}

/** The frame that tells a client to go: as documented, without an id. */
export const farewell = {
  type: 'SYSTEM',
  headers: { topic: 'disconnect', contentType: 'application/json' },
  data: JSON.stringify({ reason: 'connection is expired' }),
}

export const system = (topic: string, data: object = {}, messageId = nextId()) => ({
  ...callback(topic, data, messageId),
  type: 'SYSTEM',
})
