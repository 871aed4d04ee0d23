/** The Koa app: middleware in order, then the routes of the domains. */
import Router from '@koa/router'
import Koa from 'koa'
import { isStepUpFresh } from './accounts/actions/step-up.ts'
import { config } from './config.ts'
import { databaseAnswers } from './database/connection.ts'
import { explainedByOutage } from './database/outage.ts'
import { dingtalkCallbackRouter } from './dingtalk/callback/routes.ts'
import { dingtalkRoutes } from './dingtalk/routes.ts'
// as those of the outbox do, its gauges register themselves
import './dingtalk/usage-metrics.ts'
import type { StreamHealth } from './dingtalk/stream/stream.ts'
import type { Domain } from './domain.ts'
import { domains } from './domains.ts'
import { refuse } from './errors.ts'
import { recogniseCallersBy } from './http/authentication.ts'
import { compression } from './http/compression.ts'
import { metricsPage, observe } from './http/observe.ts'
import { refuseOtherMethods } from './http/other-methods.ts'
import { apiPages } from './http/openapi.ts'
import { problemAnswers } from './http/problem-answers.ts'
import { stepUpBy } from './http/step-up.ts'
import { serveRoutes } from './http/route-table.ts'
import { securityHeaders } from './http/security-headers.ts'
import type { Route } from './http/serve.ts'
import { staticFiles } from './http/static-files.ts'
import { describeError, log } from './log.ts'
import { notificationRoutes } from './notifications/routes.ts'
// its gauges register themselves
import './outbox/metrics.ts'
import { outboxRoutes } from './outbox/routes.ts'
import { findStaff } from './staff/actions/sign-in.ts'
import { findOperator } from './workspaces/actions/workspaces.ts'

/** The endpoints of these domains, and of what lies below them. */
export const routesOf = (served: readonly Domain[]): Route[] => [
  ...served.flatMap(({ routes: its = [] }) => its),
  ...notificationRoutes,
  ...dingtalkRoutes,
  ...outboxRoutes,
]

/** Every endpoint of the API. */
export const routes: readonly Route[] = routesOf(domains)

interface Health {
  /** False while the process starts or stops, so that no new requests are sent to it. */
  isReady(): boolean
  /** The connection to DingTalk's Stream, where this process has one. */
  stream?: () => StreamHealth | undefined
}

function healthRouter({ isReady, stream }: Health): Router {
  return new Router()
    .get('/healthz', (ctx) => {
      ctx.body = { alive: true }
    })
    .get('/readyz', async (ctx) => {
      if (!isReady() || !(await databaseAnswers())) refuse('unavailable', { retryAfter: 2 })
      // a DingTalk that is away makes no request fail: it is shown, and does not take the instance out
      ctx.body = { ready: true, dingtalkStream: stream?.() ?? null }
    })
    .get('/metrics', metricsPage)
}

const hangUps = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'])

function bareApp(): Koa {
  const app = new Koa()
  app.on('error', (error) => {
    if (explainedByOutage(error)) return
    // the page was closed during the request or the answer: nothing is wrong
    const code = String((error as { code?: unknown }).code)
    // the parser's own codes: the request ended before it was whole
    const hungUp = hangUps.has(code) || code.startsWith('HPE_')
    log[hungUp ? 'debug' : 'error']({ error: describeError(error) }, 'answer interrupted')
  })
  app.use(observe)
  app.use(problemAnswers)
  app.use(securityHeaders())
  return app
}

/** What a process without the web part answers: whether it is alive and ready, and its metrics. */
export function createHealthApp(health: Health): Koa {
  const app = bareApp()
  const router = healthRouter(health)
  app.use(refuseOtherMethods(router))
  app.use(router.routes())
  return app
}

/** @param served with endpoints of their own, in tests */
export function createApp(
  health: Health = { isReady: () => true },
  served: readonly Route[] = routes,
): Koa {
  const endpoints = served.map(({ endpoint }) => endpoint)
  stepUpBy({ isFresh: isStepUpFresh }, endpoints)
  recogniseCallersBy({ staff: findStaff, operator: findOperator })
  const app = bareApp()
  app.use(compression)
  app.use(serveRoutes(served))
  for (const router of [
    healthRouter(health),
    dingtalkCallbackRouter,
    ...(config().publicDocs ? [apiPages(served, config().publicUrl)] : []),
  ]) {
    app.use(refuseOtherMethods(router))
    app.use(router.routes())
  }
  app.use(staticFiles())
  return app
}
