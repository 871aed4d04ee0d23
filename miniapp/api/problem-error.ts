/** The two ways in which asking the service can fail: it refused, or it was not reached. */
import type { Problem } from '../../service/http/contract.ts'
import { problem, type ProblemCode } from '../../service/problems/contract.ts'

/** The service answered with a refusal; `problem.code` is stable, wording is in the catalogues. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  constructor(given: Problem) {
    super(`${given.status} ${given.code}`)
    this.problem = given
  }
}

/** The service was not reached: no network, no answer in time, or something else answered in its place. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError'
}

/** The code of a refusal, or undefined for anything else that went wrong. */
export function codeOf(error: unknown): ProblemCode | undefined {
  // a code that this version does not know matches no comparison, which is what is wanted
  return error instanceof ProblemError ? (error.problem.code as ProblemCode) : undefined
}

/** The page asks for a sign-in by itself; nothing more is to be said about it. */
export function isSignedOut(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'signed_out' || code === 'session_expired'
}

/** Seconds to wait, as the header `Retry-After` says them: a number or a date; undefined when it says neither. */
export function secondsOf(retryAfter: string | null, now: number): number | undefined {
  if (!retryAfter) return undefined
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now) / 1000)
  return Number.isNaN(seconds) ? undefined : Math.max(seconds, 0)
}

/** A refusal made here, for an answer that holds none: a proxy's error page, for instance. */
export function problemWithout(
  code: ProblemCode,
  status: number,
  retryAfter?: number,
): ProblemError {
  const { title, remedy } = problem(code)
  const wait = retryAfter === undefined ? {} : { retryAfter }
  return new ProblemError({
    type: 'about:blank',
    title,
    remedy,
    status,
    code,
    requestId: '',
    ...wait,
  })
}

const passing: Partial<Record<number, ProblemCode>> = { 408: 'too_slow', 429: 'too_many_requests' }

/**
 * What an answer means that holds no problem of ours, by its status and its header `Retry-After`.
 * @returns undefined when the service cannot have given it
 */
export function refusalOf(status: number, retryAfter: string | null): ProblemError | undefined {
  const code = status >= 500 ? 'unavailable' : passing[status]
  return code && problemWithout(code, status, secondsOf(retryAfter, Date.now()))
}
