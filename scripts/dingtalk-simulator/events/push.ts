/** Delivers contact events to the service: again until they are acknowledged, or kept to be pulled. */
import { randomUUID } from 'node:crypto'
import type { Misbehaviour } from '../misbehaviour.ts'
import type { SimulatorSettings } from '../settings.ts'
import type { PendingEvent } from '../state/shapes/state.ts'
import type { Store } from '../state/store.ts'
import { callbackSecrets, postEvent, type CallbackTarget } from './callback.ts'
import { httpEvent } from './event-names.ts'
import type { Frame, StreamGateway } from './stream-gateway.ts'

const maxAttempts = 20
/** What DingTalk waits before it posts an event again; after the last of them the event is to be pulled. */
const callbackRetriesMs = [10_000, 30_000]
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

  /** A client has connected: what could not be delivered before can go now. */
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
    const {
      redeliverMs,
      callbackTimeoutMs: timeout,
      eventNames,
      eventOwner,
    } = this.#store.state.knobs
    const wait = callbackRetriesMs[event.attempts]
    event.attempts += 1
    event.nextAt = Date.now() + Math.min(wait ?? 0, redeliverMs)
    const message = httpEvent(event, this.#settings.corpId, eventNames)
    const target = this.#registeredFor(event) ?? {
      url: this.#settings.callbackUrl,
      secrets: callbackSecrets(this.#settings, eventOwner),
    }
    const repeated = this.#misbehaviour.take(event.eventType, ['duplicate'])
    const [outcome] = await Promise.all(
      Array.from({ length: repeated ? Math.max(2, Number(repeated.value ?? 2)) : 1 }, () =>
        postEvent(this.#settings, message, timeout, target),
      ),
    )
    if (outcome?.ok) return 'done'
    return wait === undefined ? 'failed' : 'again'
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
