/** A wrong environment stops the start with a list of everything that is wrong, and never shows a value. */
import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BadConfiguration, readConfig } from '../../service/config.ts'
import { testEnvironment } from '../setup/environment.ts'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`

const production = () =>
  testEnvironment({
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://partners.example.com',
    DINGTALK_API_URL: 'https://api.dingtalk.com',
    DINGTALK_OAPI_URL: 'https://oapi.dingtalk.com',
    DINGTALK_CLIENT_SECRET: randomBytes(32).toString('hex'),
    SMTP_URL: 'smtps://user:password@mail.example.com',
    MAIL_FROM: 'Partner Workspace <no-reply@partners.example.com>',
    SESSION_KEYS: `${key('new')},${key('old')}`,
    SECRET_KEYS: key('s1'),
  })

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof BadConfiguration) return error.problems
    throw error
  }
}

test('a complete production environment is accepted, and keys come in their order', () => {
  const config = readConfig(production())
  expect(config.production).toBe(true)
  expect(config.sessionKeys.map(({ id }) => id)).toEqual(['new', 'old'])
})

test('mail may go by a server that is made to encrypt', () => {
  const SMTP_URL = 'smtp://mail.example.com:587?requireTLS=true'
  expect(problemsOf({ ...production(), SMTP_URL })).toEqual([])
})

test('every variable that is missing is named at once', () => {
  const required = [
    'PUBLIC_URL',
    'MONGODB_URI',
    'DINGTALK_CLIENT_ID',
    'DINGTALK_CLIENT_SECRET',
    'DINGTALK_CORP_ID',
    'DINGTALK_AGENT_ID',
    'DINGTALK_ROBOT_CODE',
    'SESSION_KEYS',
    'SECRET_KEYS',
    'SMTP_URL',
  ]
  expect(problemsOf({ NODE_ENV: 'production', SMTP_URL: '' })).toEqual([
    ...required.map((name) => `${name} is missing`),
    'MAIL_FROM must be an address of yours',
  ])
})

test('without NODE_ENV it is production, and nothing weak is let through', () => {
  const { NODE_ENV: _, ...without } = production()
  expect(readConfig(without).production).toBe(true)
  expect(problemsOf({ ...without, PUBLIC_URL: 'http://partners.example' })).toHaveLength(1)
})

test('what is weak is named along with what is missing', () => {
  const { MONGODB_URI: _, ...without } = production()
  const problems = problemsOf({ ...without, PUBLIC_URL: 'http://partners.example', PORT: 'x' })
  expect(problems).toHaveLength(3)
  expect(problems.join()).toMatch(/MONGODB_URI is missing.*PUBLIC_URL must be https/)
})

test.each([
  ['PORT', '70000', /^PORT /],
  ['TRUSTED_PROXIES', '10.0.0.0/33', /^TRUSTED_PROXIES /],
  ['TRUSTED_PROXIES', 'proxy.example.com', /^TRUSTED_PROXIES /],
  ['METRICS_TOKEN', 'short', /^METRICS_TOKEN /],
  ['PUBLIC_URL', 'ftp://x', /^PUBLIC_URL /],
  ['MONGODB_URI', 'localhost', /^MONGODB_URI must start with mongodb/],
  ['SESSION_KEYS', 'k1:short', /^SESSION_KEYS must be id:key pairs/],
  ['SESSION_KEYS', `k1:${Buffer.alloc(32).toString('base64url')}`, /^SESSION_KEYS .*not random/],
  ['DINGTALK_CALLBACK_AES_KEY', 'abc', /^DINGTALK_CALLBACK_AES_KEY must be the 43/],
  ['BUSINESS_TIME_ZONE', 'Mars/Olympus', /^BUSINESS_TIME_ZONE must be an IANA/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL /],
  ['DINGTALK_CALLBACK_TOKEN', 'short', /^DINGTALK_CALLBACK_TOKEN must have at least 16/],
  ['SMTP_URL', 'smtp://mail.example.com', /^SMTP_URL must be smtps/],
])('%s=%s is refused', (name, value, words) => {
  const problems = problemsOf({ ...production(), [name]: value })
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(words)
})

test('what is good enough for a demonstration is too weak for production', () => {
  const shared = key('k1')
  const weak = {
    ...production(),
    PUBLIC_URL: 'http://partners.example.com',
    DINGTALK_API_URL: 'http://127.0.0.1:3100',
    DINGTALK_OAPI_URL: 'http://127.0.0.1:3100',
    DINGTALK_LOGIN_URL: 'http://127.0.0.1:3100',
    DINGTALK_CLIENT_SECRET: 'short',
    MAIL_FROM: 'Partner Workspace <no-reply@localhost>',
    SESSION_KEYS: shared,
    SECRET_KEYS: shared,
  }
  expect(problemsOf(weak)).toHaveLength(7)
  expect(problemsOf({ ...weak, NODE_ENV: 'development' })).toEqual([])
})

test('events by callback need token and key', () => {
  const { DINGTALK_CALLBACK_TOKEN: _, ...without } = production()
  expect(problemsOf({ ...without, DINGTALK_EVENTS: 'callback' })[0]).toContain(
    'DINGTALK_CALLBACK_TOKEN',
  )
})

test('the service does not start with a bad one: it prints the list, no value, and ends with 1', async () => {
  const secret = 'k1:do-not-print-this'
  const service = spawn(process.execPath, [join(import.meta.dirname, '../../service/main.ts')], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', SESSION_KEYS: secret },
  })
  let said = ''
  service.stderr.on('data', (chunk) => (said += String(chunk)))
  service.stdout.on('data', (chunk) => (said += String(chunk)))
  const [code] = await once(service, 'exit')
  expect(code).toBe(1)
  expect(said).toContain('  - MONGODB_URI is missing')
  expect(said).toContain('  - SESSION_KEYS must be')
  expect(said).not.toContain('do-not-print-this')
})
