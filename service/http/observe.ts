/** Request ids, one log line a request, how long each endpoint takes, and the page of metrics. */
import { hash, randomUUID, timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Histogram, register } from '@prometheus-io/client'
import type { Context, Next } from 'koa'
import { config } from '../config.ts'
import { refuse } from '../errors.ts'
import { logRequest } from '../log.ts'
import type { Caller } from './callers.ts'

// heap, garbage collection, event loop and open files of this process
collectDefaultMetrics()

const seconds = new Histogram({
  name: 'http_request_seconds',
  help: 'Time to answer a request',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
})

export async function observe(ctx: Context, next: Next): Promise<void> {
  const given = ctx.req.headers['x-request-id']
  const requestId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
  ctx.state['requestId'] = requestId
  ctx.res.setHeader('x-request-id', requestId)
  const began = performance.now()
  await next()
  const route = String(ctx.state['route'] ?? ctx['_matchedRoute'] ?? 'other')
  const took = performance.now() - began
  const method = ctx.req.method ?? ''
  const status = ctx.res.statusCode
  seconds.observe({ method, route, status }, took / 1000)
  logRequest({
    requestId,
    ...whose(ctx),
    method,
    route,
    status,
    problem: ctx.state['problem'],
    milliseconds: Math.round(took * 10) / 10,
  })
}

/** Whose request it was, by ids; undefined for strangers. */
function whose({ state }: Context): { person?: string; tenant?: string } {
  const caller = state['caller'] as Caller | undefined
  if (!caller) return {}
  if (caller.kind === 'operator') return { person: caller.id, tenant: caller.workspace.id }
  return {
    person: caller.id ?? caller.dingtalkUserId,
    ...(caller.iso ? { tenant: caller.iso.id } : {}),
  }
}

const digest = (text: string) => hash('sha256', text, 'buffer')

/** @throws Refusal `signed_out` without the token; `not_found` in production when there is none to send */
function mustMaySeeMetrics(ctx: Context): void {
  const { metricsToken, production } = config()
  if (metricsToken === undefined) {
    if (production) refuse('not_found')
    return
  }
  // digests are of one length, so that the time it takes tells nothing
  const given = digest(ctx.get('authorization'))
  if (!timingSafeEqual(given, digest(`Bearer ${metricsToken}`))) refuse('signed_out')
}

export async function metricsPage(ctx: Context): Promise<void> {
  mustMaySeeMetrics(ctx)
  ctx.set('cache-control', 'no-store')
  ctx.type = register.contentType
  ctx.body = await register.metrics()
}
