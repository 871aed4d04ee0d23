/** Staff members: one document is one person's association with one ISO, through all of its states. */
import mongoose from 'mongoose'
import type { Actor } from '../http/callers.ts'
import type { EndedBy, InvitationFailure, StaffStatus } from './contract/association.ts'

export interface TimelineEntry {
  at: Date
  what: string
  by: Actor & { name: string }
  note: string
}

/** An association that has ended. */
export interface EndedAssociation {
  dingtalkUserId: string
  /** When it began, where that is still known. */
  since?: Date
  until: Date
  by: EndedBy
}

export interface StaffMember {
  _id: string
  iso: string
  name: string
  /** E.164; unique in an ISO. */
  phone: string
  status: StaffStatus
  since: Date
  via: 'iso' | 'request'
  /** Ids under which it was added or asked for, so that a repeated sending is recognised. */
  requestIds: string[]
  /** What is left of the name from each word on, in lower case, and digits of the phone number: beginnings are searched. */
  searchKeys: string[]
  rejection?: { reason: string; note: string }
  failure?: { reason: InvitationFailure; errcode: number | null }
  dingtalkUserId?: string
  /**
   * Associations of this entry that ended before it was used again: `dingtalkUserId` and the state then speak of the
   * next one. The last one that ended is here only once that has happened.
   */
  past?: EndedAssociation[]
  /**
   * DingTalk userid of the person that this ISO's invitation brought into the organisation, while they are in it. They
   * leave it again when no ISO wants them any more, also when another ISO had them last (docs/decisions/007).
   */
  broughtIn?: string
  /** The person of an invitation that failed because they are with another ISO; an earlier release wrote none. */
  elsewhere?: string
  /** DingTalk has, or may still have, the person in our department from an association. */
  inDepartment?: boolean
  /** DingTalk userid of the person who sent the request; unknown when it was sent without a session. */
  requestedBy?: string
  /** The person is in the organisation already, and was asked whether they agree (docs/decisions/006). */
  consent?: { at: Date; dingtalkUserId: string }
  /** The number before which DingTalk has put an Org invitation that still counts. */
  invitedPhone?: string
  /** When to look whether the person has agreed without our hearing of it, and how often we have. */
  nextPollAt?: Date
  polls?: number
  /** Times that it was invited again by itself after DingTalk had been away. */
  restarts?: number
  /** Numbers whose Org invitation was withdrawn here; DingTalk cannot take it back. */
  withdrawn?: { phone: string; at: Date }[]
  /** What the person chose in DingTalk, as it was last told; absent where DingTalk does not tell (decision 049). */
  identity?: 'alipay_partner' | 'other'
  /**
   * Regions of the stores that the person has visited; before the first visit the country of the number, or the regions
   * of the operator who added the entry (decision 065). An earlier release wrote none.
   */
  regions?: string[]
  /** Chosen by the person; until then the one asked in, if any. */
  language?: string
  /** What the person has agreed to, as `agreements` notes it, the last 40. */
  agreedTo?: string[]
  /** Until when the last decision can be taken back, and since when the request had waited for it (decision 052). */
  undo?: { until: Date; since: Date }
  /** When something was last done that holds only while the person belongs to the ISO. */
  heldAt?: Date
  timeline: TimelineEntry[]
  createdAt: Date
}

/**
 * Each order of a list has an index that begins with what a list is narrowed to. A list of several states reads
 * one range for each of them and merges, so its cost is that of the page, whatever the states are.
 */
export const listIndexes = {
  createdAt: { iso: 1, status: 1, via: 1, createdAt: -1, _id: -1 },
  since: { iso: 1, status: 1, via: 1, since: -1, _id: -1 },
  search: { iso: 1, status: 1, via: 1, searchKeys: 1, _id: 1 },
  searchAll: { iso: 1, searchKeys: 1, _id: 1 },
} as const
export const nameIndex = { iso: 1, status: 1, via: 1, name: 1, _id: 1 } as const

export const regionIndex = {
  iso: 1,
  regions: 1,
  status: 1,
  via: 1,
  createdAt: -1,
  _id: -1,
} as const

/** Chinese names by their sound, then those in Latin letters, without regard to capitals and accents. */
export const nameOrder = { locale: 'zh', strength: 1 } as const

const schema = new mongoose.Schema<StaffMember>(
  {
    _id: String,
    iso: { type: String, required: true },
    name: { type: String, required: true },
    phone: { type: String, required: true },
    status: { type: String, required: true },
    since: { type: Date, required: true },
    via: { type: String, required: true },
    requestIds: { type: [String], default: [] },
    searchKeys: { type: [String], default: [] },
    rejection: mongoose.Schema.Types.Mixed,
    failure: mongoose.Schema.Types.Mixed,
    dingtalkUserId: String,
    past: { type: [mongoose.Schema.Types.Mixed], default: undefined },
    broughtIn: String,
    elsewhere: String,
    inDepartment: Boolean,
    requestedBy: String,
    consent: { type: { at: Date, dingtalkUserId: String }, default: undefined, _id: false },
    invitedPhone: String,
    nextPollAt: Date,
    polls: Number,
    restarts: Number,
    withdrawn: { type: [mongoose.Schema.Types.Mixed], default: undefined },
    identity: String,
    // without a default: an empty list would hide what an earlier release has written
    regions: { type: [String], default: undefined },
    language: String,
    agreedTo: { type: [String], default: undefined },
    undo: { type: { until: Date, since: Date }, default: undefined, _id: false },
    heldAt: Date,
    timeline: { type: [mongoose.Schema.Types.Mixed], default: [] },
    createdAt: { type: Date, required: true },
  } as never,
  { versionKey: false, minimize: false },
)
schema.index({ iso: 1, phone: 1 }, { unique: true })
for (const index of Object.values(listIndexes)) schema.index(index)
schema.index(nameIndex, { collation: nameOrder })
// what an operator of some regions reaches, by state
schema.index(regionIndex)
schema.index({ requestIds: 1 })
schema.index({ phone: 1, status: 1 })
// people without an ISO, until they are erased
schema.index({ status: 1, since: 1, phone: 1 })
schema.index({ dingtalkUserId: 1, since: -1 }, { sparse: true })
schema.index({ broughtIn: 1 }, { sparse: true })
schema.index({ 'consent.dingtalkUserId': 1 }, { sparse: true })
schema.index({ 'past.dingtalkUserId': 1 }, { sparse: true })
schema.index({ elsewhere: 1 }, { sparse: true })
schema.index(
  { since: 1 },
  { partialFilterExpression: { 'failure.reason': 'dingtalk_unavailable' } },
)
for (const reason of ['quota_used_up', 'not_set_up', 'department_refused', 'other']) {
  schema.index(
    { since: 1 },
    { name: `since_${reason}`, partialFilterExpression: { 'failure.reason': reason } },
  )
}
schema.index({ nextPollAt: 1 }, { sparse: true })
schema.index({ 'withdrawn.phone': 1 }, { sparse: true })
// a person can be associated with one ISO at a time (requirements A8)
schema.index(
  { dingtalkUserId: 1 },
  { unique: true, partialFilterExpression: { status: 'associated' } },
)

/** Not sharded: that a person is with one ISO at a time is held by one index over all of them. */
export const StaffMembers = mongoose.model<StaffMember>('StaffMember', schema, 'staffMembers')
