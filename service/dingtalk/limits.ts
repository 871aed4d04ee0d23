/** Keeps calls to DingTalk within its limits, over all instances together: a call begins only when a place is free. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '../clock.ts'
import { config } from '../config.ts'
import { describeError, log } from '../log.ts'
import { closedBy, DingTalkError, type Family } from './errors.ts'
import type { LimitOf } from './error-codes.ts'
import { countCall } from './metrics.ts'
import { noteOf, logRefusal, type Ended } from './limit-notes.ts'
import { everyApi, keyOf, Places, type CallPlaces } from './limit-places.ts'

/**
 * Calls that DingTalk takes in a second of one app, by API; `*` is for all that are not named. DingTalk's is 20
 * for all of them, and a call beyond that is refused for the rest of the second (90018, QpsLimitForAppkeyAndApi).
 */
export const callLimits: Record<string, number> = {
  '*': 20,
}

/** Milliseconds that a place stays taken after its call was answered: what DingTalk counts by. */
const window = 1_000
/** Milliseconds after which the permit of a call whose process crashed is free again; longer than any call lasts. */
const longestCall = 15_000
/** Milliseconds that a call waits for a place here; what takes longer is for the outbox to repeat. */
const patience = 1_000

/**
 * The driver's own collection: these writes belong to no transaction that may be open around a call, and one
 * that a fail-over loses costs nothing.
 */
const places = () => Places.collection
const quickly = { writeConcern: { w: 1 } } as const

/** Keeps all instances away, from one API or from all of them, for as long as the error says. */
async function close(
  api: string,
  which: 'all' | 'api',
  { retryAfter = 0, limitOf }: DingTalkError,
): Promise<void> {
  const until = new Date(clock.time() + retryAfter)
  const later = {
    $max: { closedUntil: until },
    ...(limitOf ? { $set: { usedUp: { of: limitOf, until } } } : {}),
  }
  const key = keyOf(which === 'all' ? everyApi : api)
  try {
    await places().updateOne({ _id: key as never }, later, { upsert: true })
    if (which === 'api') return
    // all rows of the app, each of which begins with its id and a space
    const ours = { $gte: keyOf(''), $lt: `${config().dingtalk.clientId}!` }
    await places().updateMany({ _id: ours as never }, later)
  } catch (error) {
    // the call keeps its own error, and the next one meets the same answer
    log.warn({ error: describeError(error) }, 'DingTalk ban not recorded')
  }
}

/** A sign-in, or a call that everything else needs: one bad answer must not close it for all users. */
const waitedFor = new Set([
  '/v1.0/oauth2/accessToken',
  '/v1.0/oauth2/jsapiTickets',
  '/v1.0/oauth2/userAccessToken',
  '/v1.0/contact/users/me',
  '/v1.0/gateway/connections/open',
])

/** A new row has not heard of a ban that is older than itself. @returns the end of that ban */
async function closedBefore(key: string): Promise<Date | undefined> {
  const all = (await places().findOne({ _id: keyOf(everyApi) as never })) as CallPlaces | null
  if (!all?.closedUntil) return undefined
  await places().updateOne({ _id: key as never }, { $max: { closedUntil: all.closedUntil } })
  return all.closedUntil
}

/**
 * Takes a place if one is free. The times of places are those of the database, so that the clocks of instances do
 * not matter; for how long DingTalk is closed, which is minutes, they are near enough.
 * @returns nothing when the place is taken, else milliseconds until one may be free, or until DingTalk is open again
 */
async function enter(
  key: string,
  id: string,
  maxPlaces: number,
): Promise<{ wait: number } | { closedFor: number; limitOf: LimitOf | undefined } | undefined> {
  const now = clock.now()
  const isOpen = { $lte: ['$closedUntil', now] }
  const isTaken = { $gt: ['$$place.until', '$$NOW'] }
  const hasRoom = { $lt: [{ $size: '$places' }, maxPlaces] }
  const { value, lastErrorObject } = await places().findOneAndUpdate(
    { _id: key as never },
    [
      {
        $set: {
          at: '$$NOW',
          places: {
            $filter: { input: { $ifNull: ['$places', []] }, as: 'place', cond: isTaken },
          },
        },
      },
      // a row that was never closed lacks the time, which is less than any
      { $set: { letIn: { $cond: [{ $and: [isOpen, hasRoom] }, id, null] } } },
      {
        $set: {
          places: {
            $cond: [
              { $eq: ['$letIn', id] },
              { $concatArrays: ['$places', [{ id, until: { $add: ['$$NOW', longestCall] } }]] },
              '$places',
            ],
          },
        },
      },
    ],
    { ...quickly, upsert: true, returnDocument: 'after', includeResultMetadata: true },
  )
  const { letIn, places: taken, at, ...row } = value as unknown as CallPlaces
  const isNew = lastErrorObject?.['upserted'] !== undefined
  const closedUntil = isNew ? await closedBefore(key) : row.closedUntil
  if (closedUntil && closedUntil > now) {
    const isUsedUp = row.usedUp !== undefined && row.usedUp.until > now
    const limitOf = isUsedUp ? row.usedUp?.of : undefined
    return { closedFor: closedUntil.getTime() - now.getTime(), limitOf }
  }
  if (letIn === id) return undefined
  const soonest = Math.min(...taken.map(({ until }) => until.getTime()))
  // a call that runs now may be answered long before its place is given up
  return { wait: Math.min(Math.max(soonest - at.getTime(), 1), 100) }
}

/** The call was answered: its place is free a second later, for DingTalk has seen the call before that. */
async function leave(key: string, id: string, ended: Ended): Promise<void> {
  try {
    await places().updateOne(
      { _id: key as never },
      [
        {
          $set: {
            places: {
              $map: {
                input: '$places',
                as: 'place',
                in: {
                  $cond: [
                    { $eq: ['$$place.id', id] },
                    { id, until: { $add: ['$$NOW', window] } },
                    '$$place',
                  ],
                },
              },
            },
            ...noteOf(ended),
          },
        },
      ],
      quickly,
    )
  } catch (error) {
    // the call itself is done, and must not look as if it were not; the place comes free by itself
    log.warn({ error: describeError(error) }, 'DingTalk rate limit permit not released')
  }
}

/** Of the callers in this process only the first in line asks for a place: all of them at once would only collide. */
const lines = new Map<string, Promise<void>>()

/** Waits for its turn in a line. @returns what lets the next one have its turn */
async function lineUp(key: string): Promise<() => void> {
  const before = lines.get(key)
  const mine = Promise.withResolvers<void>()
  lines.set(key, mine.promise)
  await before
  return () => {
    if (lines.get(key) === mine.promise) lines.delete(key)
    mine.resolve()
  }
}

/** @throws DingTalkError `own_limit` when no permit is free in time, `closed` when no call is let through */
async function waitForPlace(
  family: Family,
  { key, id, maxPlaces }: { key: string; id: string; maxPlaces: number },
): Promise<void> {
  const giveUpAt = performance.now() + patience
  const next = await lineUp(key)
  try {
    for (;;) {
      const outcome = await enter(key, id, maxPlaces)
      if (!outcome) return
      if ('closedFor' in outcome) {
        const { closedFor: retryAfter, limitOf } = outcome
        const about = { retryAfter, ...(limitOf ? { limitOf } : {}) }
        throw new DingTalkError(family, 'closed', 'throttled', about)
      }
      const { wait } = outcome
      if (performance.now() + wait > giveUpAt) {
        const retryAfter = window * (0.5 + Math.random())
        throw new DingTalkError(family, 'own_limit', 'throttled', { retryAfter })
      }
      // other instances wait for the same moment
      await sleep(wait + Math.random() * 5)
    }
  } finally {
    next()
  }
}

/**
 * Makes a call when DingTalk takes one.
 * @param api its path
 * @throws DingTalkError `own_limit` when there is no place within a second, `closed` while DingTalk bans us or the
 * month of this API is used up; nothing has been called then
 */
export async function withinLimit<T>(
  family: Family,
  api: string,
  call: () => Promise<T>,
): Promise<T> {
  const key = keyOf(api)
  const id = randomUUID()
  const maxPlaces = callLimits[api] ?? callLimits['*'] ?? 20
  await waitForPlace(family, { key, id, maxPlaces })
  let error: DingTalkError | undefined
  try {
    const answer = await call()
    countCall(api, 'ok')
    return answer
  } catch (thrown) {
    if (thrown instanceof DingTalkError) {
      error = thrown
      countCall(api, error.kind)
      if (error.kind === 'denied') logRefusal(api, error.code)
      // one page may be a 502, and must not close all APIs; the JSON of a ban is nothing else
      const which = waitedFor.has(api) && error.code !== 'banned' ? undefined : closedBy(error)
      if (which) await close(api, which, error)
    }
    throw thrown
  } finally {
    await leave(key, id, { error, reached: !error || error.code !== 'network' || error.uncertain })
  }
}
