/** Delivering to the service: contact events until acknowledged, robot messages and card presses once with an answer. */
import { randomUUID } from 'node:crypto'
import type { Misbehaviour } from '../misbehaviour.ts'
import type { SimulatorSettings } from '../settings.ts'
import type { PendingEvent, StoredCard } from '../state/shapes.ts'
import type { Store } from '../state/store.ts'
import {
  postCardPress,
  postEvent,
  postRobotMessage,
  type CallbackTarget,
  type Outcome,
} from './callback.ts'
import type { Frame, StreamGateway } from './stream-gateway.ts'

export const robotTopic = '/v1.0/im/bot/messages/get'
export const cardTopic = '/v1.0/card/instances/callback'

const maxAttempts = 20
/** What DingTalk waits between two tries of an HTTP callback. */
const callbackRetryMs = 5000
const callbackAttempts = 3
const keptFailures = 500

export class Push {
  readonly #settings: SimulatorSettings
  readonly #store: Store
  readonly #gateway: StreamGateway
  readonly #misbehaviour: Misbehaviour
  readonly #sending = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #closed = false

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
    this.#gateway.onConnect = () => this.#afterConnect()
  }

  /** Goes on with what an earlier run left. */
  start() {
    this.#plan()
  }

  close() {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  /** An event happened: remembered first, then sent until it is acknowledged. */
  publish(eventType: string, data: Record<string, unknown>, eventId: string = randomUUID()) {
    if (this.#misbehaviour.take(eventType, ['drop'])) return
    const late = this.#misbehaviour.take(eventType, ['delay'])
    const now = Date.now()
    this.#store.state.pendingEvents.push({
      eventId,
      eventType,
      data,
      bornAt: now,
      attempts: 0,
      nextAt: now + Number(late?.value ?? 0),
    })
    this.#store.changed()
    this.#plan()
  }

  /** A person wrote to the robot. */
  async robotMessage(data: Record<string, unknown>): Promise<Outcome> {
    if (this.#misbehaviour.take(robotTopic, ['drop'])) return { ok: true }
    await this.#delayed(robotTopic)
    if (this.#settings.events === 'callback')
      return postRobotMessage(this.#settings, data, this.#store.state.knobs.cardTimeoutMs)
    return this.#call(robotTopic, data)
  }

  /** A person pressed a button of a card. */
  async cardPress(card: StoredCard, data: Record<string, unknown>): Promise<Outcome> {
    if (!card.callbackType)
      return { ok: false, reason: 'the card was made without callbackType: presses go nowhere' }
    if (this.#misbehaviour.take(cardTopic, ['drop']))
      return { ok: false, reason: 'the press was lost on its way (misbehaviour rule)' }
    await this.#delayed(cardTopic)
    if (card.callbackType === 'STREAM') return this.#call(cardTopic, data)
    const route = this.#store.state.cardCallbacks[card.callbackRouteKey ?? '']
    if (!route) return { ok: false, reason: 'no address is registered for callbackRouteKey' }
    const timeout = this.#store.state.knobs.cardTimeoutMs
    const post = () => postCardPress(route, data, timeout)
    const repeated = this.#misbehaviour.take(cardTopic, ['duplicate'])
    const [first] = await Promise.all(repeated ? [post(), post()] : [post()])
    return first
  }

  async #delayed(topic: string) {
    const late = this.#misbehaviour.take(topic, ['delay'])
    if (late) await new Promise((resolve) => setTimeout(resolve, Number(late.value ?? 0)))
  }

  async #call(topic: string, data: Record<string, unknown>): Promise<Outcome> {
    if (this.#misbehaviour.take(topic, ['disconnect'])) this.#gateway.disconnectAll()
    const frame: Frame = { type: 'CALLBACK', topic, data }
    const messageId = randomUUID()
    const repeated = this.#misbehaviour.take(topic, ['duplicate'])
    const outcome = this.#gateway.send(frame, messageId, this.#store.state.knobs.cardTimeoutMs)
    // The same message id twice, as DingTalk does it around reconnects.
    if (repeated)
      for (let n = 1; n < Math.max(2, Number(repeated.value ?? 2)); n += 1)
        this.#gateway.sendBlindly(frame, messageId)
    const result = await outcome
    if (result.kind === 'no connection')
      return { ok: false, reason: 'no Stream connection takes this topic' }
    if (result.kind === 'not acked')
      return { ok: false, reason: 'the service did not answer in time' }
    if (result.ack.code !== 200)
      return { ok: false, reason: `the service answered ${result.ack.code}` }
    const answer = result.ack.data
    return {
      ok: true,
      answer:
        typeof answer === 'object' && answer !== null && 'response' in answer
          ? answer.response
          : answer,
    }
  }

  /** Sends all that is due, and comes back for the rest. */
  #plan() {
    if (this.#closed) return
    clearTimeout(this.#timer)
    const now = Date.now()
    let soonest = Infinity
    for (const event of this.#store.state.pendingEvents) {
      if (this.#sending.has(event.eventId)) continue
      if (event.nextAt > now) soonest = Math.min(soonest, event.nextAt)
      else void this.#attempt(event)
    }
    if (soonest !== Infinity)
      this.#timer = setTimeout(() => this.#plan(), Math.min(soonest - now, 60_000))
  }

  /** A client has connected: what nobody could take before can go now. */
  #afterConnect() {
    for (const event of this.#store.state.pendingEvents)
      if (event.attempts === 0) event.nextAt = Math.min(event.nextAt, Date.now())
    this.#plan()
  }

  async #attempt(event: PendingEvent) {
    this.#sending.add(event.eventId)
    try {
      const outcome = await (this.#settings.events === 'stream' && !this.#registeredFor(event)
        ? this.#stream(event)
        : this.#post(event))
      if (this.#closed) return
      const pending = this.#store.state.pendingEvents
      if (outcome !== 'again' && pending.includes(event)) {
        pending.splice(pending.indexOf(event), 1)
        if (outcome === 'failed') this.#fail(event)
      }
      this.#store.changed()
    } finally {
      this.#sending.delete(event.eventId)
      this.#plan()
    }
  }

  async #stream(event: PendingEvent): Promise<'done' | 'again' | 'failed'> {
    const { redeliverMs } = this.#store.state.knobs
    if (!this.#gateway.canReach('EVENT', event.eventType)) {
      event.nextAt = Date.now() + redeliverMs
      return 'again'
    }
    if (this.#misbehaviour.take(event.eventType, ['disconnect'])) {
      this.#gateway.cutAll()
      return 'again'
    }
    event.attempts += 1
    event.nextAt = Date.now() + redeliverMs
    const frame: Frame = {
      type: 'EVENT',
      topic: '*',
      headers: {
        eventType: event.eventType,
        eventId: event.eventId,
        eventCorpId: this.#settings.corpId,
        eventBornTime: String(event.bornAt),
        eventUnifiedAppId: this.#settings.clientId,
      },
      data: event.data,
    }
    const messageId = `${event.eventId}_${event.attempts}`
    const result = this.#gateway.send(frame, messageId, redeliverMs)
    const repeated = this.#misbehaviour.take(event.eventType, ['duplicate'])
    if (repeated)
      for (let n = 1; n < Math.max(2, Number(repeated.value ?? 2)); n += 1)
        this.#gateway.sendBlindly(frame, `${messageId}_${n}`)
    const outcome = await result
    if (outcome.kind === 'acked' && settles(outcome.ack)) return 'done'
    if (outcome.kind === 'no connection') return 'again'
    return event.attempts >= maxAttempts ? 'failed' : 'again'
  }

  /** The address that the app has registered for this kind of event, if any: what goes there is sealed for the organisation. */
  #registeredFor({ eventType }: PendingEvent): CallbackTarget | undefined {
    const { registeredCallback: callback } = this.#store.state
    if (!callback?.tags.includes(eventType)) return undefined
    const { url, token, aesKey } = callback
    return { url, secrets: { token, aesKey, ownerKey: this.#settings.corpId } }
  }

  async #post(event: PendingEvent): Promise<'done' | 'again' | 'failed'> {
    event.attempts += 1
    event.nextAt = Date.now() + Math.min(callbackRetryMs, this.#store.state.knobs.redeliverMs)
    const message = callbackMessage(event, this.#settings.corpId)
    const timeout = this.#store.state.knobs.callbackTimeoutMs
    const repeated = this.#misbehaviour.take(event.eventType, ['duplicate'])
    const [outcome] = await Promise.all(
      Array.from({ length: repeated ? Math.max(2, Number(repeated.value ?? 2)) : 1 }, () =>
        postEvent(this.#settings, message, timeout, this.#registeredFor(event)),
      ),
    )
    if (outcome?.ok) return 'done'
    return event.attempts >= callbackAttempts ? 'failed' : 'again'
  }

  #fail(event: PendingEvent) {
    const { failedCallbacks } = this.#store.state
    failedCallbacks.push({ at: event.bornAt, eventType: event.eventType, data: event.data })
    if (failedCallbacks.length > keptFailures) failedCallbacks.shift()
  }
}

/**
 * Does this acknowledgement end the matter? A `LATER` or a code of 500 asks for it again; 404 says
 * that the client has no listener, which DingTalk takes as an end; clients that put no status
 * mean success.
 */
function settles({ code, data }: { code: number; data: unknown }) {
  if (code === 404) return true
  if (code !== 200) return false
  return !(typeof data === 'object' && data !== null && 'status' in data && data.status === 'LATER')
}

/** An event as HTTP callbacks spell it: capitals, and the time as text. */
export function callbackMessage(
  event: Pick<PendingEvent, 'eventType' | 'data' | 'bornAt'>,
  corpId: string,
) {
  const capital = Object.fromEntries(
    Object.entries(event.data).map(([name, value]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      name === 'timeStamp' ? String(value) : value,
    ]),
  )
  return { EventType: event.eventType, TimeStamp: String(event.bornAt), CorpId: corpId, ...capital }
}
