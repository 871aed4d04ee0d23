/** One document an API: which calls are let in at this moment, for all instances, and what is known of the API. */
import mongoose from 'mongoose'
import { config } from '../config.ts'
import type { LimitOf } from './error-codes.ts'
import type { ApiRefusal } from './limit-notes.ts'

interface Place {
  id: string
  until: Date
}

/** What is known of one API, for all instances. */
export interface CallPlaces {
  /** App and API. */
  _id: string
  places: Place[]
  /** The call that was let in last, or null when there was no place; and the time on the database's clock. */
  letIn: string | null
  at: Date
  /** No call is let through before then: DingTalk has banned us, or the calls of this API are used up. */
  closedUntil?: Date
  /** The calls of this API are used up for so long, as far as is known. */
  usedUp?: { of: LimitOf; until: Date }
  /** Gone with the next call that DingTalk does not refuse so. */
  refusal?: ApiRefusal
  /** Calls that reached DingTalk, by its months such as `2026-11`; a year of them. */
  months?: Record<string, number>
}

/** As many documents as APIs, changed at every call. Shard key: _id (hashed). */
export const Places = mongoose.model<CallPlaces>(
  'DingtalkCallPlaces',
  new mongoose.Schema<CallPlaces>(
    {
      _id: String,
      places: [{ _id: false, id: String, until: Date }],
      letIn: String,
      at: Date,
      closedUntil: Date,
      usedUp: mongoose.Schema.Types.Mixed,
      refusal: mongoose.Schema.Types.Mixed,
      months: mongoose.Schema.Types.Mixed,
    } as never,
    { versionKey: false },
  ),
  'dingtalkCallPlaces',
)

export const keyOf = (api: string) => `${config().dingtalk.clientId} ${api}`

/** Names no API: its row keeps a ban for the APIs that were not called yet. */
export const everyApi = '*'
