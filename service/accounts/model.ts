/** Accounts of operators, and the sessions of operators and staff. */
import mongoose from 'mongoose'
import type { SessionKind } from '../http/authentication.ts'

export interface Account {
  _id: string
  /** Lower case; unique. */
  email: string
  name: string
  /** Argon2id in PHC form. */
  passwordHash: string
  language: string
  /** Where the bot reaches this person; set once they are linked. */
  dingtalkUserId?: string
  createdAt: Date
}

const account = new mongoose.Schema<Account>(
  {
    _id: String,
    email: { type: String, required: true },
    name: { type: String, required: true },
    passwordHash: { type: String, required: true },
    language: { type: String, required: true },
    dingtalkUserId: String,
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
)
account.index({ email: 1 }, { unique: true })
account.index(
  { dingtalkUserId: 1 },
  { unique: true, partialFilterExpression: { dingtalkUserId: { $type: 'string' } } },
)

/** Shard key: _id. */
export const Accounts = mongoose.model<Account>('Account', account, 'accounts')

export interface Session {
  _id: string
  kind: SessionKind
  /** Membership (operators) or DingTalk userid (staff). */
  subject: string
  /** Name as known at sign-in, for staff who have no association yet. */
  name: string
  /** SHA-256 of the refresh token in force. */
  current: string
  /** The one before it, and when it was replaced: a reuse after a short grace ends the session. */
  previous?: string
  rotatedAt: Date
  createdAt: Date
  expiresAt: Date
}

const session = new mongoose.Schema<Session>(
  {
    _id: String,
    kind: { type: String, required: true },
    subject: { type: String, required: true },
    name: { type: String, default: '' },
    current: { type: String, required: true },
    previous: String,
    rotatedAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
)
session.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
session.index({ subject: 1 })

/** Shard key: _id. */
export const Sessions = mongoose.model<Session>('Session', session, 'sessions')
