/** Reasons for rejecting an association request: small reference data, the same for every ISO. */
import mongoose from 'mongoose'
import type { Language } from '../texts/contract.ts'

export type InEachLanguage = Record<Language, string>

export interface StoredRejectionReason {
  /** Such as `not_our_staff`. */
  _id: string
  /** What the ISO chooses. */
  names: InEachLanguage
  /** The text for the person of the request. */
  words: InEachLanguage
  /** Says nothing without a note. */
  ownWords: boolean
  /** Stands on old rows and is chosen no more. */
  retired: boolean
  order: number
}

const texts = { type: mongoose.Schema.Types.Mixed, required: true }

/** Not sharded: a handful of rows. */
export const RejectionReasons = mongoose.model<StoredRejectionReason>(
  'RejectionReason',
  new mongoose.Schema<StoredRejectionReason>(
    {
      _id: String,
      names: texts,
      words: texts,
      ownWords: { type: Boolean, required: true },
      retired: { type: Boolean, required: true },
      order: { type: Number, required: true },
    },
    { versionKey: false },
  ),
  'rejectionReasons',
)
