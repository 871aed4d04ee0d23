/** Rate limits, counted in MongoDB so that they hold over all instances. */
import mongoose from 'mongoose'
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from '../errors.ts'

export interface Limit {
  name: string
  /** Requests allowed in each window. */
  points: number
  /** Length of the window in seconds. */
  seconds: number
}

// the library's own index creation would run at the first request; ours are made at start
mongoose.model(
  'RateLimit',
  new mongoose.Schema({ key: String, points: Number, expire: Date }, { versionKey: false })
    .index({ key: 1 }, { unique: true })
    .index({ expire: 1 }, { expireAfterSeconds: 0 }),
  'rateLimits',
)

/** Each export reads all matching rows: no caller needs more of them. */
export const exportsOfOne: Limit = { name: 'exports', points: 30, seconds: 600 }

const limiters = new Map<string, RateLimiterMongo>()

function limiter({ name, points, seconds }: Limit): RateLimiterMongo {
  const known = limiters.get(name)
  if (known) return known
  const made = new RateLimiterMongo({
    storeClient: mongoose.connection,
    tableName: 'rateLimits',
    keyPrefix: name,
    points,
    duration: seconds,
    disableIndexesCreation: true,
  })
  limiters.set(name, made)
  return made
}

/** Forgets the limiters: after the database connection changed. */
export function resetLimits(): void {
  limiters.clear()
}

/** Gives a try back: it was none of those that are counted. */
export async function giveBack(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(key)
}

/**
 * Counts one try by `key` (an address, a hash of an e-mail).
 * @throws Refusal `too_many_requests` with the seconds to wait.
 */
export async function take(limit: Limit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(key)
  } catch (reason) {
    if (reason instanceof RateLimiterRes) {
      refuse('too_many_requests', { retryAfter: Math.ceil(reason.msBeforeNext / 1000) })
    }
    throw reason
  }
}
