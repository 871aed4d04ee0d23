/** Badges as they are stored; the holder by id only, since a name would be personal data. */
import mongoose from 'mongoose'
import type { Badge } from './contract.ts'

export interface StoredBadge {
  _id: string
  iso: string
  /** Those of the holder. */
  regions: string[]
  staff: string
  number: string
  status: Badge['status']
}

const [text, texts] = [
  { type: String, required: true },
  { type: [String], required: true },
]
const schema = new mongoose.Schema<StoredBadge>(
  { _id: String, iso: text, regions: texts, staff: text, number: text, status: text } as never,
  { versionKey: false },
).index({ iso: 1, _id: -1 })

export const Badges = mongoose.model<StoredBadge>('Badge', schema, 'badges')
