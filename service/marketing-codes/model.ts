/** Marketing Codes, each with its state and where it stands. */
import mongoose from 'mongoose'
import type { CodeStatus, RetireReason } from './contract.ts'

const { Mixed } = mongoose.Schema.Types

export interface StoredCode {
  /** The code as printed. */
  _id: string
  /** The ISO it was issued to. */
  iso: string
  status: CodeStatus
  /** Where it stands; null while it stands nowhere. */
  submission: string | null
  /** Of the store where it stands; an earlier release wrote none. */
  region?: string | null
  at: Date
  /** The last 20 states. */
  history: {
    status: CodeStatus
    submission: string | null
    at: Date
    /** Why the ISO has retired it. */
    reason?: RetireReason
  }[]
}

/** Compares codes without their hyphens. */
export const withoutSigns = { locale: 'en', strength: 2, alternate: 'shifted' } as const

/** The codes of an ISO in their order, with or without hyphens; also those of some regions. */
export const codeIndexes = {
  whole: { iso: 1, status: 1, _id: 1 },
  ofRegions: { iso: 1, status: 1, region: 1, _id: 1 },
} as const

/** Shard key: _id. */
export const MarketingCodes = mongoose.model<StoredCode>(
  'MarketingCode',
  new mongoose.Schema<StoredCode>(
    {
      _id: String,
      iso: { type: String, required: true },
      status: { type: String, required: true },
      submission: String,
      region: String,
      at: { type: Date, required: true },
      history: { type: [Mixed], required: true },
    } as never,
    { versionKey: false },
  )
    .index({ iso: 1, _id: 1 }, { collation: withoutSigns, name: 'codes_without_signs' })
    .index(codeIndexes.whole, { collation: withoutSigns })
    .index(codeIndexes.ofRegions, { collation: withoutSigns }),
  'marketingCodes',
)
