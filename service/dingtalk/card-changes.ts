/** Changes of cards while calls are saved: kept for some minutes, so that of several to one card the last state is sent. */
import mongoose from 'mongoose'
import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '../clock.ts'
import { describeError, log } from '../log.ts'
import { DingTalkError } from './errors.ts'
import type { Kind } from './error-codes.ts'

interface CardChange {
  /** The card's outTrackId. */
  _id: string
  params: Record<string, string>
  dueAt: Date
  /** When the first of them was kept. */
  since: Date
  /** One more with each change. */
  version: number
}

/** Shard key: _id (hashed). */
export const CardChanges = mongoose.model<CardChange>(
  'DingtalkCardChange',
  new mongoose.Schema<CardChange>(
    {
      _id: String,
      params: mongoose.Schema.Types.Mixed,
      dueAt: { type: Date, required: true },
      since: { type: Date, required: true },
      version: { type: Number, required: true },
    } as never,
    { versionKey: false, minimize: false },
  ).index({ dueAt: 1 }),
  'dingtalkCardChanges',
)

/** Milliseconds for which a change waits for others to the same card. */
export const batchWindow = 10 * 60_000
/** Changes that are sent in one run, so that a run ends before the next one begins. */
const atMost = 1_000
/** Milliseconds for which the sender of a change keeps other senders from it. */
const lease = 60_000
/** Milliseconds after which a change that DingTalk does not take is lost; a press shows how things stand all the same. */
const longest = 35 * 24 * 3_600_000

/** Keeps a change for later, over those that wait already. */
export async function batchChange(
  outTrackId: string,
  params: Record<string, string>,
): Promise<void> {
  const now = clock.now()
  await CardChanges.collection.updateOne(
    { _id: outTrackId as never },
    [
      {
        $set: {
          params: { $mergeObjects: ['$params', { $literal: params }] },
          dueAt: { $ifNull: ['$dueAt', new Date(now.getTime() + batchWindow)] },
          since: { $ifNull: ['$since', now] },
          version: { $add: [{ $ifNull: ['$version', 0] }, 1] },
        },
      },
    ],
    { upsert: true },
  )
}

/** What waits for a card, which the caller sends together with what is new. */
export async function takeBatched(outTrackId: string): Promise<Record<string, string>> {
  const waiting = await CardChanges.findOneAndDelete({ _id: outTrackId }).lean<CardChange | null>()
  return waiting?.params ?? {}
}

type Send = (outTrackId: string, params: Record<string, string>) => Promise<void>

/** Kinds of errors that say nothing of the next card. */
const aboutOne: ReadonlySet<Kind> = new Set(['bad_input', 'other'])

/** What an error means for the change: when it is sent again, or never. */
function nextTry(error: unknown, { since }: CardChange): Date | undefined {
  const now = clock.time()
  if (error instanceof DingTalkError && error.kind === 'bad_input') return undefined
  if (now - since.getTime() > longest) return undefined
  const pause = error instanceof DingTalkError ? error.retryAfter : undefined
  return new Date(now + Math.max(pause ?? 0, batchWindow))
}

/** @returns whether DingTalk takes others */
async function sendOne(change: CardChange, send: Send): Promise<boolean> {
  const { _id, version, params } = change
  try {
    await send(_id, params)
    // what changed while it was sent is sent after the lease
    await CardChanges.deleteOne({ _id, version })
    return true
  } catch (error) {
    const dueAt = nextTry(error, change)
    log.warn(
      { card: _id, error: describeError(error), again: !!dueAt },
      'DingTalk card not updated',
    )
    if (dueAt) await CardChanges.updateOne({ _id }, { $set: { dueAt } })
    else await CardChanges.deleteOne({ _id, version })
    return error instanceof DingTalkError && aboutOne.has(error.kind)
  }
}

/**
 * Sends what has waited long enough, by one instance each; no more in this run once DingTalk takes none.
 * @returns how many were taken up
 */
export async function sendBatched(send: Send): Promise<number> {
  for (let sent = 0; sent < atMost; sent++) {
    const now = clock.time()
    const change = await CardChanges.findOneAndUpdate(
      { dueAt: { $lte: new Date(now) } },
      { $set: { dueAt: new Date(now + lease) } },
      { sort: { dueAt: 1 } },
    ).lean<CardChange | null>()
    if (!change) return sent
    if (!(await sendOne(change, send))) return sent + 1
    // within DingTalk's limit, with room for what cannot wait
    await sleep(100)
  }
  return atMost
}
