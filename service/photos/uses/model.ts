/** Uses of photos: one row says that a photo stands in an item of a visit or an inspection, and what it looks like. */
import mongoose from 'mongoose'
import type { useKinds } from '../contract.ts'

export interface StoredUse {
  /** Visit or task, item and photo: the same use is there once, however often it is recorded. */
  _id: string
  iso: string
  staff: string
  kind: (typeof useKinds)[number]
  /** The submission or task. */
  of: string
  /** `store`, or the id of a spot. */
  item: string
  photo: string
  storeName: string
  /** When it was sent in first. */
  at: Date
  /** Of the photo: two photos that share one are the same (docs/decisions/051). */
  fingerprints: string[]
}

/** Shard key: iso, _id. Looked up by fingerprint on all shards, as re-use across ISOs has to be found. */
export const PhotoUses = mongoose.model<StoredUse>(
  'PhotoUse',
  new mongoose.Schema<StoredUse>(
    {
      _id: String,
      iso: { type: String, required: true },
      staff: { type: String, required: true },
      kind: { type: String, required: true },
      of: { type: String, required: true },
      item: { type: String, required: true },
      photo: { type: String, required: true },
      storeName: { type: String, required: true },
      at: { type: Date, required: true },
      fingerprints: { type: [String], required: true },
    } as never,
    { versionKey: false },
  ).index({ fingerprints: 1, at: 1 }),
  'photoUses',
)
