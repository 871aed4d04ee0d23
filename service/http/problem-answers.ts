/** Turns whatever is thrown into a `problem+json` answer (RFC 9457) and a log line that holds no personal data. */
import type { Context, Next } from 'koa'
import { explainedByOutage } from '../database/outage.ts'
import { isRefusal, Refusal } from '../errors.ts'
import { describeError, log } from '../log.ts'
import { problem } from '../problems/contract.ts'
import type { Problem } from './contract.ts'

function fromLibrary(error: unknown): Refusal | undefined {
  if (explainedByOutage(error)) return new Refusal('unavailable', { retryAfter: 2 })
  const { status, type } = error as { status?: unknown; type?: unknown }
  if (type === 'entity.too.large' || status === 413) return new Refusal('body_too_large')
  if (status === 415) return new Refusal('unsupported_media')
  if (status === 400) return new Refusal('bad_input')
  // a path that leads out of the folder of files is none of ours
  if (status === 403 || status === 404) return new Refusal('not_found')
  if (status === 405 || status === 501) return new Refusal('method_not_allowed')
  return undefined
}

export function problemBody(refusal: Refusal, requestId: string): Problem {
  const { status, title, remedy } = problem(refusal.code)
  const { field, fields, retryAfter, about } = refusal.detail
  const first = field ?? fields?.[0]?.field
  return {
    type: `/problems/${refusal.code}`,
    title,
    status,
    code: refusal.code,
    remedy,
    requestId,
    ...(first === undefined ? {} : { field: first }),
    ...(fields ? { fields } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(about ? { about } : {}),
  }
}

export async function problemAnswers(ctx: Context, next: Next): Promise<void> {
  try {
    await next()
    if (ctx.res.statusCode === 404 && ctx.body === undefined) throw new Refusal('not_found')
  } catch (error) {
    const refusal = isRefusal(error) ? error : (fromLibrary(error) ?? new Refusal('internal'))
    if (refusal.code === 'internal') {
      log.error(
        { requestId: ctx.state['requestId'], error: describeError(error) },
        'request failed',
      )
    }
    ctx.status = refusal.status
    if (refusal.detail.retryAfter !== undefined) {
      ctx.set('retry-after', String(refusal.detail.retryAfter))
    }
    if (refusal.detail.breaksOff) ctx.set('connection', 'close')
    ctx.set('cache-control', 'no-store')
    ctx.body = problemBody(refusal, String(ctx.state['requestId']))
    ctx.type = 'application/problem+json'
    ctx.state['problem'] = refusal.code
  }
}
