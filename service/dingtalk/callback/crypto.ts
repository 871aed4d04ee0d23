/** DingTalk's envelope: AES-256-CBC padded to blocks of 32 bytes, signed with SHA-1 over the sorted parts. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { sameText } from '../signatures.ts'

export interface EnvelopeKeys {
  token: string
  /** 43 characters: base64 of 32 bytes without the last `=`. */
  aesKey: string
}

const block = 32

/** Of the last key: to prepare one costs more than an event's envelope. */
let prepared: { aesKey: string; key: KeyObject; iv: Buffer } | undefined

function keyOf({ aesKey }: EnvelopeKeys): { key: KeyObject; iv: Buffer } {
  if (prepared?.aesKey !== aesKey) {
    const bytes = Buffer.from(`${aesKey}=`, 'base64')
    prepared = { aesKey, key: createSecretKey(bytes), iv: bytes.subarray(0, 16) }
  }
  return prepared
}

/** Hex of the signature over an envelope. */
export function signatureOf(
  { token }: EnvelopeKeys,
  timestamp: string,
  nonce: string,
  encrypted: string,
): string {
  const parts = [token, timestamp, nonce, encrypted].toSorted()
  return createHash('sha1').update(parts.join('')).digest('hex')
}

/** @param owner app key, corp id or suite key: the addressee of the message */
export function encrypt(keys: EnvelopeKeys, message: string, owner: string): string {
  const { key, iv } = keyOf(keys)
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(owner)])
  const missing = block - (plain.length % block)
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(missing, missing)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** @returns undefined when it was not encrypted under this key */
export function decrypt(
  keys: EnvelopeKeys,
  encrypted: string,
): { message: string; owner: string } | undefined {
  const { key, iv } = keyOf(keys)
  const bytes = Buffer.from(encrypted, 'base64')
  if (!bytes.length || bytes.length % 16) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const missing = padded.at(-1) ?? 0
  if (missing < 1 || missing > block) return undefined
  const plain = padded.subarray(0, padded.length - missing)
  if (plain.length < 20) return undefined
  const end = 20 + plain.readUInt32BE(16)
  if (end > plain.length) return undefined
  return { message: plain.toString('utf8', 20, end), owner: plain.toString('utf8', end) }
}

/** The possible owners: the app (console subscription) or the organisation (registered by API). */
export function isOwner(owner: string, owners: readonly string[]): boolean {
  return owners.some((one) => sameText(one, owner))
}
