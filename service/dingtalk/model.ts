/** What the door remembers: what came in, so that nothing is taken twice, and what went out, so that nothing is sent twice. */
import mongoose from 'mongoose'

export interface InboxRow {
  /** Kind and id of what came: `event:…`, `bot:…`, `card:…`. */
  _id: string
  at: Date
  /** What a card press was answered, to be answered again. */
  answer?: Record<string, string>
}

/** DingTalk repeats for minutes; three days cover a long outage. Shard key: _id (hashed). */
export const Inbox = mongoose.model<InboxRow>(
  'DingtalkInbox',
  new mongoose.Schema<InboxRow>(
    {
      _id: String,
      at: { type: Date, required: true },
      answer: mongoose.Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  ).index({ at: 1 }, { expireAfterSeconds: 3 * 24 * 3600 }),
  'dingtalkInbox',
)

export interface SendRow {
  /** Key that the sender derived from its event. */
  _id: string
  at: Date
  /** Userids that have it. */
  delivered: string[]
  /** A send began and its outcome is still unknown; not to be repeated before this time. */
  inDoubtUntil?: Date
  /** DingTalk has made the card, and has said that it reached no reader. */
  undelivered?: boolean
}

/** Shard key: _id (hashed). */
export const Sends = mongoose.model<SendRow>(
  'DingtalkSend',
  new mongoose.Schema<SendRow>(
    {
      _id: String,
      at: { type: Date, required: true },
      delivered: { type: [String], default: [] },
      inDoubtUntil: Date,
      undelivered: Boolean,
    },
    { versionKey: false },
  ).index({ at: 1 }, { expireAfterSeconds: 7 * 24 * 3600 }),
  'dingtalkSends',
)
