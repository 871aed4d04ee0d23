/** Reject reasons: reference data, offered to reviewers and explained to staff (requirements B14). */
import mongoose from 'mongoose'
import type { InEachLanguage } from '../offered-lists/model.ts'
import type { RejectReason } from './contract.ts'

export interface StoredRejectReason {
  /** Such as `photo_blurred`. */
  _id: string
  names: InEachLanguage
  remedies: InEachLanguage
  appliesTo: RejectReason['appliesTo']
  field: string | null
  /** Place in the list, from 1. */
  order: number
}

const { Mixed } = mongoose.Schema.Types

/** Not sharded: a handful of rows. */
export const RejectReasons = mongoose.model<StoredRejectReason>(
  'RejectReason',
  new mongoose.Schema<StoredRejectReason>(
    {
      _id: String,
      names: { type: Mixed, required: true },
      remedies: { type: Mixed, required: true },
      appliesTo: { type: [String], required: true },
      field: String,
      order: { type: Number, required: true },
    } as never,
    { versionKey: false },
  ),
  'rejectReasons',
)
