/** Accounts of operators, the sessions of operators and staff, and what signing in keeps in between. */
import mongoose from 'mongoose'
import type { SessionKind } from '../http/authentication.ts'
import type { Client, CodePurpose, CodeRecord, ReplacedToken, System } from './rules.ts'

export interface Account {
  _id: string
  /** Lower case; unique. */
  email: string
  name: string
  /** Argon2id in PHC form. */
  passwordHash: string
  language: string
  /** Where the bot reaches this person; set once they are linked, or when the account is made. */
  dingtalkUserId?: string
  /** The DingTalk person who signs in to this account, in any organisation; unique. */
  dingtalkUnionId?: string
  dingtalkLinkedAt?: Date
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
    dingtalkUnionId: String,
    dingtalkLinkedAt: Date,
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
)
account.index({ email: 1 }, { unique: true })
// whether a name is that of one person only, when one is erased
account.index({ name: 1 })
account.index(
  { dingtalkUserId: 1 },
  { unique: true, partialFilterExpression: { dingtalkUserId: { $type: 'string' } } },
)
account.index(
  { dingtalkUnionId: 1 },
  { unique: true, partialFilterExpression: { dingtalkUnionId: { $type: 'string' } } },
)

/** Shard key: _id. */
export const Accounts = mongoose.model<Account>('Account', account, 'accounts')

export type SignInWay = 'password' | 'dingtalk'

export interface Session {
  _id: string
  kind: SessionKind
  /** Membership (operators) or DingTalk userid (staff). */
  subject: string
  /** Of operators: all sessions of an account end together, in all workspaces. */
  account?: string
  via?: SignInWay
  device?: { client: Client; system: System }
  /** Name as known at sign-in, for staff members without an association. */
  name: string
  /** SHA-256 of the refresh token in force. */
  current: string
  /** Id of the key in SESSION_KEYS that it is signed with; absent where an earlier release refreshed it last. */
  key?: string
  /** The one before it, and when it was replaced: a reuse after a short grace ends the session. */
  previous?: string
  rotatedAt: Date
  /** Those that were replaced within the grace, the one before included; absent like `key`. */
  replaced?: ReplacedToken[]
  createdAt: Date
  expiresAt: Date
  /** What its person has proven beside being signed in: for which act, and until when it counts. */
  stepUps?: { act: string; until: Date }[]
}

const session = new mongoose.Schema<Session>(
  {
    _id: String,
    kind: { type: String, required: true },
    subject: { type: String, required: true },
    account: String,
    via: String,
    device: { _id: false, type: { client: String, system: String } },
    name: { type: String, default: '' },
    current: { type: String, required: true },
    key: String,
    previous: String,
    rotatedAt: { type: Date, required: true },
    replaced: { type: [{ _id: false, token: String, at: Date }], default: undefined },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    stepUps: { type: [{ _id: false, act: String, until: Date }], default: undefined },
  },
  { versionKey: false },
)
session.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
session.index({ subject: 1 })
// which keys are still in use is asked at each start
session.index({ key: 1 }, { partialFilterExpression: { key: { $type: 'string' } } })
session.index({ account: 1 }, { partialFilterExpression: { account: { $type: 'string' } } })

/** Shard key: _id. */
export const Sessions = mongoose.model<Session>('Session', session, 'sessions')

/**
 * The one-time code that a person asked for. There is a row for every e-mail that was typed, known or not, so
 * that asking and trying take the same steps for both; the code itself is nowhere (see `actions/one-time-codes.ts`).
 */
export interface OneTimeCode extends CodeRecord {
  /** Hash of purpose, e-mail and the person it is for. */
  _id: string
  purpose: CodePurpose
  /** Absent when the e-mail has no account: then nothing was mailed, and no code is right. */
  account?: string
  /** Of the code in force; a new code has a new one. */
  salt: string
  /** Id of the key in SECRET_KEYS from which the code is derived. */
  key: string
  forgetAt: Date
}

const oneTimeCode = new mongoose.Schema<OneTimeCode>(
  {
    _id: String,
    purpose: { type: String, required: true },
    account: String,
    salt: { type: String, required: true },
    key: { type: String, required: true },
    sends: { type: [Date], required: true },
    tries: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
    forgetAt: { type: Date, required: true },
  },
  { versionKey: false },
)
oneTimeCode.index({ forgetAt: 1 }, { expireAfterSeconds: 0 })

/** Shard key: _id. */
export const OneTimeCodes = mongoose.model<OneTimeCode>('OneTimeCode', oneTimeCode, 'oneTimeCodes')

/** A link with which the person of an account sets a password, once. */
export interface PasswordLink {
  /** Id of the account: a new link replaces the one before. */
  _id: string
  /** SHA-256 of what stands in the address. */
  token: string
  createdAt: Date
  expiresAt: Date
}

const passwordLink = new mongoose.Schema<PasswordLink>(
  {
    _id: String,
    token: { type: String, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
)
passwordLink.index({ token: 1 })
passwordLink.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

/** Shard key: _id; the token is looked up on every shard, once for each password that is set. */
export const PasswordLinks = mongoose.model<PasswordLink>(
  'PasswordLink',
  passwordLink,
  'passwordLinks',
)

/**
 * Passwords tried for one e-mail, known or not, from devices on which it was never signed in: so many that the next
 * ones wait, and that its owner is told, once.
 */
export interface GuessingEpisode {
  /** Hash of the e-mail. */
  _id: string
  since: Date
  lastAt: Date
  tries: number
  /** Of the last one, roughly. */
  from: { network: string; client: Client; system: System }
  told: boolean
  /** The person who was told; null when the e-mail has no account. */
  account?: string | null
}

/** Shard key: _id. */
export const GuessingEpisodes = mongoose.model<GuessingEpisode>(
  'GuessingEpisode',
  new mongoose.Schema<GuessingEpisode>(
    {
      _id: String,
      since: Date,
      lastAt: Date,
      tries: Number,
      from: mongoose.Schema.Types.Mixed,
      told: Boolean,
      account: String,
    },
    { versionKey: false },
  ).index({ lastAt: 1 }, { expireAfterSeconds: 86_400 }),
  'guessingEpisodes',
)

/** Sign-ins by DingTalk's page that have come back: none comes back twice. */
interface UsedSignIn {
  /** Hash of its state. */
  _id: string
  at: Date
}

/** Shard key: _id. */
export const UsedSignIns = mongoose.model<UsedSignIn>(
  'UsedSignIn',
  new mongoose.Schema<UsedSignIn>({ _id: String, at: Date }, { versionKey: false }).index(
    { at: 1 },
    { expireAfterSeconds: 3_600 },
  ),
  'usedSignIns',
)
