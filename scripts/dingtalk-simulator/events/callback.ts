/** Sending to the service over HTTP: encrypted events, and the plain signed posts of robot messages and card presses. */
import { createHmac, randomBytes } from 'node:crypto'
import type { SimulatorSettings } from '../settings.ts'
import type { Knobs } from '../state/shapes/misbehaviour.ts'
import {
  decryptMessage,
  encryptMessage,
  sameSignature,
  signEnvelope,
  type CallbackSecrets,
} from './crypto.ts'

export interface Outcome {
  ok: boolean
  /** Why not, in words for the page of the simulator. */
  reason?: string
  /** The JSON that the service answered, when it did. */
  answer?: unknown
  /** Something answered, be it wrong. */
  isReached?: boolean
}

/**
 * @param owner the owner an envelope is sealed for: the app that subscribed in the developer console, or the
 *   organisation that subscribed by the older API
 */
export const callbackSecrets = (
  settings: SimulatorSettings,
  owner: Knobs['eventOwner'] = 'app',
): CallbackSecrets => ({
  token: settings.callbackToken,
  aesKey: settings.callbackAesKey,
  ownerKey: owner === 'corp' ? settings.corpId : settings.clientId,
})

/** Where events go and how they are sealed: for the app as it is set up, or for an address that it has registered. */
export interface CallbackTarget {
  url: string
  secrets: CallbackSecrets
}

/** Posts one event and checks that the answer is `success`, sealed for the same owner and signed, in time. */
export async function postEvent(
  settings: SimulatorSettings,
  message: Record<string, unknown>,
  timeoutMs: number,
  target?: CallbackTarget,
): Promise<Outcome> {
  const secrets = target?.secrets ?? callbackSecrets(settings)
  const timestamp = String(Date.now())
  const nonce = randomBytes(6).toString('base64url')
  const encrypt = encryptMessage(secrets, JSON.stringify(message))
  const signature = signEnvelope(secrets.token, timestamp, nonce, encrypt)
  const url = new URL(target?.url ?? settings.callbackUrl)
  // DingTalk sends the signature under its old name and its new one.
  for (const [name, value] of Object.entries({
    signature,
    msg_signature: signature,
    timestamp,
    nonce,
  }))
    url.searchParams.set(name, value)
  const posted = await post(url, { encrypt }, {}, timeoutMs)
  if (!posted.ok) return posted
  const answer = posted.answer as Partial<Record<string, unknown>> | null
  const { msg_signature: signed, timeStamp, nonce: theirNonce, encrypt: sealed } = answer ?? {}
  if (typeof signed !== 'string' || typeof theirNonce !== 'string' || typeof sealed !== 'string')
    return { ok: false, isReached: true, reason: 'the answer is not an encrypted one' }
  const expected = signEnvelope(secrets.token, String(timeStamp), theirNonce, sealed)
  if (!sameSignature(expected, signed))
    return { ok: false, isReached: true, reason: 'the answer is wrongly signed' }
  if (decryptMessage(secrets, sealed) !== 'success')
    return { ok: false, isReached: true, reason: 'the answer is not "success"' }
  return { ok: true }
}

/** Posts a robot message, signed as the robot's HTTP mode signs. */
export function postRobotMessage(
  settings: SimulatorSettings,
  data: Record<string, unknown>,
  timeoutMs: number,
) {
  const timestamp = String(Date.now())
  const sign = createHmac('sha256', settings.clientSecret)
    .update(`${timestamp}\n${settings.clientSecret}`)
    .digest('base64')
  return post(new URL(settings.robotUrl), data, { timestamp, sign }, timeoutMs)
}

/** Posts a card press to a registered address. */
export function postCardPress(
  route: { url: string; apiSecret: string },
  data: Record<string, unknown>,
  timeoutMs: number,
) {
  const timestamp = String(Date.now())
  const signature = createHmac('sha256', route.apiSecret).update(timestamp).digest('base64')
  return post(
    new URL(route.url),
    data,
    { 'x-ddpaas-signature-timestamp': timestamp, 'x-ddpaas-signature': signature },
    timeoutMs,
  )
}

async function post(
  url: URL,
  body: unknown,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'manual',
    })
    const text = await response.text()
    if (!response.ok) return { ok: false, reason: `the service answered ${response.status}` }
    return { ok: true, answer: parsed(text) }
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError'
    return { ok: false, reason: late ? 'the service did not answer in time' : 'no connection' }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // An answer that is no JSON carries nothing that DingTalk would act on.
    return null
  }
}
