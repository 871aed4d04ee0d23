/** One WebSocket to the Stream gateway: hands its frames on, answers them, notices when it has gone silent. */
import { WebSocket, type RawData } from 'ws'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { DingTalkError } from '../errors.ts'
import { openGateway } from '../sdk/gateway.ts'
import { streamUrl } from './endpoint.ts'
import { acknowledgement, readFrame, subscriptions, type Answer, type Frame } from './frames.ts'

/** Why another connection is needed. */
export type End = 'told to go' | 'closed' | 'silent'

export interface Connection {
  /** Settles when it is time for another one; after `told to go` this one still works for a while. */
  over: Promise<End>
  /** Settles when nothing comes any more. */
  closed: Promise<void>
  lastSeen(): number
  /** Takes nothing new, finishes what is being done, closes. */
  finish(): Promise<void>
}

interface Options {
  handle(frame: Frame): Promise<Answer>
  /** Milliseconds between looks whether the other side is alive. */
  pingEvery: number
}

const handshakeTimeout = 5_000
/** After `disconnect` DingTalk closes within ten seconds; in milliseconds. */
const longestFarewell = 15_000

async function openSocket(): Promise<WebSocket> {
  const url = streamUrl(await openGateway(subscriptions), config().dingtalk.apiUrl)
  if (!url) throw new DingTalkError('new', 'bad_endpoint', 'denied')
  return new WebSocket(url, {
    handshakeTimeout,
    maxPayload: 1024 * 1024,
    perMessageDeflate: false,
  })
}

/** @throws DingTalkError when the gateway gives no connection */
export async function connect({ handle, pingEvery }: Options): Promise<Connection> {
  const socket = await openSocket()
  const over = Promise.withResolvers<End>()
  const closed = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  const working = new Set<Promise<void>>()
  let lastSeen = clock.time()
  let heard = true
  let finishing = false
  const hear = () => {
    heard = true
    lastSeen = clock.time()
  }

  function answer(frame: Frame, given: Answer): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(acknowledgement(frame, given))
  }

  function farewell(): void {
    over.resolve('told to go')
    const timer = setTimeout(() => socket.close(), longestFarewell)
    void closed.promise.then(() => clearTimeout(timer))
  }

  function receive(raw: RawData): void {
    hear()
    const frame = readFrame(raw.toString())
    if (!frame || finishing) return
    if (frame.type === 'SYSTEM') {
      if (frame.topic === 'disconnect') farewell()
      else answer(frame, { code: 200, data: frame.data })
      return
    }
    const work = handle(frame).then((given) => answer(frame, given))
    working.add(work)
    void work.finally(() => working.delete(work))
  }

  const looking = setInterval(() => {
    if (!heard) {
      over.resolve('silent')
      socket.terminate()
      return
    }
    heard = false
    if (socket.readyState === WebSocket.OPEN) socket.ping()
  }, pingEvery)
  looking.unref()

  // frames can follow the handshake at once: listening begins before it
  socket.on('message', receive)
  socket.on('pong', hear)
  socket.on('ping', hear)
  socket.on('open', () => opened.resolve())
  socket.on('error', () => {
    opened.reject(new DingTalkError('new', 'stream_refused', 'unavailable'))
  })
  socket.on('close', () => {
    clearInterval(looking)
    opened.reject(new DingTalkError('new', 'stream_closed', 'unavailable'))
    over.resolve('closed')
    closed.resolve()
  })
  await opened.promise

  return {
    over: over.promise,
    closed: closed.promise,
    lastSeen: () => lastSeen,
    async finish() {
      finishing = true
      await Promise.all(working)
      socket.close(1000)
      const timer = setTimeout(() => socket.terminate(), 2_000)
      await closed.promise
      clearTimeout(timer)
    },
  }
}
