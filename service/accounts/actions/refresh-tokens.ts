/** Refresh tokens: how one is written and read, and which token follows it. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { config } from '../../config.ts'
import { maxReplaced } from '../rules.ts'

export interface RefreshToken {
  sessionId: string
  token: string
}

export const newToken = () => randomBytes(32).toString('base64url')

/** As sessions keep it. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/**
 * Proof that we gave this token for this session: an old one then means that there is a copy,
 * while a made-up one ends nothing.
 */
function proofOf(key: Buffer, { sessionId, token }: RefreshToken): Buffer {
  return createHmac('sha256', key).update(`refresh:${sessionId}:${token}`).digest()
}

/** Id of the key that tokens are signed with. */
export const signingKey = () => config().sessionKeys[0].id

/** The value of the cookie. */
export function signed(given: RefreshToken): string {
  const [{ key }] = config().sessionKeys
  return `${given.sessionId}.${given.token}.${proofOf(key, given).toString('base64url')}`
}

/** The session and token in a refresh cookie; undefined when the cookie is not of our making. */
export function readToken(cookie: string | undefined): RefreshToken | undefined {
  const [sessionId = '', token = '', signature = ''] = (cookie ?? '').split('.')
  const given = Buffer.from(signature, 'base64url')
  const ours = config().sessionKeys.some(({ key }) => {
    const right = proofOf(key, { sessionId, token })
    return given.length === right.length && timingSafeEqual(given, right)
  })
  return ours ? { sessionId, token } : undefined
}

/**
 * Derived rather than random: the same token has the same successor, which can be given again although only its hash
 * is stored. Without the key the next one cannot be derived.
 */
function derived(key: Buffer, { sessionId, token }: RefreshToken): string {
  return createHmac('sha256', key).update(`successor:${sessionId}:${token}`).digest('base64url')
}

export function successorOf(given: RefreshToken): string {
  const [{ key }] = config().sessionKeys
  return derived(key, given)
}

/**
 * The token in force, found from one that it followed, over as many steps as may lie within the grace. Each step may
 * have been made with any key of the ring, as another instance may have another one in front.
 * @param current its hash
 * @returns undefined when it was not derived (by an earlier release), or with a key that is not in the ring
 */
export function findSuccessor(given: RefreshToken, current: string): string | undefined {
  let tokens = [given.token]
  for (let step = 0; step < maxReplaced; step++) {
    tokens = tokens.flatMap((token) =>
      config().sessionKeys.map(({ key }) => derived(key, { ...given, token })),
    )
    const found = tokens.find((token) => hashOf(token) === current)
    if (found) return found
  }
  return undefined
}
