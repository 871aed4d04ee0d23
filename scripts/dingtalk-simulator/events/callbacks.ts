/** Delivers what people do in chats to the service: messages to the robot and presses of cards, each for an answer. */
import { randomUUID } from 'node:crypto'
import type { Misbehaviour } from '../misbehaviour.ts'
import type { SimulatorSettings } from '../settings.ts'
import type { StoredCard } from '../state/shapes/messages.ts'
import type { Store } from '../state/store.ts'
import { postCardPress, postRobotMessage, type Outcome } from './callback.ts'
import type { Frame, SendOutcome, StreamGateway } from './stream-gateway.ts'

export const robotTopic = '/v1.0/im/bot/messages/get'
export const cardTopic = '/v1.0/card/instances/callback'

/** How often a message to the robot is sent whose frame is not acknowledged. */
const robotAttempts = 3

const quotaWords = '受调用量超量影响，当前我的消息服务已经暂停。请联系你所在的组织管理员并予以处理'

export class Callbacks {
  readonly #settings: SimulatorSettings
  readonly #store: Store
  readonly #gateway: StreamGateway
  readonly #misbehaviour: Misbehaviour
  readonly #repeats = new Set<NodeJS.Timeout>()

  constructor(parts: {
    settings: SimulatorSettings
    store: Store
    gateway: StreamGateway
    misbehaviour: Misbehaviour
  }) {
    this.#settings = parts.settings
    this.#store = parts.store
    this.#gateway = parts.gateway
    this.#misbehaviour = parts.misbehaviour
  }

  close() {
    for (const timer of this.#repeats) clearTimeout(timer)
    this.#repeats.clear()
  }

  /** A person wrote to the robot. */
  async robotMessage(written: Record<string, unknown>): Promise<Outcome> {
    if (this.#misbehaviour.take(robotTopic, ['drop'])) return { ok: true }
    await this.#delayed(robotTopic)
    const overHttp = this.#settings.events === 'callback'
    const overQuota = this.#misbehaviour.take(robotTopic, ['errcode'])
    const data = overQuota ? withoutContent(written, overHttp) : written
    const { robotTimeoutMs } = this.#store.state.knobs
    if (overHttp) return postRobotMessage(this.#settings, data, robotTimeoutMs)
    const sent = await this.#send(robotTopic, data, robotTimeoutMs)
    if (sent.kind === 'not acked') this.#repeatLater(data, 1)
    return outcomeOf(sent)
  }

  /** A person pressed a button of a card. */
  async cardPress(card: StoredCard, data: Record<string, unknown>): Promise<Outcome> {
    if (!card.callbackType)
      return { ok: false, reason: 'the card was made without callbackType: presses go nowhere' }
    if (this.#misbehaviour.take(cardTopic, ['drop']))
      return { ok: false, reason: 'the press was lost on its way (misbehaviour rule)' }
    await this.#delayed(cardTopic)
    const { cardTimeoutMs } = this.#store.state.knobs
    if (card.callbackType === 'STREAM')
      return outcomeOf(await this.#send(cardTopic, data, cardTimeoutMs))
    const route = this.#store.state.cardCallbacks[card.callbackRouteKey ?? '']
    if (!route) return { ok: false, reason: 'no address is registered for callbackRouteKey' }
    const post = () => postCardPress(route, data, cardTimeoutMs)
    const repeated = this.#misbehaviour.take(cardTopic, ['duplicate'])
    const [first] = await Promise.all(repeated ? [post(), post()] : [post()])
    return first
  }

  async #delayed(topic: string) {
    const late = this.#misbehaviour.take(topic, ['delay'])
    if (late) await new Promise((resolve) => setTimeout(resolve, Number(late.value ?? 0)))
  }

  async #send(topic: string, data: Record<string, unknown>, timeoutMs: number) {
    if (this.#misbehaviour.take(topic, ['disconnect'])) this.#gateway.disconnectAll()
    const frame: Frame = { type: 'CALLBACK', topic, data }
    const messageId = randomUUID()
    const repeated = this.#misbehaviour.take(topic, ['duplicate'])
    const outcome = this.#gateway.send(frame, messageId, timeoutMs)
    // The same message id twice, as DingTalk does it around reconnects.
    if (repeated)
      for (let n = 1; n < Math.max(2, Number(repeated.value ?? 2)); n += 1)
        this.#gateway.sendBlindly(frame, messageId)
    return outcome
  }

  /** A message that was not acknowledged comes again, in a frame of its own. */
  #repeatLater(data: Record<string, unknown>, attempts: number) {
    if (attempts >= robotAttempts) return
    const { redeliverMs, robotTimeoutMs } = this.#store.state.knobs
    const timer = setTimeout(() => {
      this.#repeats.delete(timer)
      void this.#send(robotTopic, data, robotTimeoutMs).then((sent) => {
        if (sent.kind !== 'acked') this.#repeatLater(data, attempts + 1)
      })
    }, redeliverMs)
    this.#repeats.add(timer)
  }
}

function outcomeOf(sent: SendOutcome): Outcome {
  if (sent.kind === 'no connection')
    return { ok: false, reason: 'no Stream connection takes this topic' }
  if (sent.kind === 'not acked') return { ok: false, reason: 'the service did not answer in time' }
  if (sent.ack.code !== 200) return { ok: false, reason: `the service answered ${sent.ack.code}` }
  const { data } = sent.ack
  const hasResponse = typeof data === 'object' && data !== null && 'response' in data
  return { ok: true, answer: hasResponse ? data.response : data }
}

/** What comes instead of a message when the calls that the organisation paid for are used up. */
function withoutContent(
  { text: _text, content: _content, ...rest }: Record<string, unknown>,
  overHttp: boolean,
) {
  return overHttp
    ? { ...rest, errorCode: 20001, errorMessage: quotaWords }
    : { ...rest, errCode: 20001, errMsg: quotaWords }
}
