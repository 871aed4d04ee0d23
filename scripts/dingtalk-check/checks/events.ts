/** How events come: a Stream connection that opens, or a signed check of our own posted to the callback from outside. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Config } from '../../../service/config.ts'
import { decrypt, encrypt, signatureOf } from '../../../service/dingtalk/callback/crypto.ts'
import { streamUrl } from '../../../service/dingtalk/stream/endpoint.ts'
import { blame, saidBy, type DingTalk } from '../dingtalk.ts'
import { ok, wrong, type Finding } from '../findings.ts'

/** Milliseconds within which DingTalk wants a callback answered. */
const callbackTimeout = 1_500
const handshakeTimeout = 10_000

const subject = 'Event subscription'

/** Asks for nothing but pings, so that no event goes astray to us. */
async function checkStream(dingtalk: DingTalk): Promise<Finding> {
  const { clientId, clientSecret } = dingtalk.config.dingtalk
  const answered = await dingtalk.askNew('POST', '/v1.0/gateway/connections/open', {
    clientId,
    clientSecret,
    ua: 'dingtalk-check',
    subscriptions: [{ type: 'SYSTEM', topic: 'ping' }],
  })
  const blamed = blame(subject, answered)
  if (blamed) return blamed
  const url = streamUrl(answered.body, dingtalk.config.dingtalk.apiUrl)
  if (!url) return wrong(subject, `Stream gives no connection: ${saidBy(answered)}`, 'events')
  const socket = new WebSocket(url, { handshakeTimeout })
  try {
    await once(socket, 'open')
    return ok(subject, 'a Stream connection opens')
  } catch {
    return wrong(subject, 'the Stream gateway closes the connection', 'events')
  } finally {
    socket.terminate()
  }
}

async function post(url: URL, body: object): Promise<Record<string, unknown> | string> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(handshakeTimeout),
  }
  try {
    const response = await fetch(url, init)
    if (!response.ok) return `the callback answers ${response.status}`
    return (await response.json()) as Record<string, unknown>
  } catch (error) {
    return error instanceof SyntaxError
      ? 'the callback answers something else'
      : 'the callback cannot be reached'
  }
}

async function checkCallback({ publicUrl, dingtalk }: Config): Promise<Finding> {
  const { callbackToken: token = '', callbackAesKey: aesKey = '', clientId } = dingtalk
  const keys = { token, aesKey }
  const timestamp = String(Date.now())
  const nonce = randomBytes(8).toString('hex')
  const sealed = encrypt(keys, JSON.stringify({ EventType: 'check_url' }), clientId)
  const url = new URL(`${publicUrl}/dingtalk/callback`)
  url.searchParams.set('signature', signatureOf(keys, timestamp, nonce, sealed))
  url.searchParams.set('timestamp', timestamp)
  url.searchParams.set('nonce', nonce)
  const began = performance.now()
  const answer = await post(url, { encrypt: sealed })
  const took = Math.round(performance.now() - began)
  if (typeof answer === 'string') return wrong(subject, answer, 'events')
  const [theirs, time, theirNonce, back] = ['msg_signature', 'timeStamp', 'nonce', 'encrypt'].map(
    (name) => String(answer[name] ?? ''),
  )
  const isSigned = theirs === signatureOf(keys, time ?? '', theirNonce ?? '', back ?? '')
  if (!isSigned || decrypt(keys, back ?? '')?.message !== 'success')
    return wrong(subject, 'the callback answers, but not as DingTalk wants it', 'events')
  if (took > callbackTimeout)
    return wrong(subject, `the callback takes ${took} ms; DingTalk waits 1500 ms`, 'service')
  return ok(subject, `the callback answers in ${took} ms`)
}

export async function checkEvents(dingtalk: DingTalk): Promise<Finding[]> {
  const { config } = dingtalk
  const isStream = config.dingtalk.events === 'stream'
  return [isStream ? await checkStream(dingtalk) : await checkCallback(config)]
}
