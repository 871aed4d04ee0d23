/** Metrics are for those who run the service, not for whoever finds the address. */
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
  ['in development, where nobody else is', {}, '', 200],
  ['in production, where no token was set', production, '', 404],
  ['in production without the token', { ...production, METRICS_TOKEN: token }, '', 401],
  ['with another', { METRICS_TOKEN: token }, `Bearer ${token.slice(0, -1)}`, 401],
  ['with the token', { ...production, METRICS_TOKEN: token }, `Bearer ${token}`, 200],
])('%s', async (_name, settings, authorization, status) => {
  expect(await ask(settings, authorization)).toBe(status)
})
