/** Secrets at rest: sealed with AES-256-GCM under a key of the ring, opened with the key that sealed them. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { mongo } from 'mongoose'
import { config } from '../config.ts'

export interface Sealed {
  /** Id of the key in SECRET_KEYS. */
  key: string
  iv: Buffer
  tag: Buffer
  data: Buffer
}

/** Mongoose definition of a sealed field. */
export const sealedField = {
  key: { type: String, required: true },
  iv: { type: Buffer, required: true },
  tag: { type: Buffer, required: true },
  data: { type: Buffer, required: true },
}

/** @param about what the secret belongs to, such as `testAccount:17`: it cannot be opened as another's. */
export function seal(secret: string, about: string): Sealed {
  const [{ id, key }] = config().secretKeys
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return { key: id, iv, tag: cipher.getAuthTag(), data }
}

/** Lean reads give bytes as the driver has them. */
function bytesOf(stored: Buffer | mongo.Binary): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer)
}

/** @throws when the key is not in the ring, or the secret was changed or belongs to something else. */
export function unseal(sealed: Sealed, about: string): string {
  const ring = config().secretKeys.find(({ id }) => id === sealed.key)
  if (!ring) throw new Error(`SECRET_KEYS holds no key ${sealed.key}`)
  const decipher = createDecipheriv('aes-256-gcm', ring.key, bytesOf(sealed.iv))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytesOf(sealed.tag))
  return Buffer.concat([decipher.update(bytesOf(sealed.data)), decipher.final()]).toString('utf8')
}
