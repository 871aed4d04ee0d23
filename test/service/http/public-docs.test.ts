/** The description of the API is open in development, and in production only when the operator says so. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startTestService } from '../../setup/service.ts'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://partners.example.com',
  MONGODB_ALLOW_INSECURE: 'no-authentication,no-tls',
  DINGTALK_API_URL: 'https://api.dingtalk.com',
  DINGTALK_OAPI_URL: 'https://oapi.dingtalk.com',
  DINGTALK_CLIENT_SECRET: randomBytes(32).toString('hex'),
  DINGTALK_CALLBACK_TOKEN: randomBytes(16).toString('hex'),
  DINGTALK_CALLBACK_AES_KEY: randomBytes(32).toString('base64').slice(0, 43),
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'Partner Workspace <no-reply@partners.example.com>',
}

test.each([
  ['development', {}, 200],
  ['development, hidden', { PUBLIC_DOCS: 'no' }, 404],
  ['production', production, 404],
  ['production, shown', { ...production, PUBLIC_DOCS: 'yes' }, 200],
])('%s', async (_name, environment: Record<string, string>, status) => {
  const service = await startTestService({ environment })
  try {
    for (const path of ['/openapi.json', '/docs', '/docs/start.js', '/docs/swagger-ui.css']) {
      const answer = await fetch(service.url + path)
      expect([path, answer.status]).toEqual([path, status])
      const body = await answer.text()
      if (status === 404) expect(JSON.parse(body).code).toBe('not_found')
    }
  } finally {
    await service.stop()
  }
})
