/** Metrics are for those who run the service, not for strangers who find the address. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { configure } from '../../../service/config.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

const token = 'what-the-scraper-of-metrics-sends'
const production = {
  NODE_ENV: 'production',
  MONGODB_ALLOW_INSECURE: 'no-authentication,no-tls',
  DINGTALK_CALLBACK_AES_KEY: randomBytes(32).toString('base64').slice(0, 43),
  PUBLIC_URL: 'https://partners.example.com',
  DINGTALK_API_URL: 'https://api.dingtalk.com',
  DINGTALK_OAPI_URL: 'https://oapi.dingtalk.com',
  DINGTALK_CLIENT_SECRET: 'a-secret-that-is-long-enough-to-be-real',
  DINGTALK_CALLBACK_TOKEN: 'a-token-of-enough-characters',
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'Partner Workspace <no-reply@partners.example.com>',
}

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

async function ask(settings: Record<string, string>, authorization: string): Promise<number> {
  configure(testEnvironment({ DINGTALK_EVENTS: 'callback', ...settings }))
  return (await fetch(`${service.url}/metrics`, { headers: { authorization } })).status
}

test.each([
  ['in development, where no one else is', {}, '', 200],
  ['in production, where no token was set', production, '', 404],
  ['in production without the token', { ...production, METRICS_TOKEN: token }, '', 401],
  ['with another', { METRICS_TOKEN: token }, `Bearer ${token.slice(0, -1)}`, 401],
  ['with the token', { ...production, METRICS_TOKEN: token }, `Bearer ${token}`, 200],
])('%s', async (_name, settings, authorization, status) => {
  expect(await ask(settings, authorization)).toBe(status)
})

/** Dashboards and alert rules of those who run the service know these names. */
const own = {
  http_request_seconds: 'histogram',
  http_held_bytes: 'gauge',
  damaged_rows_total: 'counter',
  mongodb_up: 'gauge',
  outbox_oldest_due_seconds: 'gauge',
  outbox_failed_events: 'gauge',
  dingtalk_errors_total: 'counter',
  dingtalk_calls_total: 'counter',
  dingtalk_inbound_total: 'counter',
  dingtalk_stream_connections: 'gauge',
  dingtalk_hidden_numbers_total: 'counter',
  dingtalk_month_calls: 'gauge',
  dingtalk_month_budget: 'gauge',
  dingtalk_refused_apis: 'gauge',
}
const ofTheProcess = {
  process_cpu_seconds_total: 'counter',
  process_resident_memory_bytes: 'gauge',
  nodejs_heap_size_used_bytes: 'gauge',
  nodejs_heap_size_total_bytes: 'gauge',
  nodejs_gc_duration_seconds: 'histogram',
  nodejs_eventloop_lag_seconds: 'gauge',
  nodejs_eventloop_lag_p99_seconds: 'gauge',
}

test('the service is measured, and so are heap, garbage collection and event loop of its process', async () => {
  configure(testEnvironment({ DINGTALK_EVENTS: 'callback' }))
  // what is measured of requests is there from the second on
  await fetch(`${service.url}/readyz`)
  const page = await (await fetch(`${service.url}/metrics`)).text()
  const types = Object.fromEntries(
    [...page.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]),
  )
  expect(types).toMatchObject({ ...own, ...ofTheProcess })
  expect(page).toMatch(
    /^http_request_seconds_count\{method="GET",route="\/readyz",status="200"\} [1-9]/m,
  )
  expect(page).toMatch(/^nodejs_heap_size_used_bytes [1-9]\d{6,}/m)
})
