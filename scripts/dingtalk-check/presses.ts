/** Waits in the Stream for a press of a card's button, and answers it. */
import { once } from 'node:events'
import { WebSocket, type RawData } from 'ws'
import { readPress } from '../../service/dingtalk/card-presses.ts'
import { fieldsOf } from '../../service/dingtalk/fields.ts'
import { acknowledgement, readFrame } from '../../service/dingtalk/stream/frames.ts'
import type { DingTalk } from './dingtalk.ts'

const handshakePatience = 10_000
const cardTopic = '/v1.0/card/instances/callback'

export type Press = ReturnType<typeof readPress>

export interface Presses {
  /** The first press of this card from now on; undefined when none came in so many milliseconds. */
  of(outTrackId: string, milliseconds: number): Promise<Press | undefined>
  close(): void
}

/** What the card shows once it was pressed. */
const thanks = {
  cardUpdateOptions: { updateCardDataByKey: true },
  cardData: { cardParamMap: { status: 'Pressed 已收到点击', statusKind: 'success' } },
}

/**
 * Listens for presses, beside a service that may run: DingTalk gives each press to one of the connections.
 * @returns undefined when Stream gives no connection
 */
export async function listenForPresses(dingtalk: DingTalk): Promise<Presses | undefined> {
  const { clientId, clientSecret } = dingtalk.config.dingtalk
  const answered = await dingtalk.askNew('POST', '/v1.0/gateway/connections/open', {
    clientId,
    clientSecret,
    ua: 'dingtalk-check',
    subscriptions: [{ type: 'CALLBACK', topic: cardTopic }],
  })
  const { endpoint, ticket } = answered.body
  if (typeof endpoint !== 'string' || typeof ticket !== 'string' || !URL.canParse(endpoint)) {
    return undefined
  }
  const url = new URL(endpoint)
  url.searchParams.set('ticket', ticket)
  const socket = new WebSocket(url, { handshakeTimeout: handshakePatience })
  const waiting = new Map<string, (press: Press) => void>()
  socket.on('message', (raw: RawData) => {
    const frame = readFrame(raw.toString())
    if (!frame) return
    const isPress = frame.topic === cardTopic
    const data = isPress ? { response: thanks } : frame.data
    socket.send(acknowledgement(frame, { code: 200, data }))
    if (!isPress) return
    const press = readPress(fieldsOf(frame.data))
    waiting.get(press.outTrackId)?.(press)
  })
  try {
    await once(socket, 'open')
  } catch {
    return undefined
  }
  // a connection that breaks later brings no press: the wait ends by its time
  socket.on('error', () => undefined)
  return {
    async of(outTrackId, milliseconds) {
      const { promise, resolve } = Promise.withResolvers<Press | undefined>()
      waiting.set(outTrackId, resolve)
      const timer = setTimeout(() => resolve(undefined), milliseconds)
      const press = await promise
      clearTimeout(timer)
      return press
    },
    close: () => socket.terminate(),
  }
}
