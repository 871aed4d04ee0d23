/** Workspaces: the companies whose operators use the console. */
import mongoose from 'mongoose'
import type { IsoOrder } from './contract/order.ts'

export interface Workspace {
  _id: string
  kind: 'iso' | 'platform'
  name: string
  /** The e-mail that staff type to ask for association (requirements A1); lower case. */
  email: string
  status: 'active' | 'suspended'
  /** While it is suspended: since when, the name of the person who did it, and why. */
  suspension?: { at: Date; by: string; reason: string }
  /** What the platform has done to it, the last 50. */
  timeline?: { at: Date; what: 'suspended' | 'resumed'; by: string; reason: string }[]
  /** In the ISO's QR code. */
  joinCode?: string
  /** Codes that this one has replaced, newest last: a person who scans one is told so. */
  formerJoinCodes?: string[]
  /** When the last one was replaced, and the name of the person who did it. */
  joinCodeReplaced?: { at: Date; by: string }
  /** The ISO's department in the DingTalk organisation, once made. */
  dingtalkDepartmentId?: number
  /** Hour of the business day at which its people get their digest, 0 to 23; null or missing: they get none. */
  digestHour?: number | null
  /** The last business day on which they got it. */
  digestedOn?: string
  /** Of an ISO: ISO 3166-1 alpha-2, and ISO 4217. */
  country?: string
  currency?: string
  order?: AgreedOrder
  /** Of country, currency and order, the last 20. */
  changes?: AgreedChange[]
  /** What an ISO has agreed to, as `agreements` notes it, the last 40. */
  agreedTo?: string[]
  /** Until when an ISO that deployed before it was asked may do without. */
  agreementDueAt?: Date
  createdAt: Date
}

/** What staff do first at a store, as the ISO has agreed on it with the regional coordinator. */
export interface AgreedOrder {
  value: IsoOrder
  /** Name of the coordinator. */
  agreedWith: string
  /** Membership and name of the operator who recorded it. */
  by: string
  name: string
  at: Date
}

export type AgreedChange = Pick<AgreedOrder, 'by' | 'name' | 'at'> &
  (
    | { what: 'country_set'; country: string; currency: string }
    | { what: 'order_set'; order: IsoOrder; agreedWith: string }
  )

const workspace = new mongoose.Schema<Workspace>(
  {
    _id: String,
    kind: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    status: { type: String, required: true },
    suspension: mongoose.Schema.Types.Mixed,
    timeline: { type: [mongoose.Schema.Types.Mixed], default: undefined },
    joinCode: String,
    formerJoinCodes: { type: [String], default: undefined },
    joinCodeReplaced: mongoose.Schema.Types.Mixed,
    dingtalkDepartmentId: Number,
    digestHour: Number,
    digestedOn: String,
    country: String,
    currency: String,
    order: mongoose.Schema.Types.Mixed,
    changes: { type: [mongoose.Schema.Types.Mixed], default: undefined },
    agreedTo: { type: [String], default: undefined },
    agreementDueAt: Date,
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
)
workspace.index({ kind: 1, email: 1 }, { unique: true })
workspace.index({ kind: 1, createdAt: -1, _id: -1 })
workspace.index(
  { joinCode: 1 },
  { unique: true, partialFilterExpression: { joinCode: { $type: 'string' } } },
)
workspace.index({ formerJoinCodes: 1 }, { sparse: true })
workspace.index({ dingtalkDepartmentId: 1 }, { sparse: true })
workspace.index({ digestHour: 1 }, { partialFilterExpression: { digestHour: { $type: 'number' } } })

/** Shard key: _id. */
export const Workspaces = mongoose.model<Workspace>('Workspace', workspace, 'workspaces')
