/** Stores, each with what stands there. */
import mongoose from 'mongoose'
import type { Place } from '../http/contract.ts'

const { Mixed } = mongoose.Schema.Types

/** What one submission put up in a store. */
export interface Standing {
  submission: string
  product: string
  /** Approved ones. */
  spots: number
  codes: number
  approvedAt: Date
}

export interface Store {
  _id: string
  iso: string
  /** Name and address, folded: the same place promoted again is the same store. */
  key: string
  /** Beginnings of the name to search by, folded; an earlier release wrote none. */
  searchKeys?: string[]
  name: string
  category: string
  address: string
  place: Place | null
  /** Null where it is not known; an earlier release wrote none. */
  region?: string | null
  /** Of the storefront. */
  photo: string
  /** The last 50. */
  standing: Standing[]
  updatedAt: Date
}

/** A store without keys is in it too, with none. */
export const storesBySearchKey = { iso: 1, searchKeys: 1 } as const

/** Shard key: iso, so that one index holds a store once for its ISO. */
export const Stores = mongoose.model<Store>(
  'Store',
  new mongoose.Schema<Store>(
    {
      _id: String,
      iso: { type: String, required: true },
      key: { type: String, required: true },
      // without a default: an empty list would hide what an earlier release has written
      searchKeys: { type: [String], default: undefined },
      name: { type: String, required: true },
      category: { type: String, required: true },
      address: { type: String, required: true },
      place: Mixed,
      region: String,
      photo: { type: String, required: true },
      standing: { type: [Mixed], required: true },
      updatedAt: { type: Date, required: true },
    } as never,
    { versionKey: false, minimize: false },
  )
    .index({ iso: 1, key: 1 }, { unique: true })
    .index(storesBySearchKey)
    // those that an operator of some regions is offered
    .index({ iso: 1, region: 1, key: 1 })
    .index({ iso: 1, 'standing.submission': 1 }),
  'stores',
)
