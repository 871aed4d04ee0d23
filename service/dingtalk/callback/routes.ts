/** What DingTalk posts to us: encrypted events, messages to the robot, presses of card buttons. */
import { randomBytes } from 'node:crypto'
import Router from '@koa/router'
import type { Context, Next } from 'koa'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import { whileDatabaseAnswers } from '../../database/outage.ts'
import { refuse } from '../../errors.ts'
import { callerNetwork, clientAddress } from '../../http/client-address.ts'
import { callbacks } from '../../http/intake.ts'
import { readJson } from '../../http/read-json.ts'
import { takeBotMessage, takeCardAction, takeEvent } from '../inbound.ts'
import { countInbound, type InboundKind } from '../metrics.ts'
import { decrypt, encrypt, isOwner, signatureOf, type EnvelopeKeys } from './crypto.ts'
import { cardSecret, cardSign, isFresh, robotSign, sameText } from '../signatures.ts'

type Json = Record<string, unknown>

async function bodyOf(ctx: Context): Promise<Json> {
  // what comes of it is done in the background, and holds little of it
  const whose = callerNetwork(clientAddress(ctx.req))
  const giveBack = await readJson(ctx, '64kb', { intake: callbacks, whose })
  giveBack?.()
  const { body } = ctx.request
  if (body && typeof body === 'object' && !Array.isArray(body)) return body as Json
  return refuse('bad_input')
}

function refuseForged(kind: InboundKind): never {
  countInbound(kind, 'refused')
  refuse('bad_callback')
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** Opens the envelope. @throws Refusal `bad_callback` when it is forged, stale, or meant for another app. */
function open(ctx: Context, keys: EnvelopeKeys, body: Json): { message: Json; owner: string } {
  const { signature, msg_signature: olderName, timestamp, nonce } = ctx.query
  const given = first(signature) ?? first(olderName) ?? ''
  const [time, once] = [first(timestamp) ?? '', first(nonce) ?? '']
  const { encrypt: encrypted } = body
  if (typeof encrypted !== 'string' || !isFresh(time)) return refuseForged('event')
  if (!sameText(given, signatureOf(keys, time, once, encrypted))) return refuseForged('event')
  const opened = decrypt(keys, encrypted)
  const { clientId, corpId } = config().dingtalk
  if (!opened || !isOwner(opened.owner, [clientId, corpId])) return refuseForged('event')
  try {
    const message: unknown = JSON.parse(opened.message)
    if (message && typeof message === 'object') {
      return { message: message as Json, owner: opened.owner }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return refuseForged('event')
}

/** @param owner the owner for which DingTalk sealed its message: an answer for another owner is not opened */
function sealedSuccess(keys: EnvelopeKeys, owner: string): Json {
  const timeStamp = String(clock.time())
  const nonce = randomBytes(8).toString('hex')
  const encrypted = encrypt(keys, 'success', owner)
  return {
    msg_signature: signatureOf(keys, timeStamp, nonce, encrypted),
    timeStamp,
    nonce,
    encrypt: encrypted,
  }
}

/** DingTalk asks whether the address works; nothing happened. */
const addressChecks = new Set(['check_url', 'check_create_suite_url', 'check_update_suite_url'])

async function event(ctx: Context): Promise<void> {
  const { callbackToken: token, callbackAesKey: aesKey } = config().dingtalk
  if (!token || !aesKey) return refuse('not_found')
  const keys = { token, aesKey }
  const { message, owner } = open(ctx, keys, await bodyOf(ctx))
  const isCheck = Object.entries(message).some(
    ([name, value]) => name.toLowerCase() === 'eventtype' && addressChecks.has(String(value)),
  )
  // DingTalk keeps what is refused, and posts it again or hands it over later
  if (!isCheck) await whileDatabaseAnswers(() => takeEvent(message))
  ctx.body = sealedSuccess(keys, owner)
}

async function robotMessage(ctx: Context): Promise<void> {
  const { timestamp, sign } = ctx.headers
  const expected = robotSign(first(timestamp as string) ?? '', config().dingtalk.clientSecret)
  if (!isFresh(String(timestamp ?? '')) || !sameText(String(sign ?? ''), expected)) {
    refuseForged('bot')
  }
  const message = await bodyOf(ctx)
  await whileDatabaseAnswers(() => takeBotMessage(message))
  ctx.body = {}
}

async function cardPress(ctx: Context): Promise<void> {
  const timestamp = ctx.get('x-ddpaas-signature-timestamp')
  const expected = cardSign(timestamp, cardSecret(config().dingtalk.clientSecret))
  if (!isFresh(timestamp) || !sameText(ctx.get('x-ddpaas-signature'), expected)) {
    refuseForged('card')
  }
  const press = await bodyOf(ctx)
  ctx.body = await whileDatabaseAnswers(() => takeCardAction(press, undefined, timestamp))
}

/** With Stream nothing is posted, so these addresses are not there. */
async function onlyForCallbacks(_ctx: Context, next: Next): Promise<void> {
  if (config().dingtalk.events !== 'callback') refuse('not_found')
  await next()
}

/** Not under /api/v1: DingTalk decides what these look like. */
export const dingtalkCallbackRouter = new Router({ prefix: '/dingtalk' })
  .use(onlyForCallbacks)
  .post('/callback', event)
  .post('/robot', robotMessage)
  .post('/card', cardPress)
