/** Badges as they are stored; the holder by id only (a name would be personal data), with the regions of the holder. */
import mongoose from 'mongoose'
import type { Badge } from './contract.ts'

export interface StoredBadge extends Pick<Badge, 'number' | 'status'> {
  _id: string
  iso: string
  regions: string[]
  staff: string
}

const fields = { _id: String, iso: String, regions: [String], staff: String, number: String }
const schema = new mongoose.Schema<StoredBadge>({ ...fields, status: String } as never, {
  versionKey: false,
}).index({ iso: 1, _id: -1 })

export const Badges = mongoose.model<StoredBadge>('Badge', schema, 'badges')
