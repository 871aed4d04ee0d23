/** The HTTP server: a client that is slow on purpose holds no connection for long, and it ends in good order. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { answerOn, refuseUnreadable } from './raw-answers.ts'

/** Milliseconds. */
export interface Timeouts {
  /** For the head of a request. */
  head: number
  /** For all of it: a photo of 20 MB comes through at half a megabit. */
  whole: number
  /** How often it is looked. */
  every: number
}

const usual: Timeouts = { head: 20_000, whole: 300_000, every: 5_000 }

/** Open connections of each server. */
const connections = new WeakMap<Server, Set<Socket>>()

/** @param patience other than usual, in tests */
export function createWebServer(listener: RequestListener, patience = usual): Server {
  const server = createServer(
    {
      headersTimeout: patience.head,
      requestTimeout: patience.whole,
      connectionsCheckingInterval: patience.every,
      // longer than load balancers keep idle connections, so that the service never closes first
      keepAliveTimeout: 65_000,
      // refused below, with a problem as everything else
      requireHostHeader: false,
    },
    (request, response) => {
      const { httpVersion, headers } = request
      if (httpVersion === '1.1' && headers.host === undefined) {
        answerOn(response, 'malformed_request')
      } else listener(request, response)
    },
  )
  refuseUnreadable(server)
  const open = new Set<Socket>()
  connections.set(server, open)
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return server
}

/** Ends idle connections at once and busy ones when their answer is out. */
export async function closeWebServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const sweep = setInterval(() => {
    // a busy one turns idle when its answer is out, and browsers would keep it
    server.closeIdleConnections()
    // browsers open some in advance; those are not idle but awaited
    for (const socket of connections.get(server) ?? []) if (!socket.bytesRead) socket.destroy()
  }, 50)
  const impatient = setTimeout(() => server.closeAllConnections(), 10_000)
  await closed
  clearInterval(sweep)
  clearTimeout(impatient)
}
