/** Waits in the Stream for a press of a card's button, and answers it. */
import { once } from 'node:events'
import { WebSocket, type RawData } from 'ws'
import { readPress } from '../../service/dingtalk/card-presses.ts'
import { fieldsOf } from '../../service/dingtalk/fields.ts'
import { streamUrl } from '../../service/dingtalk/stream/endpoint.ts'
import {
  acknowledgement,
  readFrame,
  type Answer,
  type Frame,
} from '../../service/dingtalk/stream/frames.ts'
import type { DingTalk } from './dingtalk.ts'

const handshakeTimeout = 10_000
const cardTopic = '/v1.0/card/instances/callback'

export type Press = ReturnType<typeof readPress>

export interface Presses {
  /** The first press of the card; undefined when none has come in so many milliseconds from now. */
  first(milliseconds: number): Promise<Press | undefined>
  close(): void
}

/** What the card shows once it was pressed. */
const thanks = {
  cardUpdateOptions: { updateCardDataByKey: true },
  cardData: { cardParamMap: { status: 'Pressed 已收到点击', statusKind: 'success' } },
}

/**
 * What a frame is answered with. DingTalk gives each press to one of the connections of an app, so presses of the
 * running service's cards come here as well: they are refused, and the person is told to press again.
 */
function answerTo(frame: Frame, isOurs: boolean): Answer {
  if (frame.topic !== cardTopic) return { code: 200, data: frame.data }
  return isOurs ? { code: 200, data: { response: thanks } } : { code: 500, data: {} }
}

/**
 * Listens for presses of one card, beside a service that may run.
 * @returns undefined when Stream gives no connection
 */
export async function listenForPresses(
  dingtalk: DingTalk,
  outTrackId: string,
): Promise<Presses | undefined> {
  const { clientId, clientSecret } = dingtalk.config.dingtalk
  const answered = await dingtalk.askNew('POST', '/v1.0/gateway/connections/open', {
    clientId,
    clientSecret,
    ua: 'dingtalk-check',
    subscriptions: [{ type: 'CALLBACK', topic: cardTopic }],
  })
  const url = streamUrl(answered.body, dingtalk.config.dingtalk.apiUrl)
  if (!url) return undefined
  const socket = new WebSocket(url, { handshakeTimeout })
  const pressed = Promise.withResolvers<Press | undefined>()
  socket.on('message', (raw: RawData) => {
    const frame = readFrame(raw.toString())
    if (!frame) return
    const press = frame.topic === cardTopic ? readPress(fieldsOf(frame.data)) : undefined
    const isOurs = press?.outTrackId === outTrackId
    // the frame that announces the end of the connection has no id, and wants no answer
    if (frame.messageId) socket.send(acknowledgement(frame, answerTo(frame, isOurs)))
    if (isOurs) pressed.resolve(press)
  })
  try {
    await once(socket, 'open')
  } catch {
    return undefined
  }
  // a connection that breaks later brings no press: the wait ends by its time
  socket.on('error', () => undefined)
  return {
    async first(milliseconds) {
      const timer = setTimeout(() => pressed.resolve(undefined), milliseconds)
      const press = await pressed.promise
      clearTimeout(timer)
      return press
    },
    close: () => socket.terminate(),
  }
}
