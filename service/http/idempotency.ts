/**
 * `Idempotency-Key`: the first answer to a POST that holds no secret is kept for 72 hours and given again to the same
 * person who repeats it (docs/decisions/029-an-answer-is-committed-with-its-work.md).
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomUUID } from 'node:crypto'
import type { Context } from 'koa'
import mongoose from 'mongoose'
import { clock } from '../clock.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { commitTogether, openSession } from '../database/transaction.ts'
import { isRefusal, refuse, Refusal } from '../errors.ts'
import { describeError, log } from '../log.ts'
import type { ProblemCode } from '../problems/contract.ts'
import type { Caller } from './callers.ts'
import { isRepeatable, keyHeader, replayedHeader, type Endpoint } from './contract.ts'

type Outcome =
  | { status: number; answer: unknown; refusal?: undefined }
  | { status: number; refusal: { code: ProblemCode; detail: object } }

interface KeptAnswer {
  _id: string
  /** Hash of endpoint and body: the same key for something else is refused. */
  fingerprint: string
  /** Which of several tries runs. Absent in rows of an earlier release. */
  claim?: string
  /** Absent while the first request runs. */
  outcome?: Outcome
  at: Date
}

const KeptAnswers = mongoose.model<KeptAnswer>(
  'KeptAnswer',
  new mongoose.Schema<KeptAnswer>(
    {
      _id: String,
      fingerprint: String,
      claim: String,
      outcome: mongoose.Schema.Types.Mixed,
      at: Date,
    },
    { versionKey: false, minimize: false },
  ).index({ at: 1 }, { expireAfterSeconds: 72 * 3600 }),
  'keptAnswers',
)

/** A try that has run this long without an outcome is taken for dead, in milliseconds; its key is free again. */
const twinTimeout = 60_000

const longestKey = 255

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** A key belongs to a person in a workspace, in any of their sessions. */
const ownerOf = (me: Caller) =>
  me.kind === 'operator'
    ? `operator ${me.accountId} ${me.workspace.id}`
    : `staff ${me.dingtalkUserId}`

/**
 * The rows of a key: that of its owner, and that of the session, which is where an earlier release looks for it.
 * The second can go once no instance of that release runs.
 */
const rowsOf = (me: Caller, key: string) => [
  hash(`${ownerOf(me)}\n${key}`),
  hash(`${me.sessionId}\n${key}`),
]

/** One try to do what was asked under a key. */
interface Claim {
  ids: string[]
  fingerprint: string
  claim: string
  at: Date
  /** An earlier try crashed, and may have committed parts. */
  isRepeated: boolean
}

const ofClaim = ({ ids, claim, at }: Claim) => ({
  _id: { $in: ids },
  claim,
  at,
  outcome: { $exists: false },
})

function replay(ctx: Context, kept: KeptAnswer, fingerprint: string) {
  if (kept.fingerprint !== fingerprint) refuse('idempotency_key_reused')
  if (!kept.outcome) refuse('idempotency_key_in_use', { retryAfter: 1 })
  ctx.set(replayedHeader, 'true')
  return settled(kept.outcome)
}

/** @throws Refusal when that was the outcome */
function settled(outcome: Outcome): { status: number; answer: unknown } {
  if (outcome.refusal) throw new Refusal(outcome.refusal.code, outcome.refusal.detail)
  return { status: outcome.status, answer: outcome.answer }
}

/** Input that does not fit, a limit that was reached and trouble of ours are no outcome: a later try may do better. */
const freesKey = new Set([400, 413, 415, 429])

async function outcomeOf(status: number, work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { status, answer: await work() }
  } catch (error) {
    if (!isRefusal(error) || error.status >= 500 || freesKey.has(error.status)) throw error
    return { status: error.status, refusal: { code: error.code, detail: error.detail } }
  }
}

/** The request under way whose parts are committed one by one. */
const requestInParts = new AsyncLocalStorage<Claim>()

/**
 * Runs `work` once for each key and person, and keeps its answer in the transaction of the work. Refusals are answers
 * too and are kept; bad input never gets here, and a fault of ours frees the key.
 */
export async function answerOnce(
  ctx: Context,
  me: unknown,
  endpoint: Endpoint,
  body: unknown,
  work: () => Promise<unknown>,
): Promise<{ status: number; answer: unknown }> {
  const { status, inParts } = endpoint
  const key = ctx.get(keyHeader)
  const caller = me as Caller
  if (!key || !caller.sessionId || !isRepeatable(endpoint)) return { status, answer: await work() }
  if (key.length > longestKey) refuse('bad_input', { field: 'Idempotency-Key' })
  const fingerprint = hash(`${ctx.method} ${ctx.url}\n${JSON.stringify(body)}`)
  const mine = await claimRows(rowsOf(caller, key), fingerprint)
  if ('kept' in mine) return replay(ctx, mine.kept, fingerprint)
  try {
    const all = () => outcomeOf(status, work)
    const outcome = inParts
      ? await keepAfter(mine, await requestInParts.run(mine, all))
      : await commitTogether(all, (done) => keep(mine, done))
    return settled(outcome)
  } catch (error) {
    if (!isRefusal(error) || error.status >= 500 || freesKey.has(error.status)) await free(mine)
    throw error
  }
}

/** Joins the transaction of the work. @throws Refusal when another try has taken this one for dead */
async function keep(mine: Claim, outcome: Outcome): Promise<void> {
  const { matchedCount } = await KeptAnswers.updateMany(ofClaim(mine), { $set: { outcome } })
  if (matchedCount !== mine.ids.length) refuse('idempotency_key_in_use', { retryAfter: 1 })
}

async function keepAfter(mine: Claim, outcome: Outcome): Promise<Outcome> {
  await keep(mine, outcome)
  return outcome
}

/**
 * After a fault. A commit whose outcome is unknown may have been applied: then there is an outcome, and the row stays.
 * Without a database the row ends by itself.
 */
async function free(mine: Claim): Promise<void> {
  try {
    await KeptAnswers.deleteMany(ofClaim(mine))
  } catch (error) {
    log.warn({ error: describeError(error) }, 'idempotency key not released')
  }
}

async function claimRows(
  ids: string[],
  fingerprint: string,
): Promise<Claim | { kept: KeptAnswer }> {
  const at = clock.now()
  const dead = new Date(at.getTime() - twinTimeout)
  const mine: Claim = { ids, fingerprint, claim: randomUUID(), at, isRepeated: false }
  try {
    const { upsertedCount } = await KeptAnswers.bulkWrite(
      ids.map((_id) => ({
        updateOne: {
          filter: { _id, outcome: { $exists: false }, at: { $lt: dead } },
          update: { $set: { fingerprint, claim: mine.claim, at } },
          upsert: true,
        },
      })),
    )
    return { ...mine, isRepeated: upsertedCount < ids.length }
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // of the two rows one may have been free
    await free(mine)
    const kept = await KeptAnswers.find({ _id: { $in: ids } }).lean<KeptAnswer[]>()
    const first = kept.find(({ outcome }) => outcome) ?? kept[0]
    return first ? { kept: first } : refuse('idempotency_key_in_use', { retryAfter: 1 })
  }
}

/**
 * A part of a request whose parts are committed one by one (`inParts` in its declaration): once it has committed, a later try of
 * the request gets what it came to instead of doing it again.
 * @param name of the part, unique in the request
 */
export async function partOnce<T>(name: string, work: () => Promise<T>): Promise<T> {
  const request = requestInParts.getStore()
  if (!request) return work()
  const { ids, fingerprint, isRepeated } = request
  const _id = hash(`${ids[0]}\n${name}`)
  const before = isRepeated ? await KeptAnswers.findById(_id).lean<KeptAnswer>() : undefined
  if (before?.outcome && !before.outcome.refusal) return before.outcome.answer as T
  return commitTogether(work, async (answer) => {
    // what has written nothing can be asked again
    if (!openSession()) return
    const outcome: Outcome = { status: 200, answer }
    await KeptAnswers.insertMany([{ _id, fingerprint, outcome, at: clock.now() }], { lean: true })
  })
}
