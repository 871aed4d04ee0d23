/** A check value of each key that the service has started with: another key under the same id is noticed by it. */
import { createHmac } from 'node:crypto'
import mongoose from 'mongoose'
import { clock } from '../clock.ts'
import { config, type KeyOfRing } from '../config.ts'
import { log } from '../log.ts'
import { isDuplicateKey } from './duplicate-key.ts'

export const ringNames = ['SESSION_KEYS', 'SECRET_KEYS'] as const
export type RingName = (typeof ringNames)[number]

interface KeyCheck {
  /** Ring and id. */
  _id: string
  ring: RingName
  keyId: string
  /** What the key makes of a fixed text: it tells keys apart, and nothing about the key. */
  value: string
  /** Of the first start that wrote these rows: rows that name no key may have been made with it. */
  first: boolean
  at: Date
}

/** Not sharded: a row for each key that there ever was. */
const KeyChecks = mongoose.model<KeyCheck>(
  'KeyCheck',
  new mongoose.Schema<KeyCheck>(
    {
      _id: String,
      ring: { type: String, required: true },
      keyId: { type: String, required: true },
      value: { type: String, required: true },
      first: { type: Boolean, required: true },
      at: { type: Date, required: true },
    },
    { versionKey: false },
  ),
  'keyChecks',
)

export const keysOf = (ring: RingName) =>
  ring === 'SESSION_KEYS' ? config().sessionKeys : config().secretKeys

const rowId = (ring: RingName, id: string) => `${ring} ${id}`

const valueOf = (ring: RingName, { id, key }: KeyOfRing) =>
  createHmac('sha256', key)
    .update(`key check: ${rowId(ring, id)}`)
    .digest('base64url')

/** Compares the keys of the settings with those of earlier starts. */
export async function compareKeys() {
  const known = new Map((await KeyChecks.find().lean()).map((row) => [row._id, row]))
  return {
    /** Undefined for a key that no start has recorded yet, or that the ring does not have. */
    isSame(ring: RingName, id: string): boolean | undefined {
      const row = known.get(rowId(ring, id))
      const key = keysOf(ring).find((one) => one.id === id)
      return row && key && row.value === valueOf(ring, key)
    },
  }
}

/** Ids of the keys that the first start to record keys had: an earlier release may have worked with any of them. */
export const firstKeys = (ring: RingName) =>
  KeyChecks.distinct('keyId', { ring, first: true }) as Promise<string[]>

/** To be called once it is sure that no row needs another key than those of the settings (`mustHaveKeys`). */
export async function recordKeys(): Promise<void> {
  const first = (await KeyChecks.exists({})) === null
  const { isSame } = await compareKeys()
  for (const ring of ringNames) {
    for (const key of keysOf(ring)) {
      const { id: keyId } = key
      const same = isSame(ring, keyId)
      if (same) continue
      const value = valueOf(ring, key)
      if (same === undefined) await insert({ ring, keyId, value, first })
      else await KeyChecks.updateOne({ _id: rowId(ring, keyId) }, { $set: { value } })
      log.info({ ring, keyId }, 'key recorded: another one under its id will be refused')
    }
  }
}

async function insert(given: Omit<KeyCheck, '_id' | 'at'>): Promise<void> {
  const _id = rowId(given.ring, given.keyId)
  await KeyChecks.create({ _id, ...given, at: clock.now() }).catch((error: unknown) => {
    // another instance starts at the same moment
    if (!isDuplicateKey(error)) throw error
  })
}
