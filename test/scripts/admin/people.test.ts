/** The first people of an installation, made at the console: the platform, ISOs, operators, and their links. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { commands } from '../../../scripts/admin/command-list.ts'
import { runAdmin } from '../../../scripts/admin/run.ts'
import { Accounts } from '../../../service/accounts/model.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { createPlatform } from '../../../service/workspaces/actions/set-up.ts'
import { Members } from '../../../service/team/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { clientOf } from '../../setup/people.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { spoken } from '../../setup/spoken.ts'
import { admin } from './admin.ts'

// each command is a program that loads the whole service
vi.setConfig({ testTimeout: 120_000 })

let service: TestService
let environment: Record<string, string>
let phones: Phones

const next = 'seven green kettles sing'

beforeAll(async () => {
  const { PUBLIC_URL: _, ...given } = testEnvironment()
  environment = given
  service = await startTestService({ simulator: true, environment })
  if (!service.simulator) throw new Error('no simulator')
  phones = new Phones(service.simulator)
  environment = {
    ...environment,
    PUBLIC_URL: 'http://localhost:3000',
    SMTP_URL: service.simulator.smtpUrl,
  }
})
afterAll(() => service.stop())
beforeEach(async () => {
  for (const name of ['accounts', 'members', 'workspaces', 'events', 'sessions', 'passwordLinks']) {
    await mongoose.connection.collection(name).deleteMany({})
  }
  await phones.send('DELETE', '/mails')
})

const run = (...args: string[]) => admin(environment, ...args)
const create = (...args: string[]) =>
  run('platform:create', '--email', 'ada@alipayplus.example', '--name', 'Ada Lim', ...args)

const tokenIn = (text: string) => /\/console\/password#([\w-]{43})/.exec(text)?.[1] ?? ''

/** Sets the password with a link, as its page does. @returns who signs in with it */
async function entered(link: string, email: string): Promise<CookieJar> {
  const used = await clientOf(service.url).post('/api/v1/password-links/use', {
    token: tokenIn(link),
    next,
  })
  expect(used.status).toBe(200)
  const browser = new CookieJar(service.url)
  const signedIn = await browser.send('POST', '/api/v1/sessions/operator', {
    email,
    password: next,
  })
  expect(signedIn.status).toBe(200)
  return browser
}

const hasOperators = async () =>
  (await clientOf(service.url).get('/api/v1/installation')).body.hasOperators

test('a service without an operator says at its start how to begin, and no longer afterwards', async () => {
  const main = join(import.meta.dirname, '../../../service/main.ts')
  const firstWords = async () => {
    const env = { PATH: process.env['PATH'], ...environment, LOG_LEVEL: 'info' }
    const child = spawn(process.execPath, [main, '--only', 'worker'], { env })
    try {
      return await spoken(child, /no operator yet|"ready"/)
    } finally {
      child.kill('SIGKILL')
    }
  }
  expect(await firstWords()).toContain('npm run admin -- platform:create')
  await create()
  expect(await firstWords()).toContain('ready')
})

test('the first Administrator is made once, signs in with the link, and may do all that the platform can', async () => {
  expect(await hasOperators()).toBe(false)
  const { code, json } = await create('--json')
  expect(code).toBe(0)
  expect(await hasOperators()).toBe(true)
  const browser = await entered(json.link, 'ada@alipayplus.example')
  const { body } = await browser.send('GET', '/api/v1/me/operator')
  expect(body).toMatchObject({
    name: 'Ada Lim',
    workspace: { name: 'Alipay+', kind: 'platform' },
    roles: ['Administrator'],
  })
  expect(body.permissions).toEqual(
    expect.arrayContaining(['team.manage', 'reviews.decide', 'workspaces.suspend']),
  )
  expect((await browser.send('GET', '/api/v1/isos')).status).toBe(200)

  const again = await run('platform:create', '--email', 'bo@alipayplus.example', '--name', 'Bo')
  expect([again.code, again.err]).toEqual([
    1,
    expect.stringContaining('There is a platform already'),
  ])
  expect(await Accounts.countDocuments()).toBe(1)
})

test('two that make the platform at the same moment make one', async () => {
  // in one process, so that neither is done before the other begins
  const made = (name: string) => {
    const admin = { email: `${name}@alipayplus.example`, name, language: 'en' as const }
    return createPlatform({ company: 'Alipay+', admin }, atConsole)
  }
  const ended = await Promise.allSettled([made('ada'), made('bo')])
  expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await Workspaces.countDocuments({ kind: 'platform' })).toBe(1)
  expect(await Accounts.countDocuments()).toBe(1)
})

test('each act is in the audit log as done by the operator at the console, without personal data', async () => {
  await create()
  const events = await Events.find().lean()
  expect(events.map(({ type }) => type).toSorted()).toEqual([
    'accounts.created',
    'accounts.password_link_made',
    'team.member_added',
    'workspaces.created',
  ])
  for (const { actor, state } of events) {
    expect(actor).toEqual({ kind: 'operator', id: 'console' })
    expect(state).toBe('done')
  }
  // ids are hexadecimal and may hold `ada`
  expect(JSON.stringify(events)).not.toMatch(/ada@|Ada|Lim/)
})

test('an ISO comes with its admin, who adds staff; its e-mail is taken once', async () => {
  const made = await run(
    ...[
      'iso:create',
      '--name',
      'Harbour Pay',
      '--email',
      'Hello@HarbourPay.example',
      '--country',
      'sg',
    ],
    ...['--admin', 'Olivia Tan', '--admin-email', 'olivia@harbourpay.example'],
  )
  expect(made.code).toBe(0)
  const browser = await entered(made.out, 'olivia@harbourpay.example')
  const code = await browser.send('GET', '/api/v1/workspace/join-code')
  expect(code.body).toMatchObject({ isoName: 'Harbour Pay', isoEmail: 'hello@harbourpay.example' })
  const twice = await run('iso:create', '--name', 'Other', '--email', 'hello@harbourpay.example')
  expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('already in use')])
  const isos = await Workspaces.find().lean()
  expect(isos).toMatchObject([{ country: 'SG' }])
})

test('an operator is added with roles that the workspace has; a person with an account gets no link', async () => {
  await create()
  await run('iso:create', '--name', 'Harbour Pay', '--email', 'hello@harbourpay.example')
  const add = (workspace: string, role: string, ...more: string[]) =>
    run(
      ...['operator:add', '--workspace', workspace, '--email', 'ravi@alipayplus.example'],
      ...['--name', 'Ravi Menon', '--role', role, '--json', ...more],
    )
  const unknown = await add('platform', 'admin')
  expect(unknown).toMatchObject({ code: 2 })
  expect(unknown.json.words).toContain('administrator, inspections, operations, reviewer')
  expect(await add('nobody@iso.example', 'admin')).toMatchObject({
    code: 1,
    json: { code: 'no_such_workspace' },
  })
  const ravi = await add('platform', 'reviewer', '--role', 'platform.inspections')
  expect(ravi.code).toBe(0)
  const browser = await entered(ravi.json.link, 'ravi@alipayplus.example')
  const { body } = await browser.send('GET', '/api/v1/me/operator')
  expect(body.roles.toSorted()).toEqual(['Inspections', 'Reviewer'])
  expect(body.permissions).not.toContain('team.manage')

  expect(await add('platform', 'operations')).toMatchObject({
    code: 1,
    json: { code: 'already_operator' },
  })
  // an ISO is restricted to regions, the platform to ISOs too
  const wrong = await add('hello@harbourpay.example', 'admin', '--iso', 'hello@harbourpay.example')
  expect([wrong.code, wrong.json.words]).toEqual([2, expect.stringContaining('--iso')])
  const restrict = (...more: string[]) =>
    run(
      ...['operator:restrict', '--workspace', 'platform', '--email', 'ravi@alipayplus.example'],
      ...['--json', ...more],
    )
  expect(await restrict('--region', 'Bangkok')).toMatchObject({ code: 2 })
  const restricted = await restrict('--region', 'th-10', '--iso', 'hello@harbourpay.example')
  const iso = String((await Workspaces.findOne({ kind: 'iso' }).lean())?._id)
  expect(restricted).toMatchObject({
    code: 0,
    json: { access: { isos: [iso], regions: ['TH-10'] } },
  })
  expect((await Members.findOne({ 'access.isos': iso }).lean())?.access?.regions).toEqual(['TH-10'])
  const second = await add('hello@harbourpay.example', 'admin')
  expect(second).toMatchObject({ code: 0, json: { link: null, mailed: false } })
  expect(await Accounts.countDocuments()).toBe(2)
})

test('a new link replaces the one before, and is mailed in the language of the person when wanted', async () => {
  await create('--language', 'zh-CN')
  const { code, out } = await run(
    ...['operator:reset-password', '--email', 'ADA@alipayplus.example', '--mail'],
  )
  expect(code).toBe(0)
  expect(out).not.toContain('#')
  const mails = (await phones.send('GET', '/mails')) as {
    to: string
    subject: string
    text: string
  }[]
  const mail = mails.find(({ to }) => to === 'ada@alipayplus.example')
  expect(mail?.subject).toBe('请为您的控制台账号设置新密码')
  await entered(mail?.text ?? '', 'ada@alipayplus.example')
  expect(await run('operator:reset-password', '--email', 'nobody@iso.example')).toMatchObject({
    code: 1,
    err: expect.stringContaining('No operator signs in with'),
  })
})

test('when the mail cannot be sent, the link is shown instead and the end says so', async () => {
  const away = { ...environment, SMTP_URL: 'smtp://127.0.0.1:9' }
  const { code, json } = await admin(
    away,
    ...[
      'platform:create',
      '--email',
      'ada@alipayplus.example',
      '--name',
      'Ada',
      '--mail',
      '--json',
    ],
  )
  expect(code).toBe(5)
  expect(json).toMatchObject({ ending: 'notMailed', mailed: false })
  await entered(json.link, 'ada@alipayplus.example')
})

test.each([
  [['platform:create', '--name', 'Ada'], /--email <e-mail> is needed/],
  [['platform:create', '--email', 'ada', '--name', 'Ada'], /--email: must be an e-mail address/],
  [['platform:create', '--email', 'a@b.example', '--name', '\u202eAda'], /--name/],
  [['platform:create', '--email', 'a@b.example', '--name', 'A', '--language', 'de'], /en, zh-CN/],
  [
    ['iso:create', '--name', 'A', '--email', 'a@b.example', '--admin-email', 'b@b.example'],
    /--admin/,
  ],
  [
    ['iso:create', '--name', 'A', '--email', 'a@b.example', '--country', 'Singapore'],
    /--country: must be the code of a country/,
  ],
])('what does not fit is refused before anything is done: %s', async (args, words) => {
  let err = ''
  const said = { out: () => {}, err: (text: string) => void (err = text) }
  expect(await runAdmin(args, commands, said)).toBe(2)
  expect(err).toMatch(words)
  expect(await Accounts.countDocuments()).toBe(0)
})
