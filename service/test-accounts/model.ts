/** Test accounts with their sealed passwords, and every look at them. */
import mongoose from 'mongoose'
import type { Client, System } from '../accounts/rules.ts'
import { sealedField, type Sealed } from '../database/sealed-field.ts'
import type { LoanEnd, TestAccountStatus } from './contract/account.ts'

/** One lending of an account to one person. */
export interface Loan {
  id: string
  /** Association of the holder. */
  staff: string
  name: string
  at: Date
  receivedAt?: Date
}

export interface EndedLoan extends Loan {
  endedAt: Date
  end: LoanEnd
}

export interface TestAccount {
  _id: string
  /** To which ISO the platform has allotted it. */
  iso: string
  /** Lower case. */
  email: string
  status: TestAccountStatus
  since: Date
  /** Of the secrets, from 1. */
  version: number
  rotatedAt: Date
  /** The secrets of this version were shown. */
  seen: boolean
  /** Gone when it is retired. */
  secrets?: { login: Sealed; payment: Sealed }
  /** While it is lent. */
  loan?: Loan
  /** The last 20 loans that have ended, newest last. */
  ended: EndedLoan[]
  createdAt: Date
}

/** Ended loans that are kept; older ones remain in the events. */
export const longestHistory = 20

const { Mixed } = mongoose.Schema.Types

const account = new mongoose.Schema<TestAccount>(
  {
    _id: String,
    iso: { type: String, required: true },
    email: { type: String, required: true },
    status: { type: String, required: true },
    since: { type: Date, required: true },
    version: { type: Number, required: true },
    rotatedAt: { type: Date, required: true },
    seen: { type: Boolean, required: true },
    secrets: {
      type: new mongoose.Schema({ login: sealedField, payment: sealedField }, { _id: false }),
      default: undefined,
    },
    loan: Mixed,
    ended: { type: [Mixed], required: true },
    createdAt: { type: Date, required: true },
  } as never,
  { versionKey: false, minimize: false },
)
account.index({ email: 1 }, { unique: true })
// one account for one person at a time (requirements A8); the other way round it is one document. Sparse, since a
// look-up by the person does not use an index that is partial by type
account.index({ 'loan.staff': 1 }, { unique: true, sparse: true })
// where the history names an erased person
account.index({ 'ended.staff': 1 }, { sparse: true })
// what an ISO can lend, by e-mail
account.index({ iso: 1, status: 1, seen: 1, email: 1 })
// the pool, newest first: all, of a state, of an ISO, of both; and by a beginning of the e-mail
account.index({ createdAt: -1, _id: -1 })
account.index({ status: 1, createdAt: -1, _id: -1 })
account.index({ iso: 1, createdAt: -1, _id: -1 })
account.index({ iso: 1, status: 1, createdAt: -1, _id: -1 })

/** Shard key: _id. */
export const TestAccounts = mongoose.model<TestAccount>('TestAccount', account, 'testAccounts')

/** One look at the secrets; never changed. */
export interface StoredReveal {
  _id: string
  account: string
  email: string
  version: number
  iso: string
  staff: string
  name: string
  /** Verification task for which it was. */
  task: string | null
  from: { network: string; client: Client; system: System }
  at: Date
}

/** Shard key: _id. */
export const Reveals = mongoose.model<StoredReveal>(
  'Reveal',
  new mongoose.Schema<StoredReveal>(
    {
      _id: String,
      account: { type: String, required: true },
      email: { type: String, required: true },
      version: { type: Number, required: true },
      iso: { type: String, required: true },
      staff: { type: String, required: true },
      name: { type: String, required: true },
      task: { type: String, default: null },
      from: { type: Mixed, required: true },
      at: { type: Date, required: true },
    } as never,
    { versionKey: false },
  )
    .index({ iso: 1, staff: 1, at: -1, _id: -1 })
    // those that were kept long enough
    .index({ at: 1 }),
  'reveals',
)
