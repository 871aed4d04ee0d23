/** Signed links to files, which work without a sign-in for a limited time. */
import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { clock } from '../clock.ts'
import { config, type KeyOfRing } from '../config.ts'

/** Seconds for which links stay the same. */
const span = 300

/** Unix seconds, five to ten minutes away. The same for five minutes, so that a link stays in the browser's cache. */
function expiry(): number {
  return (Math.floor(clock.time() / 1000 / span) + 2) * span
}

/** Seconds that a link still holds; zero or less when it has ended. */
export function secondsLeft(expires: number): number {
  return expires - Math.floor(clock.time() / 1000)
}

export interface FileLinks {
  /** What stands behind the `?` of a link. It is not cached: remembering it costs more than making it again. */
  query(id: string): string
  /** True when the link was made by us; whether it has ended is another question. */
  isOurs(id: string, expires: number, signature: string): boolean
}

/** @param purpose of a key of its own, so that a link can never be taken for anything else that SESSION_KEYS sign */
export function fileLinks(purpose: string): FileLinks {
  const keyObjects = new WeakMap<Buffer, KeyObject>()

  const keyObject = (key: Buffer): KeyObject => {
    const known = keyObjects.get(key)
    if (known) return known
    const made = createSecretKey(createHmac('sha256', key).update(purpose).digest())
    keyObjects.set(key, made)
    return made
  }

  // asked for as text, the digest costs a third less than as bytes that are then encoded
  const sign = (id: string, expires: number, { key }: KeyOfRing): string =>
    createHmac('sha256', keyObject(key)).update(`${id} ${expires}`).digest('base64url')

  return {
    query(id) {
      const expires = expiry()
      const [ring] = config().sessionKeys
      return `expires=${expires}&signature=${ring.id}.${sign(id, expires, ring)}`
    },
    isOurs(id, expires, signature) {
      const [keyId, encoded = ''] = signature.split('.')
      const ring = config().sessionKeys.find((one) => one.id === keyId)
      if (!ring) return false
      const given = Buffer.from(encoded)
      const right = Buffer.from(sign(id, expires, ring))
      return given.length === right.length && timingSafeEqual(given, right)
    },
  }
}
