/** Passwords that are planted are found nowhere but in the one answer that shows them: no log, event, message, file or figure. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { config } from '../../../service/config.ts'
import { Events } from '../../../service/outbox/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildOperator, buildStaff, clientOf } from '../../setup/people.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { waitUntil } from '../../setup/wait-until.ts'
import { accountOf, Lending, look, mine } from './lending.ts'

/** Every secret of this test holds this, so that a part of one is found too. */
const planted = 'pLaNtEd'
const main = join(import.meta.dirname, '../../../service/main.ts')

let beside: TestService
let program: ChildProcess
let url = ''
let output = ''
let phones: Phones
/** Every answer that came, but for those that show passwords. */
const answers: Answer[] = []
let shown: Answer
let everyAnswer = ''

beforeAll(async () => {
  const own = { METRICS_TOKEN: 'a-token-of-the-test-of-secrets' }
  const environment = testEnvironment(own)
  const { MONGODB_URI = '', SESSION_KEYS = '', SECRET_KEYS = '' } = environment
  beside = await startTestService({
    simulator: true,
    parts: [],
    environment: { ...own, MONGODB_URI, SESSION_KEYS, SECRET_KEYS },
  })
  const { dingtalk, smtpUrl } = config()
  program = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      ...environment,
      LOG_LEVEL: 'debug',
      DINGTALK_API_URL: dingtalk.apiUrl,
      DINGTALK_OAPI_URL: dingtalk.oapiUrl,
      SMTP_URL: smtpUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [program.stdout, program.stderr]) {
    stream?.on('data', (piece) => (output += String(piece)))
  }
  url = await waitUntil(() => /"address":"(http[^"]+)"/.exec(output)?.[1] ?? '')
  if (!beside.simulator) throw new Error('no simulator')
  phones = new Phones(beside.simulator)
  await life()
}, 90_000)

afterAll(async () => {
  const gone = once(program, 'exit')
  program.kill('SIGTERM')
  await gone
  await beside.stop()
})

const passwords = (n: number) => ({
  loginPassword: `${planted}-login-${n}`,
  paymentPassword: `${planted}-pay-${n}`,
})

/** Everything that can happen to an account, with its refusals and a fault of ours. */
async function life(): Promise<void> {
  const lending = await Lending.begin(url)
  const admin = await buildOperator(url)
  const iso = admin.workspace._id
  const person = await buildStaff(url, iso, { dingtalkUserId: 'mei04' })
  const heard = async (asked: Promise<Answer>) => {
    const answer = await asked
    answers.push(answer)
    return answer
  }
  const keep = (verb: 'rotate' | 'suspend' | 'resume', body = {}) =>
    heard(lending.keep(id, verb, body))
  const line = `secret@alipay.example, ${planted}-login-0, ${planted}-pay-0`

  await heard(lending.paste(iso, `${line}, ${planted}-more\n${planted}, ${line}\n${planted}`))
  await heard(lending.paste('nonsense', line))
  await heard(
    lending.keeper.post(`/api/v1/test-accounts?${planted.toLowerCase()}`, { iso, text: [line] }),
  )
  await heard(
    lending.keeper.post('/api/v1/test-accounts', { iso, text: line }, { 'idempotency-key': 'one' }),
  )
  const list = await heard(lending.keeper.get('/api/v1/test-accounts'))
  const id: string = list.body.items[0].id
  await heard(lending.lend(admin, person, { id }))
  shown = await look(person.client, id)
  const again = await person.client.post(
    `${mine}/reveal`,
    { account: id },
    { 'idempotency-key': 'two' },
  )
  expect(again.status).toBe(200)

  await keep('rotate', { version: 7, ...passwords(1) })
  await keep('rotate', { version: 1, loginPassword: planted, paymentPassword: 'x' })
  await keep('rotate', { version: 1, ...passwords(1), [planted]: planted })
  // a fault of ours in the middle of a look and of a rotation
  const fault = async (validator: object) => {
    for (const collMod of ['reveals', 'testAccounts']) {
      await mongoose.connection.db?.command({ collMod, validator })
    }
  }
  await fault({ never: true })
  expect((await heard(look(person.client, id))).status).toBe(500)
  expect((await keep('rotate', { version: 2, ...passwords(2) })).status).toBe(500)
  await fault({})

  await heard(person.client.get(mine))
  await heard(admin.client.get(accountOf(person.member._id)))
  await heard(admin.client.get(`/api/v1/staff/${person.member._id}/reveals`))
  await heard(admin.client.get('/api/v1/test-accounts/available'))
  await heard(admin.client.get('/api/v1/staff/export?format=csv'))
  await heard(admin.client.get('/api/v1/staff/export?format=xlsx'))
  await heard(admin.client.get('/api/v1/messages'))
  await heard(lending.keeper.get('/api/v1/messages'))
  await heard(lending.keeper.get('/api/v1/failed-events'))
  await heard(clientOf(url, config().metricsToken).get('/metrics'))
  await heard(clientOf(url).get('/openapi.json'))
  await keep('suspend')
  await keep('resume')
  await waitUntil(async () => {
    const cards = await phones.cards('mei')
    return cards.some(({ title }) => title === 'Your test account is suspended')
  })
  await waitUntil(
    async () => (await Events.countDocuments({ state: { $in: ['due', 'running'] } })) === 0,
  )
  everyAnswer = answers
    .map(({ body, headers }) =>
      [Buffer.isBuffer(body) ? body.toString('latin1') : JSON.stringify(body), ...headers].join(
        '\n',
      ),
    )
    .join('\n')
}

test('the one answer shows them, so that the search knows what it looks for', () => {
  expect(shown.body).toMatchObject(passwords(0))
})

describe('no password is in', () => {
  test('the log, at its most talkative', () => {
    expect(output).toContain('/api/v1/me/staff/test-account/reveal')
    expect(output).toContain('"level":50')
    expect(output).not.toContain(planted)
  })

  test('any other answer: refusals, faults, lists, exports, figures', () => {
    expect(answers.map(({ status }) => status)).toContain(500)
    expect(everyAnswer).toContain('secret@alipay.example')
    expect(everyAnswer).toContain('http_request')
    expect(everyAnswer).not.toContain(planted)
  })

  test('what anyone was told in DingTalk, nor in any call to it', async () => {
    const said = JSON.stringify([
      await phones.messages('mei'),
      await phones.send('GET', '/calls'),
      await phones.send('GET', '/mails'),
    ])
    expect(said).toContain('secret@alipay.example')
    expect(said).not.toContain(planted)
  })

  test('the database: events, messages, kept answers, or any other collection', async () => {
    const collections = (await mongoose.connection.db?.collections()) ?? []
    const found: string[] = []
    for (const collection of collections) {
      for await (const row of collection.find()) {
        const bytes = Buffer.from(mongoose.mongo.BSON.serialize(row))
        const isThere = [planted, Buffer.from(planted).toString('base64').slice(0, 8)].some(
          (text) => bytes.includes(text),
        )
        if (isThere) found.push(collection.collectionName)
      }
    }
    expect(collections.length).toBeGreaterThan(10)
    expect(found).toEqual([])
  })
})
