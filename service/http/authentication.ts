/**
 * Finds the caller of a request: reads the access token, finds the person behind it, remembers both for a few seconds.
 */
import { createSecretKey } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import type { Context } from 'koa'
import { LRUCache } from 'lru-cache'
import { clock } from '../clock.ts'
import { config } from '../config.ts'
import { isRefusal, refuse } from '../errors.ts'
import { standsBehind, type Caller, type Operator, type Staff } from './callers.ts'
import { readCookie } from './cookies.ts'

export type SessionKind = 'staff' | 'operator'

export interface Claims {
  kind: SessionKind
  sessionId: string
  /** Membership (operators) or DingTalk userid (staff). */
  subject: string
}

/** Seconds that an access token lives. */
export const accessTokenLife = 600
/** A person found is looked up again after this long, in milliseconds; an event about them makes it at once. */
const memory = 10_000

/** Without the prefix that it gets over https. */
export const accessCookie = (kind: SessionKind) => `pw_${kind}`
export const refreshCookie = (kind: SessionKind) => `pw_${kind}_refresh`

export function issueAccessToken(claims: Claims): string {
  const [{ id, key }] = config().sessionKeys
  const iat = Math.floor(clock.time() / 1000)
  return jsonwebtoken.sign(
    { sid: claims.sessionId, sub: claims.subject, aud: claims.kind, iat },
    createSecretKey(key),
    { algorithm: 'HS256', keyid: id, expiresIn: accessTokenLife },
  )
}

const keyObjects = new WeakMap<Buffer, ReturnType<typeof createSecretKey>>()

// a KeyObject made once is four times as fast to verify with as the bytes
function keyObject(key: Buffer) {
  const known = keyObjects.get(key)
  if (known) return known
  const made = createSecretKey(key)
  keyObjects.set(key, made)
  return made
}

/** What a token says of itself, unproven; undefined when it is none. The library throws at some nonsense. */
function peek(token: string): { keyId?: string | undefined; audience?: unknown } | undefined {
  try {
    const found = jsonwebtoken.decode(token, { complete: true })
    if (!found || typeof found.payload === 'string') return undefined
    return { keyId: found.header.kid, audience: found.payload.aud }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Tokens and callers that are remembered; of more than that, those asked for last. */
const maxRemembered = 10_000

/** What those tokens say that were found to be ours; `until` in milliseconds. A phone sends one for ten minutes. */
const verified = new LRUCache<string, { claims: Claims; until: number }>({ max: maxRemembered })

/** @throws Refusal `session_expired` when the token is over, forged, or of another kind. */
function readAccessToken(token: string, kind: SessionKind): Claims {
  const known = verified.get(token)
  if (known) {
    if (known.claims.kind !== kind || known.until <= clock.time()) refuse('session_expired')
    return known.claims
  }
  try {
    const keyId = peek(token)?.keyId
    const ring = config().sessionKeys.find(({ id }) => id === keyId)
    if (!ring) refuse('session_expired')
    const found = jsonwebtoken.verify(token, keyObject(ring.key), {
      algorithms: ['HS256'],
      audience: kind,
      clockTimestamp: Math.floor(clock.time() / 1000),
    }) as jsonwebtoken.JwtPayload
    const claims = { kind, sessionId: String(found.sid), subject: String(found.sub) }
    verified.set(token, { claims, until: Number(found.exp) * 1000 })
    return claims
  } catch (error) {
    // a payload that is no JSON makes the library throw what JSON.parse throws
    const forged = error instanceof jsonwebtoken.JsonWebTokenError || error instanceof SyntaxError
    if (forged) refuse('session_expired')
    throw error
  }
}

/** How to find the people behind the claims; undefined when the session or the person is gone. */
interface Sources {
  staff(claims: Claims): Promise<Staff | undefined>
  operator(claims: Claims): Promise<Operator | undefined>
}

let sources: Sources | undefined
const remembered = new LRUCache<string, { caller: Caller; until: number }>({ max: maxRemembered })
/** Grows when callers are forgotten: a caller looked up since then may be out of date already. */
let forgotten = 0

export function recogniseCallersBy(given: Sources): void {
  sources = given
  remembered.clear()
  verified.clear()
}

/** Forgets the cached callers of these sessions, members or staff members, so that a right taken away ends at once. */
export function forgetCallers(subjects: ReadonlySet<string>): void {
  forgotten++
  for (const [key, { caller }] of [...remembered.entries()]) {
    if (standsBehind(caller, subjects)) remembered.delete(key)
  }
}

/** Forgets all callers: after events were missed anything may have changed. */
export function forgetAllCallers(): void {
  forgotten++
  remembered.clear()
}

async function find(claims: Claims): Promise<Caller> {
  const key = `${claims.kind}:${claims.sessionId}`
  const known = remembered.get(key)
  if (known && known.until > clock.time()) return known.caller
  if (!sources) refuse('unavailable')
  const before = forgotten
  const caller = await sources[claims.kind](claims)
  if (!caller) {
    remembered.delete(key)
    refuse('session_expired')
  }
  if (before === forgotten) remembered.set(key, { caller, until: clock.time() + memory })
  return caller
}

function bearer(ctx: Context): { token: string; kind: SessionKind } | undefined {
  const [scheme, token] = (ctx.req.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) return undefined
  const audience = verified.get(token)?.claims.kind ?? peek(token)?.audience
  return { token, kind: audience === 'staff' ? 'staff' : 'operator' }
}

/** The caller as they are now, whose session is known already; undefined when it has ended. */
export async function findAgain(me: Caller): Promise<Caller | undefined> {
  const { kind, sessionId } = me
  const subject = me.kind === 'staff' ? me.dingtalkUserId : me.id
  try {
    return await find({ kind, sessionId, subject })
  } catch (error) {
    if (isRefusal(error, 'session_expired')) return undefined
    throw error
  }
}

/** The access tokens that came with a request, and the person that each names. */
function tokensOf(ctx: Context): { token: string; kind: SessionKind }[] {
  const given = bearer(ctx)
  if (given) return [given]
  return (['staff', 'operator'] as const).flatMap((kind) => {
    const token = readCookie(ctx, accessCookie(kind))
    return token ? [{ kind, token }] : []
  })
}

/** When the access token of this kind ends that came with a request (ms since 1970); 0 when there is none in force. */
export function accessEnds(ctx: Context, kind: SessionKind): number {
  const found = tokensOf(ctx).find((one) => one.kind === kind)
  return (found && verified.get(found.token)?.until) ?? 0
}

/**
 * All callers signed in on this request: a browser can hold a staff session and an operator session at once.
 * A session that has ended only matters when the endpoint needs it, so its refusal is thrown by `wanted`.
 */
export async function callersOfRequest(
  ctx: Context,
): Promise<{ staff?: Staff; operator?: Operator; ended: boolean }> {
  const found: { staff?: Staff; operator?: Operator; ended: boolean } = { ended: false }
  for (const { kind, token } of tokensOf(ctx)) {
    try {
      const caller = await find(readAccessToken(token, kind))
      if (caller.kind === 'staff') found.staff = caller
      else found.operator = caller
    } catch (error) {
      if (!isRefusal(error, 'session_expired')) throw error
      found.ended = true
    }
  }
  return found
}
