/** Photos as callers see them, with signed links that work without a sign-in for a limited time. */
import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { clock } from '../clock.ts'
import { config, type KeyOfRing } from '../config.ts'
import type { Photo } from './contract.ts'
import type { KnownPhoto } from './model.ts'

/** Seconds for which links stay the same. */
const span = 300

const keyObjects = new WeakMap<Buffer, KeyObject>()

function keyObject(key: Buffer): KeyObject {
  const known = keyObjects.get(key)
  if (known) return known
  // a key of its own, so that a link can never be taken for anything else that SESSION_KEYS sign
  const made = createSecretKey(createHmac('sha256', key).update('photo links').digest())
  keyObjects.set(key, made)
  return made
}

function sign(photoId: string, expires: number, { key }: KeyOfRing): string {
  // asked for as text, the digest costs a third less than as bytes that are then encoded
  return createHmac('sha256', keyObject(key)).update(`${photoId} ${expires}`).digest('base64url')
}

/** Unix seconds, five to ten minutes away. The same for five minutes, so that a link stays in the browser's cache. */
function expiry(): number {
  return (Math.floor(clock.time() / 1000 / span) + 2) * span
}

/** True when the link was made by us; whether it has ended is another question. */
export function isOurLink(photoId: string, expires: number, signature: string): boolean {
  const [keyId, encoded = ''] = signature.split('.')
  const ring = config().sessionKeys.find(({ id }) => id === keyId)
  if (!ring) return false
  const given = Buffer.from(encoded)
  const right = Buffer.from(sign(photoId, expires, ring))
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Seconds that a link still holds; zero or less when it has ended. */
export function secondsLeft(expires: number): number {
  return expires - Math.floor(clock.time() / 1000)
}

/** One signature serves both sizes. It is not cached: remembering it costs more than making it again. */
function signedQuery(photoId: string): string {
  const expires = expiry()
  const [ring] = config().sessionKeys
  return `expires=${expires}&signature=${ring.id}.${sign(photoId, expires, ring)}`
}

/** Addresses of both sizes, without scheme and host; in the contract's order, in which answers are checked fastest. */
export function linksTo(photoId: string): { thumbnailUrl: string; url: string } {
  const query = signedQuery(photoId)
  return {
    thumbnailUrl: `/api/v1/photos/${photoId}/thumbnail?${query}`,
    url: `/api/v1/photos/${photoId}/full?${query}`,
  }
}

export function viewPhoto({ id, width, height, takenAt, place, source }: KnownPhoto): Photo {
  return {
    id,
    width,
    height,
    takenAt: takenAt?.toISOString() ?? null,
    place,
    source,
    ...linksTo(id),
  }
}
