/** Messages of the bot and what became of each; what people want to hear; what the bot was asked and last showed. */
import mongoose from 'mongoose'
import type { Subject } from '../outbox/model.ts'
import type {
  MessageKind,
  MessageStatus,
  QuietHours,
  SwitchableKind,
  Way,
  WayOutcome,
  Where,
} from './contract.ts'

export interface TriedWay {
  way: Way
  at: Date
  outcome: WayOutcome
  reason?: string
  /** Failed for a reason that set-up or time can remove: tried again when no other way is left. */
  heals?: true
  /** Of a work notification, to ask what became of it. */
  task?: number
}

export interface Message {
  /** Derived from event and recipient; DingTalk knows it as the card's outTrackId. */
  _id: string
  /** Which card or text it is: `association_request`, `consent`, `review_result`, `welcome` … */
  template: string
  kind: MessageKind
  subject: Subject
  tenant: string
  /** Of the event that it tells of: ids and states. */
  data: Record<string, unknown>
  recipient: { kind: 'staff' | 'operator'; name: string }
  /** Folded, to search by; lower case only where an earlier release has written it. */
  searchName: string
  dingtalkUserId?: string
  /** Whose e-mail address is used. */
  account?: string
  language: string
  /** IANA name, where the reader had chosen one: times are told in it. */
  timeZone?: string
  form: 'card' | 'text'
  where: Where
  /** What it says, kept until it has arrived; where there is none, it is composed when it is sent. */
  content?: { params: Record<string, string> }
  status: MessageStatus
  waitsUntil?: Date
  /** Has an event of its own, and nothing to do any more with the one that it shared with others. */
  alone?: boolean
  /** At most 20 are kept. */
  ways: TriedWay[]
  /** The way by which it arrived. */
  via?: Way
  createdAt: Date
  updatedAt: Date
}

const { Mixed } = mongoose.Schema.Types

/**
 * The list has an index for each order: whole, narrowed to kinds and states (one range is read for each and merged),
 * and searched by name.
 */
export const messageIndexes = {
  whole: { createdAt: -1, _id: -1 },
  narrowed: { kind: 1, status: 1, createdAt: -1, _id: -1 },
  searched: { kind: 1, status: 1, searchName: 1, createdAt: -1, _id: -1 },
} as const

const message = new mongoose.Schema<Message>(
  {
    _id: String,
    template: { type: String, required: true },
    kind: { type: String, required: true },
    subject: { kind: String, id: String },
    tenant: { type: String, required: true },
    data: { type: Mixed, required: true },
    recipient: { kind: String, name: String },
    searchName: { type: String, required: true },
    dingtalkUserId: String,
    account: String,
    language: { type: String, required: true },
    timeZone: String,
    form: { type: String, required: true },
    where: { type: String, required: true },
    content: Mixed,
    status: { type: String, required: true },
    waitsUntil: Date,
    alone: Boolean,
    ways: { type: [Mixed], required: true },
    via: String,
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
  } as never,
  { versionKey: false, minimize: false },
)
message.index({ 'subject.id': 1, template: 1 })
// messages of an erased person
message.index({ dingtalkUserId: 1 }, { sparse: true })
message.index({ account: 1 }, { sparse: true })
// of an ISO, and of all for the platform
for (const index of Object.values(messageIndexes)) {
  message.index({ tenant: 1, ...index })
  message.index(index)
}
// a card that old is no longer looked at; its event stays in the audit log
message.index({ createdAt: 1 }, { expireAfterSeconds: 180 * 86_400 })

/** Shard key: _id. */
export const Messages = mongoose.model<Message>('Message', message, 'messages')

export interface StoredPreferences {
  /** `operator:` and the id of an account, or `staff:` and a DingTalk userid. */
  _id: string
  /** Kinds that the person does without. */
  off: SwitchableKind[]
  where: Where
  quiet: QuietHours | null
  /** IANA name; null: the business time zone. */
  timeZone: string | null
  updatedAt: Date
}

/** Shard key: _id. */
export const MessagePreferences = mongoose.model<StoredPreferences>(
  'MessagePreferences',
  new mongoose.Schema<StoredPreferences>(
    {
      _id: String,
      off: { type: [String], required: true },
      where: { type: String, required: true },
      quiet: { type: Mixed, default: null },
      timeZone: { type: String, default: null },
      updatedAt: { type: Date, required: true },
    } as never,
    { versionKey: false },
  ),
  'messagePreferences',
)

/** A person's message to the bot; not in an event, because people write names and numbers. */
export interface Asked {
  /** DingTalk's id of the message. */
  _id: string
  /** Empty where DingTalk named the person by their unionid alone. */
  dingtalkUserId: string
  dingtalkUnionId?: string
  text: string
  /** The text was recognised in speech. */
  spoken?: boolean
  at: Date
}

/** Shard key: _id. */
export const BotQuestions = mongoose.model<Asked>(
  'BotQuestion',
  new mongoose.Schema<Asked>(
    {
      _id: String,
      dingtalkUserId: { type: String, default: '' },
      dingtalkUnionId: String,
      text: { type: String, default: '' },
      spoken: Boolean,
      at: { type: Date, required: true },
    },
    { versionKey: false },
  )
    .index({ at: 1 }, { expireAfterSeconds: 7 * 86_400 })
    .index({ dingtalkUserId: 1 }),
  'botQuestions',
)

/** The list that the bot showed a person last: it gives their numbers a meaning. */
export interface ShownList {
  /** DingTalk userid. */
  _id: string
  /** Ids of staff members, in the order of their numbers. */
  staff: string[]
  at: Date
}

/** Shard key: _id. */
export const ShownLists = mongoose.model<ShownList>(
  'ShownList',
  new mongoose.Schema<ShownList>(
    { _id: String, staff: { type: [String], required: true }, at: { type: Date, required: true } },
    { versionKey: false },
  ).index({ at: 1 }, { expireAfterSeconds: 30 * 86_400 }),
  'shownLists',
)
