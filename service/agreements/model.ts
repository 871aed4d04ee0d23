/** Texts that are agreed to, with all of their versions, and who has agreed to which. */
import mongoose from 'mongoose'
import type { Saying } from './contract/text.ts'
import type { Text } from './rules.ts'

const { Mixed } = mongoose.Schema.Types

export interface StoredVersion extends Saying {
  number: number
  validFrom: Date
  publishedAt: Date
  /** The operator, by the id of their membership; null for what a release has brought. */
  by: { id: string; name: string } | null
}

/** A deployment policy of a product, or the service agreement, for a country or for everywhere. */
export interface StoredText extends Text<StoredVersion> {
  /** Number of the newest version: a version is added to the one before it. */
  latest: number
}

const text = new mongoose.Schema<StoredText>(
  {
    _id: String,
    kind: { type: String, required: true },
    product: { type: String, default: '' },
    country: { type: String, required: true },
    latest: { type: Number, required: true },
    versions: { type: [Mixed], required: true },
  } as never,
  { versionKey: false },
)
text.index({ kind: 1, product: 1, country: 1 }, { unique: true })
text.index({ 'versions.by.id': 1 }, { sparse: true })

/** Not sharded: a few for each product and country. */
export const AgreementTexts = mongoose.model<StoredText>('AgreementText', text, 'agreementTexts')

/** That a staff member, or an operator for their ISO, has agreed to a version; never changed. */
export interface StoredAgreement {
  /** Made by the phone. */
  _id: string
  iso: string
  text: string
  version: number
  /** The staff member; the person is the same with every ISO. */
  staff?: string
  dingtalkUserId?: string
  /** The operator who agreed for the ISO, by the id of their membership. */
  operator?: { id: string; name: string }
  /** In which it was read. */
  language: string
  /** By the clock of the phone. */
  agreedAt: Date
  at: Date
}

const agreement = new mongoose.Schema<StoredAgreement>(
  {
    _id: String,
    iso: { type: String, required: true },
    text: { type: String, required: true },
    version: { type: Number, required: true },
    staff: String,
    dingtalkUserId: String,
    operator: { type: Mixed, default: undefined },
    language: { type: String, required: true },
    agreedAt: { type: Date, required: true },
    at: { type: Date, required: true },
  } as never,
  { versionKey: false },
)
// once for a person, and once for an ISO; how many have agreed
agreement.index(
  { text: 1, version: 1, dingtalkUserId: 1 },
  { unique: true, partialFilterExpression: { dingtalkUserId: { $type: 'string' } } },
)
agreement.index(
  { text: 1, version: 1, iso: 1 },
  { unique: true, partialFilterExpression: { 'operator.id': { $type: 'string' } } },
)
agreement.index({ text: 1, version: 1 })
agreement.index({ dingtalkUserId: 1 }, { sparse: true })
agreement.index({ staff: 1 }, { sparse: true })
agreement.index({ 'operator.id': 1 }, { sparse: true })

/** Not sharded: that a person agrees once is held by one index over all ISOs. */
export const Agreements = mongoose.model<StoredAgreement>('Agreement', agreement, 'agreements')
