/** Which ways a message takes, one after the other, until one reaches the person. */
import type { Way, WayOutcome, Where } from '../contract.ts'

interface Addresses {
  /** An interactive card, or a plain message that can go to many at once. */
  form: 'card' | 'text'
  where: Where
  inDingTalk: boolean
  byMail: boolean
}

/** Every way to a person, best first. */
export function waysTo({ form, where, inDingTalk, byMail }: Addresses): Way[] {
  const first: Way[] = form === 'card' ? ['card', 'robot'] : ['robot']
  const dingtalk: Way[] = inDingTalk ? [...first, 'work_notification'] : []
  const mail: Way[] = byMail ? ['mail'] : []
  return where === 'email' ? [...mail, ...dingtalk] : [...dingtalk, ...mail]
}

interface Tried {
  way: Way
  outcome: WayOutcome
  reason?: string
  heals?: true
}

/** Times that DingTalk may hold a message back for its limits before another way is taken. */
const mostHolds = 3

/**
 * Ways that are left after those that failed for good. A person the robot cannot find is not reached by a work
 * notification either.
 */
export function waysLeft(all: readonly Way[], tried: readonly Tried[]): Way[] {
  const lost = tried.filter(({ outcome, heals }) => outcome === 'failed' && !heals)
  const over = new Set(lost.map(({ way }) => way))
  for (const way of all) {
    const holds = tried.filter((one) => one.way === way && one.outcome === 'held').length
    if (holds >= mostHolds) over.add(way)
  }
  if (tried.some(({ reason }) => reason === 'not_in_organisation')) {
    for (const way of ['card', 'robot', 'work_notification'] as const) over.add(way)
  }
  return all.filter((way) => !over.has(way))
}

/** Milliseconds before a message that DingTalk held back for its limits is sent again. */
export const holdFor = 10 * 60_000

/** Milliseconds before each look at what became of a work notification; the last ones only to see whether it was read. */
export const looks = [15_000, 60_000, 5 * 60_000, 3_600_000, 24 * 3_600_000] as const
