/** What phones told of field work, as it is stored. */
import mongoose from 'mongoose'
import { keptSeconds, type ActivityEntry } from './rules.ts'

export interface ActivityBatch {
  /** Made by the phone. */
  _id: string
  iso: string
  staff: string
  /** By the phone's clock. */
  phoneAt: Date
  receivedAt: Date
  /** Milliseconds from the phone's clock to ours: `receivedAt - phoneAt`. */
  difference: number
  entries: ActivityEntry[]
  /** Entries that did not count. */
  dropped: number
}

/** Shard key: iso, _id. */
export const Activity = mongoose.model<ActivityBatch>(
  'ActivityBatch',
  new mongoose.Schema<ActivityBatch>(
    {
      _id: String,
      iso: { type: String, required: true },
      staff: { type: String, required: true },
      phoneAt: { type: Date, required: true },
      receivedAt: { type: Date, required: true },
      difference: { type: Number, required: true },
      entries: { type: [mongoose.Schema.Types.Mixed], required: true } as never,
      dropped: { type: Number, required: true },
    },
    { versionKey: false },
  )
    .index({ iso: 1, staff: 1, receivedAt: 1 })
    .index({ receivedAt: 1 }, { expireAfterSeconds: keptSeconds }),
  'activity',
)
