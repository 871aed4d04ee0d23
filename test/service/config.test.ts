/** A wrong environment stops the start with a list of everything that is wrong, and never shows a value. */
import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings, serviceEnvironment } from '../../scripts/start/settings.ts'
import { BadConfiguration, readConfig } from '../../service/config.ts'
import { testEnvironment } from '../setup/environment.ts'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`

const aesKey = () => randomBytes(32).toString('base64').slice(0, 43)

const production = () =>
  testEnvironment({
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://partners.example.com',
    MONGODB_URI: 'mongodb://service:a-password@db1,db2/partners?replicaSet=rs0&tls=true',
    DINGTALK_API_URL: 'https://api.dingtalk.com',
    DINGTALK_OAPI_URL: 'https://oapi.dingtalk.com',
    DINGTALK_CLIENT_SECRET: randomBytes(32).toString('hex'),
    DINGTALK_CALLBACK_TOKEN: randomBytes(16).toString('hex'),
    DINGTALK_CALLBACK_AES_KEY: aesKey(),
    SMTP_URL: 'smtps://user:a-password@mail.example.com',
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
  ['PUBLIC_DOCS', 'maybe', /^PUBLIC_DOCS /],
  ['MONGODB_ALLOW_INSECURE', 'everything', /^MONGODB_ALLOW_INSECURE must be of no-auth/],
  ['MONGODB_ALLOW_INSECURE', 'yes, no-tls', /^MONGODB_ALLOW_INSECURE must be of no-auth/],
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

test.each([
  ['mongodb://db1/x?replicaSet=rs0&tls=true', ['no-authentication']],
  ['mongodb://user@db1/x?tls=true', ['no-authentication']],
  ['mongodb+srv://db.example.com/x', ['no-authentication']],
  ['mongodb://user:secret@db1/x', ['no-tls']],
  ['mongodb://user:secret@db1/x?ssl=false', ['no-tls']],
  ['mongodb+srv://user:secret@db.example.com/x?tls=false', ['no-tls']],
  ['mongodb://127.0.0.1/x', ['no-authentication', 'no-tls']],
  ['mongodb://user:secret@db1/x?tls=true&tlsInsecure=true', ['unchecked-certificates']],
  [
    'mongodb://user:secret@db1/x?tls=true&tlsAllowInvalidHostnames=true',
    ['unchecked-certificates'],
  ],
  [
    'mongodb://user:secret@db1/x?tls=true&tlsAllowInvalidCertificates=true',
    ['unchecked-certificates'],
  ],
  ['mongodb://user:secret@db1/x?ssl=true', []],
  ['mongodb+srv://user:secret@db.example.com/x', []],
  ['mongodb://db1/x?tls=true&authMechanism=MONGODB-X509', []],
  ['mongodb://db1/x?tls=true&authMechanism=MONGODB-AWS', []],
])('%s lacks %j, which production takes only when told so', (uri, lacks) => {
  const given = { ...production(), MONGODB_URI: uri }
  const problems = problemsOf(given)
  expect(problems.map((line) => /MONGODB_ALLOW_INSECURE=(.*)/.exec(line)?.[1])).toEqual(lacks)
  for (const line of problems) expect(line).not.toMatch(/secret|db1|127/)
  expect(problemsOf({ ...given, NODE_ENV: 'development' })).toEqual([])
  expect(problemsOf({ ...given, MONGODB_ALLOW_INSECURE: lacks.join(', ') })).toEqual([])
  const [one] = lacks
  const others = ['no-authentication', 'no-tls', 'unchecked-certificates'].filter(
    (it) => it !== one,
  )
  const some = problemsOf({ ...given, MONGODB_ALLOW_INSECURE: others.join() })
  expect(some).toHaveLength(one ? 1 : 0)
})

test.each([
  'mongodb://user:p@ss@db1/x',
  'mongodb://db1:99999/x',
  'mongodb://user:%zz@db1/x',
  'mongodb://db1/x?tls=maybe',
  'mongodb://db1/x?retries=secret',
  'mongodb://:secret@db1/x',
])('%s cannot be read, and is not repeated', (MONGODB_URI) => {
  for (const NODE_ENV of ['production', 'development']) {
    const problems = problemsOf({ ...production(), MONGODB_URI, NODE_ENV })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^MONGODB_URI cannot be read: /)
    expect(problems[0]).not.toMatch(/ss@|db1|%zz|maybe|secret/)
  }
})

const demo = serviceEnvironment(readSettings({}), 'mongodb://127.0.0.1/demo', {
  session: key('demo-s1'),
  secret: key('demo-k1'),
})

test.each([
  ['DINGTALK_CLIENT_SECRET', demo['DINGTALK_CLIENT_SECRET'] ?? ''],
  ['DINGTALK_CALLBACK_TOKEN', demo['DINGTALK_CALLBACK_TOKEN'] ?? ''],
  ['DINGTALK_CALLBACK_AES_KEY', demo['DINGTALK_CALLBACK_AES_KEY'] ?? ''],
  ['METRICS_TOKEN', demo['DINGTALK_CLIENT_SECRET'] ?? ''],
  ['SESSION_KEYS', demo['SESSION_KEYS'] ?? ''],
  ['SESSION_KEYS', `${key('own')},${demo['SESSION_KEYS']}`],
  ['SECRET_KEYS', demo['SECRET_KEYS'] ?? ''],
  ['SMTP_URL', 'smtps://user:password@mail.example.org'],
  ['MONGODB_URI', 'mongodb://user:password@db1/x?tls=true'],
])('%s of the demonstration or the example is refused in production', (name, value) => {
  const given = { ...production(), [name]: value }
  const problems = problemsOf(given)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.startsWith(`${name} `)).toBe(true)
  expect(problems[0]).not.toContain(value)
  expect(problemsOf({ ...given, NODE_ENV: 'development' })).toEqual([])
})

test('.env.example, with nothing but its gaps filled, is refused', async () => {
  const text = await readFile(join(import.meta.dirname, '../../.env.example'), 'utf8')
  const example = Object.fromEntries(
    [...text.matchAll(/^([A-Z_]+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
  )
  const problems = problemsOf({ ...production(), ...example })
  expect(problems.map((line) => line.split(' ')[0]).toSorted()).toEqual(['MONGODB_URI', 'SMTP_URL'])
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

test.each([
  ['DINGTALK_CLIENT_SERCET', 'DINGTALK_CLIENT_SECRET'],
  ['DINGTALK_MONTLY_CALLS', 'DINGTALK_MONTHLY_CALLS'],
  ['DINGTALK_ROBOTCODE', 'DINGTALK_ROBOT_CODE'],
  ['MONGO_DB_URI', 'MONGODB_URI'],
  ['MONGODB_URL', 'MONGODB_URI'],
  ['dingtalk_events', 'DINGTALK_EVENTS'],
  ['BUSINESS_TIMEZONE', 'BUSINESS_TIME_ZONE'],
  ['TRUSTED_PROXYS', 'TRUSTED_PROXIES'],
  ['METRIC_TOKEN', 'METRICS_TOKEN'],
])('%s is misspelt, and the start is refused with the name that is meant', (name, meant) => {
  expect(problemsOf({ ...production(), [name]: 'x' })).toEqual([
    `${name} is no setting: is ${meant} meant?`,
  ])
})

test('a name that is missing is told together with the one that stands in its place', () => {
  const { MONGODB_URI: uri = '', ...without } = production()
  expect(problemsOf({ ...without, MONGO_URL: uri })).toEqual([
    'MONGODB_URI is missing',
    'MONGO_URL is no setting: is MONGODB_URI meant?',
  ])
})

test.each([
  // an older release finds the settings of a newer one in its environment and must start all the same
  ['DINGTALK_TIMEOUT_SECONDS', 'DINGTALK_TIMEOUT_SECONDS is no setting'],
  ['SMTP_PASSWORD', 'SMTP_PASSWORD is no setting'],
  // of another program, beside ours
  ['SECRET_KEY', 'SECRET_KEY is no setting: is SECRET_KEYS meant?'],
])('%s is named and does not stop the start', (name, words) => {
  expect(readConfig({ ...production(), [name]: 'x' }).unknownSettings).toEqual([words])
})

test('what other programs and tools set is none of our business', () => {
  const others = {
    ...{ PATH: '/bin', HOME: '/', MAIL: '/var/mail/x', SESSION_MANAGER: 'x', NODE_OPTIONS: '' },
    ...{
      MONGOMS_SYSTEM_BINARY: '/usr/bin/mongod',
      npm_config_cache: '/x',
      MONGODB_PORT: 'tcp://x',
    },
    ...{ MONGODB_SERVICE_HOST: '10.0.0.1', MONGODB_PORT_27017_TCP_ADDR: '10.0.0.1' },
    ...{ DINGTALK_SERVICE_PORT: '80', DINGTALK_SERVICE_PORT_HTTP: '80', DINGTALK_TIMOUT: '' },
  }
  expect(readConfig({ ...production(), ...others }).unknownSettings).toEqual([])
})
