/** A process that does the background work alone is looked at and measured like any other. */
import { afterEach, expect, test } from 'vitest'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService | undefined

afterEach(async () => {
  await service?.stop()
  service = undefined
})

const token = 'what-the-scraper-of-metrics-sends'

/** Status of what it answers there. */
const ask = async (path: string, init?: RequestInit) =>
  (await fetch(`${service?.url}${path}`, init)).status

test('the background part answers for its health and its metrics on HEALTH_PORT', async () => {
  service = await startTestService({
    simulator: true,
    parts: ['worker'],
    environment: { HEALTH_PORT: '0', METRICS_TOKEN: token },
  })
  expect(await ask('/metrics')).toBe(401)
  expect(await ask('/readyz', { method: 'POST' })).toBe(405)
  // people are served by the web part
  for (const path of ['/', '/api/v1/me', '/console', '/openapi.json'])
    expect(await ask(path), path).toBe(404)
  expect(await ask('/healthz')).toBe(200)
  expect(await ask('/readyz')).toBe(200)
  await expect
    .poll(async () => {
      const headers = { authorization: `Bearer ${token}` }
      return (await fetch(`${service?.url}/metrics`, { headers })).text()
    })
    .toMatch(/^dingtalk_stream_connections 1$/m)
})

test('it listens nowhere without HEALTH_PORT', async () => {
  service = await startTestService({
    parts: ['worker'],
    environment: { DINGTALK_EVENTS: 'callback' },
  })
  expect(service.url).toBe('')
})
