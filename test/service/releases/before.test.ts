/** A rolling update: the release before and the present one work on one database, and each goes on with the other's work. */
import { execFile } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { mongo } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoOrganisation, demoPeople } from '../../../scripts/demo/people.ts'
import { startSimulator } from '../../../scripts/dingtalk-simulator/simulator.ts'
import { migrations } from '../../../service/migrations.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import type { Answer } from '../../setup/calls.ts'
import { testDatabaseUri } from '../../setup/database.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { Phones } from '../../setup/phones.ts'
import { Instance, removeRelease, root, unpackRelease } from '../../setup/release-before.ts'
import type { Simulator } from '../../setup/service.ts'
import { jpeg } from '../../setup/visit.ts'

const run = promisify(execFile)

let folder: string
let simulatorData: string
let simulator: Simulator
let environment: Record<string, string>
let database: mongo.MongoClient
const instances: Instance[] = []

beforeAll(async () => {
  folder = await unpackRelease()
  simulatorData = await mkdtemp(join(tmpdir(), 'simulator-'))
  environment = testEnvironment()
  const publicUrl = environment['PUBLIC_URL'] ?? ''
  simulator = await startSimulator({ port: 0, smtpPort: 0, dataFolder: simulatorData, publicUrl })
  Object.assign(environment, {
    DINGTALK_API_URL: simulator.apiUrl,
    DINGTALK_OAPI_URL: simulator.apiUrl,
    DINGTALK_LOGIN_URL: simulator.url,
    SMTP_URL: simulator.smtpUrl,
  })
  database = await new mongo.MongoClient(environment['MONGODB_URI'] ?? '').connect()
})
afterAll(async () => {
  await Promise.all(instances.map((one) => one.stop()))
  await simulator.stop()
  await database.close()
  await removeRelease(folder)
  await rm(simulatorData, { recursive: true, force: true })
})

function start(from: string, given: Record<string, string> = {}): Promise<Instance> {
  const instance = new Instance(from, { ...environment, ...given })
  instances.push(instance)
  return instance.ready()
}

const recordedKeys = ({ lines }: Instance) =>
  lines.flatMap(({ msg, ring }) => (msg?.startsWith('key recorded') ? [ring] : []))

const startedMigrations = ({ lines }: Instance) =>
  lines.filter(({ msg }) => msg === 'migration started').map(({ migration }) => migration)

/** Expects an answer that is none of a fault. */
async function answered(answer: Promise<Answer>): Promise<Answer['body']> {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}

async function signIn(url: string, person: string): Promise<CookieJar> {
  const jar = new CookieJar(url)
  const { email, password } = demoPeople.find(({ id }) => id === person) ?? {}
  await answered(jar.send('POST', '/api/v1/sessions/operator', { email, password }))
  return jar
}

/** Signs a member of staff in with what DingTalk's client on their phone gives. */
async function signInStaff(url: string, person: string): Promise<CookieJar> {
  const { corpId, clientId } = demoOrganisation
  const response = await fetch(`${simulator.devices[person]}/__simulator/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'runtime.permission.requestAuthCodeV2',
      args: { corpId, clientId },
    }),
  })
  const { ok } = (await response.json()) as { ok: { code: string } }
  const jar = new CookieJar(url)
  await answered(jar.send('POST', '/api/v1/sessions/staff', { code: ok.code }))
  return jar
}

async function add(admin: CookieJar, name: string, phone: string): Promise<string> {
  const id = randomUUIDv7()
  await answered(admin.send('POST', '/api/v1/staff', { id, name, phone }))
  return id
}

async function photo(jar: CookieJar): Promise<string> {
  const id = randomUUIDv7()
  await answered(jar.send('PUT', `/api/v1/photos/${id}`, await jpeg()))
  return id
}

async function visit(jar: CookieJar, code: string) {
  const spot = { id: randomUUIDv7(), kind: 'cashier', note: '', photos: [await photo(jar)] }
  return {
    product: 'marketing_code',
    store: {
      name: 'Kopi & Toast',
      category: 'cafe',
      address: '12 Amoy Street, Singapore',
      place: { latitude: 1.2801, longitude: 103.8468, accuracy: 12 },
      photos: [await photo(jar)],
    },
    spots: [{ ...spot, codes: [code] }],
    supplement: {
      contactName: 'Ms Lim',
      contactPhone: '+65 6123 4567',
      openingHours: '',
      note: '',
      storeAgreed: true,
    },
  }
}

const reject = (spot: string) => ({
  revision: 1,
  decisions: [
    { item: 'store', status: 'approved', reasons: [], note: '' },
    {
      item: spot,
      status: 'rejected',
      reasons: [{ code: 'photo_blurred', field: 'photos' }],
      note: 'Again, please.',
    },
  ],
})

async function statusOf(jar: CookieJar, staff: string, status: string): Promise<void> {
  await expect
    .poll(async () => (await answered(jar.send('GET', `/api/v1/staff/${staff}`))).status)
    .toBe(status)
}

test('both work on one database, and each goes on with what the other began', async () => {
  const before = await start(folder)
  await run(process.execPath, [join(import.meta.dirname, 'lay-people.ts'), folder], {
    env: { ...process.env, ...environment },
  })
  const phones = new Phones(simulator)

  // people, sessions and a visit of the release before
  const olivia = await signIn(before.url, 'olivia')
  const ravi = await signIn(before.url, 'ravi')
  const linId = await add(olivia, 'Lin Wei', '+6581230002')
  await phones.agree('lin')
  await statusOf(olivia, linId, 'associated')
  const linsPhone = await signInStaff(before.url, 'lin')
  const content = await visit(linsPhone, 'APMC-0000-0001')
  const submission = `/api/v1/submissions/${randomUUIDv7()}`
  await answered(linsPhone.send('PUT', submission, content))

  const recorded = database.db().collection('migrations')
  const doneBefore = (await recorded.find().toArray()).map(({ name }) => name)

  // it takes orders all the while that the present one starts, twice, and migrates
  let starting = true
  const added: string[] = []
  const meanwhile = (async () => {
    for (let n = 10; starting; n++) {
      added.push(await add(olivia, `Staff ${n}`, `+658123${String(n).padStart(4, '0')}`))
    }
  })()
  const [now, other] = await Promise.all([start(root), start(root)]).finally(() => {
    starting = false
  })
  await meanwhile
  expect(added.length).toBeGreaterThan(0)
  const keys = new Set([before, now, other].flatMap((one) => recordedKeys(one)))
  expect(keys).toEqual(new Set(['SESSION_KEYS', 'SECRET_KEYS']))
  // those that may run later can be cut off at the start, and begin again in the background
  const atOnce = migrations
    .filter(({ later, name }) => !later && !doneBefore.includes(name))
    .map(({ number, name }) => `${number} ${name}`)
  const started = [...startedMigrations(now), ...startedMigrations(other)]
  expect(started.filter((one) => atOnce.includes(one ?? '')).toSorted()).toEqual(atOnce.toSorted())
  await expect
    .poll(async () => (await recorded.find().toArray()).map(({ state }) => state))
    .toEqual(migrations.map(() => 'done'))

  // sessions go on at either
  for (const [browser, kind] of [
    [olivia, 'operator'],
    [ravi, 'operator'],
    [linsPhone, 'staff'],
  ] as const) {
    for (const { url } of [now, before, now]) {
      await answered(browser.reaching(url).send('POST', '/api/v1/sessions/refresh', { kind }))
      await answered(browser.reaching(url).send('GET', `/api/v1/me/${kind}`))
    }
  }

  // what was sent in there is decided here, and modified there again
  const review = `/api/v1/reviews/${submission.split('/').at(-1)}`
  const spot = content.spots[0]?.id ?? ''
  await answered(ravi.reaching(now.url).send('GET', review))
  await answered(ravi.reaching(now.url).send('POST', `${review}/decision`, reject(spot)))
  const seen = await answered(linsPhone.reaching(before.url).send('GET', submission))
  expect(seen.status).toBe('rejected')
  await answered(linsPhone.reaching(before.url).send('PUT', `${submission}/revisions/2`, content))
  const again = await answered(ravi.reaching(now.url).send('GET', review))
  expect(again.submission).toMatchObject({ status: 'in_review', revision: 2 })

  // a visit that came in here is decided there
  const second = await visit(linsPhone.reaching(now.url), 'APMC-0000-0002')
  const newer = `/api/v1/submissions/${randomUUIDv7()}`
  await answered(linsPhone.reaching(now.url).send('PUT', newer, second))
  const its = `/api/v1/reviews/${newer.split('/').at(-1)}`
  const verdict = reject(second.spots[0]?.id ?? '')
  await answered(ravi.reaching(before.url).send('POST', `${its}/decision`, verdict))
  expect((await answered(linsPhone.reaching(now.url).send('GET', newer))).status).toBe('rejected')
  // either may tell it, in its own words
  const isResult = ({ title }: { title: string }) => /^(Rejected|Needs a change): /.test(title)
  await expect.poll(async () => (await phones.cards('lin')).some(isResult)).toBe(true)

  // staff of either is read, found and changed by the other
  const aroonId = await add(olivia.reaching(now.url), 'Aroon Srisuk', '+66812340003')
  await phones.agree('aroon')
  for (const { url } of [before, now]) {
    const here = olivia.reaching(url)
    await statusOf(here, aroonId, 'associated')
    for (const search of ['Aroon', 'Lin', '+66812']) {
      const { items } = await answered(
        here.send('GET', `/api/v1/staff?search=${search.replace('+', '%2B')}`),
      )
      expect(items.length, search).toBe(1)
    }
  }
  for (const [{ url }, id] of [
    [before, aroonId],
    [now, linId],
  ] as const) {
    await answered(olivia.reaching(url).send('POST', `/api/v1/staff/${id}/remove`, {}))
  }
  for (const { url } of [before, now]) {
    for (const id of [aroonId, linId]) await statusOf(olivia.reaching(url), id, 'removed')
  }

  // an instance of the release before that starts again finds its way
  await before.stop()
  const restarted = await start(folder)
  await answered(olivia.reaching(restarted.url).send('GET', '/api/v1/staff'))
  expect(await database.db().collection('events').find({ state: 'failed' }).toArray()).toEqual([])
}, 120_000)

test('a database that is new ends as one that the release before had filled', async () => {
  const rowsIn = async (uri: string) => {
    const client = await new mongo.MongoClient(uri).connect()
    const names = [
      'roles',
      'products',
      'storeCategories',
      'spotKinds',
      'rejectReasons',
      'rejectionReasons',
    ]
    const lists = names.map((name) =>
      client.db().collection(name).find().sort({ _id: 1 }).toArray(),
    )
    const rows = await Promise.all(lists)
    await client.close()
    return Object.fromEntries(rows.map((list, index) => [names[index], list]))
  }
  const [fresh, old] = [testDatabaseUri(), testDatabaseUri()]
  await (await start(root, { MONGODB_URI: fresh })).stop()
  await (await start(folder, { MONGODB_URI: old })).stop()
  await (await start(root, { MONGODB_URI: old })).stop()
  expect(await rowsIn(old)).toEqual(await rowsIn(fresh))
  expect((await rowsIn(old))['rejectReasons']).toHaveLength(19)
}, 60_000)
