/** Drafts as they are stored. */
import mongoose from 'mongoose'
import type { DraftContent } from './contract.ts'

const { Mixed } = mongoose.Schema.Types

export interface StoredDraft {
  /** The id that the submission will have, or has. */
  _id: string
  iso: string
  staff: string
  revision: number | null
  content: DraftContent
  /** By the phone's clock. */
  savedAt: Date
  /** By ours. */
  at: Date
}

/** Shard key: iso, _id. A draft unchanged for 90 days is deleted. */
export const Drafts = mongoose.model<StoredDraft>(
  'Draft',
  new mongoose.Schema<StoredDraft>(
    {
      _id: String,
      iso: { type: String, required: true },
      staff: { type: String, required: true },
      revision: Number,
      content: { type: Mixed, required: true },
      savedAt: { type: Date, required: true },
      at: { type: Date, required: true },
    } as never,
    { versionKey: false, minimize: false },
  )
    .index({ iso: 1, staff: 1, savedAt: -1 })
    .index({ at: 1 }, { expireAfterSeconds: 90 * 24 * 3600 }),
  'drafts',
)
