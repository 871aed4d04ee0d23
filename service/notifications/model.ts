/** Messages of the bot: what was sent to whom about what, so that it can be updated and never goes twice. */
import mongoose from 'mongoose'
import type { Subject } from '../outbox/model.ts'

export interface Message {
  /** Derived from event and recipient; DingTalk knows it as the card's outTrackId. */
  _id: string
  /** Which card it is: `association_request`, `review_result`, `welcome`. */
  template: string
  subject: Subject
  tenant: string
  /** DingTalk userid, or `mail:` and the id of an account. */
  dingtalkUserId: string
  language: string
  status: 'sending' | 'sent'
  createdAt: Date
  updatedAt: Date
}

const schema = new mongoose.Schema<Message>(
  {
    _id: String,
    template: { type: String, required: true },
    subject: { kind: String, id: String },
    tenant: { type: String, required: true },
    dingtalkUserId: { type: String, required: true },
    language: { type: String, required: true },
    status: { type: String, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  },
  { versionKey: false },
)
schema.index({ 'subject.id': 1, template: 1 })
// a card that old is no longer looked at; its event stays in the audit log
schema.index({ createdAt: 1 }, { expireAfterSeconds: 180 * 86_400 })

/** Shard key: _id. */
export const Messages = mongoose.model<Message>('Message', schema, 'messages')
