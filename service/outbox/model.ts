/** One row is event, audit entry and job: written in the transaction of the change, kept permanently. */
import mongoose from 'mongoose'
import type { Actor } from '../http/callers.ts'

export interface Subject {
  /** Such as `staffMember`, `submission`. */
  kind: string
  id: string
}

export interface EventRow {
  _id: string
  /** Domain and what happened: `staff.approved`. */
  type: string
  /** Workspace whose audit log it belongs to; `platform` for the platform's own. */
  tenant: string
  subject: Subject
  /** The staff member it concerns, so that their screens hear of it. */
  staff?: string
  /** Of the record, for the screens of operators who are restricted to some. */
  regions?: string[]
  /** Kinds of records whose screens it changes, where that is not just the kind of its subject. */
  concerns?: string[]
  actor: Actor
  /** Ids and states only: no secrets, no personal data. A person of DingTalk is named by `dingtalkUserId`. */
  data: Record<string, unknown> & { dingtalkUserId?: unknown }
  at: Date
  state: 'due' | 'running' | 'done' | 'failed'
  dueAt: Date
  /** One of thousands of its kind: others are not to wait behind them. */
  bulk?: true
  attempts: number
  /** Which claim is running; a claim that lost its lease cannot finish the row. */
  claim?: string
  leaseUntil?: Date
  /** Handlers that have done their part, so that a retry runs only the others. */
  finished: string[]
  /** Handlers that cannot do theirs: the row ends as failed once the others have done their part. */
  givenUp?: string[]
  /** Kind and code of the last failure, and which handler it was. */
  failure?: { handler: string; kind: string; code?: string; at: Date }
}

const schema = new mongoose.Schema<EventRow>(
  {
    _id: String,
    type: { type: String, required: true },
    tenant: { type: String, required: true },
    subject: { kind: String, id: String },
    staff: String,
    regions: { type: [String], default: undefined },
    concerns: { type: [String], default: undefined },
    actor: { kind: { type: String }, id: String },
    data: { type: mongoose.Schema.Types.Mixed, default: {} },
    at: { type: Date, required: true },
    state: { type: String, required: true },
    dueAt: { type: Date, required: true },
    bulk: Boolean,
    attempts: { type: Number, default: 0 },
    claim: String,
    leaseUntil: Date,
    finished: { type: [String], default: [] },
    givenUp: { type: [String], default: undefined },
    failure: mongoose.Schema.Types.Mixed,
  },
  { versionKey: false, minimize: false },
)
// finished rows, nearly all, are in none of these but the audit ones
schema.index({ dueAt: 1 }, { partialFilterExpression: { state: 'due' } })
schema.index({ leaseUntil: 1 }, { partialFilterExpression: { state: 'running' } })
schema.index({ at: -1, _id: -1 }, { partialFilterExpression: { state: 'failed' } })
schema.index({ 'subject.id': 1, _id: 1 })
schema.index({ tenant: 1, _id: -1 })

/** Shard key: tenant, _id; claims name none and ask every shard. */
export const Events = mongoose.model<EventRow>('Event', schema, 'events')
