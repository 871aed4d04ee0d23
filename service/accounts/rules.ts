/** How long sessions last, and what a refresh token may do. */
import type { SessionKind } from '../http/authentication.ts'
import type { Limit } from '../http/limits.ts'

/** Seconds until somebody who does nothing must sign in again. */
export const sessionLife: Record<SessionKind, number> = {
  staff: 30 * 86_400,
  operator: 7 * 86_400,
}

/** Two tabs may refresh at once: the token just replaced still gets an access token for this long, in ms. */
const grace = 30_000

export type RefreshVerdict = 'rotate' | 'grace' | 'reuse'

/** What a refresh token that we gave once is to its session (times in ms). */
export function judgeRefresh(
  session: { current: string; previous?: string; rotatedAt: Date },
  presented: string,
  now: number,
): RefreshVerdict {
  if (presented === session.current) return 'rotate'
  const justReplaced = presented === session.previous
  return justReplaced && now - session.rotatedAt.getTime() <= grace ? 'grace' : 'reuse'
}

/** Tries to sign in from one address, whoever is meant. */
export const signInPerAddress: Limit = { name: 'sign-in-address', points: 60, seconds: 600 }
/** Tries for one e-mail from one address: nobody can lock another person out from elsewhere. */
export const signInPerPair: Limit = { name: 'sign-in-pair', points: 10, seconds: 600 }
