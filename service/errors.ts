/** A refusal: an expected "no" with a code of the catalogue. Anything else that is thrown is a fault of ours. */
import { problem, type ProblemCode } from './problems/contract.ts'

interface Detail {
  /** Path of the field that is wrong, such as `store.name`. */
  field?: string
  fields?: { field: string; rule: string }[]
  /** Seconds. */
  retryAfter?: number
  /** Ids, codes and states that the caller may see; never secrets or personal data. */
  about?: Record<string, unknown>
  /** The rest of the body is not waited for: the connection is closed after the answer. */
  breaksOff?: boolean
}

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode
  readonly status: number
  readonly detail: Detail

  constructor(code: ProblemCode, detail: Detail = {}) {
    super(code)
    this.code = code
    this.status = problem(code).status
    this.detail = detail
  }
}

/** Throws a refusal: `if (!request) refuse('not_found')`. */
export function refuse(code: ProblemCode, detail?: Detail): never {
  throw new Refusal(code, detail)
}

/** What a query finds. @throws Refusal `not_found` when there is nothing */
export async function orNotFound<T>(query: PromiseLike<T | null>): Promise<T> {
  return (await query) ?? refuse('not_found')
}

export function isRefusal(error: unknown, code?: ProblemCode): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code)
}
