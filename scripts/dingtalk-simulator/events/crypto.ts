/** The envelope of HTTP callbacks as DingTalk's platform makes it: AES-256-CBC with 32-byte padding, signed with SHA-1. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

const blockBytes = 32

export interface CallbackSecrets {
  token: string
  /** 43 characters: base64 of 32 bytes without its last "=". */
  aesKey: string
  /** The app key; the receiver checks that the message is meant for it. */
  ownerKey: string
}

const keyOf = (aesKey: string) => Buffer.from(`${aesKey}=`, 'base64')

/** What the envelope must be signed with. */
export function signEnvelope(token: string, timestamp: string, nonce: string, encrypt: string) {
  return createHash('sha1')
    .update([token, timestamp, nonce, encrypt].toSorted().join(''))
    .digest('hex')
}

/** Base64 of the encrypted text. */
export function encryptMessage(secrets: CallbackSecrets, text: string) {
  const key = keyOf(secrets.aesKey)
  const message = Buffer.from(text, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([randomBytes(16), length, message, Buffer.from(secrets.ownerKey)])
  const padding = blockBytes - (plain.length % blockBytes)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(padding, padding)),
    cipher.final(),
  ]).toString('base64')
}

/** The text inside, or `undefined` when it is not an envelope of these secrets. */
export function decryptMessage(secrets: CallbackSecrets, encrypt: string): string | undefined {
  const key = keyOf(secrets.aesKey)
  const sealed = Buffer.from(encrypt, 'base64')
  if (sealed.length === 0 || sealed.length % 16 !== 0) return undefined
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()])
  const padding = padded.at(-1) ?? 0
  if (padding < 1 || padding > blockBytes) return undefined
  const plain = padded.subarray(0, padded.length - padding)
  if (plain.length < 20) return undefined
  const end = 20 + plain.readUInt32BE(16)
  if (end > plain.length || plain.subarray(end).toString() !== secrets.ownerKey) return undefined
  return plain.subarray(20, end).toString('utf8')
}

/** Compares signatures without telling by time where they differ. */
export function sameSignature(one: string, other: string) {
  const a = Buffer.from(one)
  const b = Buffer.from(other)
  return a.length === b.length && timingSafeEqual(a, b)
}
