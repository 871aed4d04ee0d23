/** `Idempotency-Key`: the first answer to a POST that holds no secret is kept for 72 hours and given to whoever repeats it. */
import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import mongoose from 'mongoose'
import { clock } from '../clock.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { isRefusal, refuse, Refusal } from '../errors.ts'
import type { ProblemCode } from '../problems/contract.ts'
import type { Endpoint } from './contract.ts'

interface KeptAnswer {
  _id: string
  /** Hash of endpoint and body: the same key for something else is refused. */
  fingerprint: string
  /** Absent while the first request runs. */
  outcome?: { status: number; answer?: unknown; refusal?: { code: ProblemCode; detail: object } }
  at: Date
}

const KeptAnswers = mongoose.model<KeptAnswer>(
  'KeptAnswer',
  new mongoose.Schema<KeptAnswer>(
    { _id: String, fingerprint: String, outcome: mongoose.Schema.Types.Mixed, at: Date },
    { versionKey: false, minimize: false },
  ).index({ at: 1 }, { expireAfterSeconds: 72 * 3600 }),
  'keptAnswers',
)

/** A twin that has run this long without an answer died; its key is free again. */
const twinPatience = 60_000

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

function again(kept: KeptAnswer, fingerprint: string): { status: number; answer: unknown } {
  if (kept.fingerprint !== fingerprint) refuse('idempotency_key_reused')
  if (!kept.outcome) refuse('idempotency_key_in_use', { retryAfter: 1 })
  const { status, answer, refusal } = kept.outcome
  if (refusal) throw new Refusal(refusal.code, refusal.detail)
  return { status, answer }
}

/**
 * Runs `work` once for each key and caller. Refusals are answers too and are kept; bad input never gets here,
 * and a fault of ours frees the key.
 */
export async function answerOnce(
  ctx: Context,
  me: unknown,
  endpoint: Endpoint,
  body: unknown,
  work: () => Promise<unknown>,
): Promise<{ status: number; answer: unknown }> {
  const key = ctx.get('idempotency-key')
  const caller = (me as { sessionId?: string }).sessionId
  // an answer that is kept would be a secret that is kept
  if (!key || !caller || endpoint.secret) {
    return { status: endpoint.status, answer: await work() }
  }
  if (key.length > 255) refuse('bad_input', { field: 'Idempotency-Key' })
  const _id = hash(`${caller}\n${key}`)
  const fingerprint = hash(`${ctx.method} ${ctx.url}\n${JSON.stringify(body)}`)
  const mine = await claim(_id, fingerprint)
  if (mine !== true) return again(mine, fingerprint)
  try {
    const answer = await work()
    const outcome = { status: endpoint.status, answer }
    await KeptAnswers.updateOne({ _id }, { $set: { outcome } })
    return outcome
  } catch (error) {
    if (isRefusal(error) && error.status < 500 && error.code !== 'too_many_requests') {
      const outcome = { status: error.status, refusal: { code: error.code, detail: error.detail } }
      await KeptAnswers.updateOne({ _id }, { $set: { outcome } })
    } else {
      await KeptAnswers.deleteOne({ _id })
    }
    throw error
  }
}

async function claim(_id: string, fingerprint: string): Promise<true | KeptAnswer> {
  const dead = new Date(clock.time() - twinPatience)
  try {
    await KeptAnswers.updateOne(
      { _id, outcome: { $exists: false }, at: { $lt: dead } },
      { $set: { fingerprint, at: clock.now() } },
      { upsert: true },
    )
    return true
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const kept = await KeptAnswers.findById(_id).lean()
    if (!kept) refuse('idempotency_key_in_use', { retryAfter: 1 })
    return kept
  }
}
