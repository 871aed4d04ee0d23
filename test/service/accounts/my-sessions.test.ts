/** What people can do about their own sessions, and when sessions end whatever they do. */
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  changePassword,
  endMySession,
  listMySessions,
  refreshSession,
  signOutEverywhere,
} from '../../../service/accounts/contract.ts'
import { Accounts, Sessions } from '../../../service/accounts/model.ts'
import { sessionEnd } from '../../../service/accounts/rules.ts'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import { Events } from '../../../service/outbox/model.ts'
import { operatorWhoAmI } from '../../../service/workspaces/contract/operator.ts'
import { signInOperator } from '../../../service/workspaces/contract/sign-in.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { maxExamined } from '../../setup/scans.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  admin = await buildOperator(service.url)
  await Sessions.deleteMany({})
})
afterEach(() => clock.arrange())

async function signedIn(userAgent: string, password = admin.password): Promise<CookieJar> {
  const jar = new CookieJar(service.url)
  await jar.call(signInOperator, {
    body: { email: admin.account.email, password },
    headers: { 'user-agent': userAgent },
  })
  return jar
}

const sessions = async (jar: CookieJar) => (await jar.call(listMySessions)).sessions
const refresh = { body: { kind: 'operator' as const } }

async function isOut(jar: CookieJar): Promise<void> {
  await expect.poll(async () => (await jar.refused(operatorWhoAmI)).status).toBe(401)
  expect((await jar.refused(refreshSession, refresh)).code).toBe('session_expired')
}

test('however many people are signed in, only the sessions of the account are read', async () => {
  const jar = await signedIn(windows)
  const { _id, subject, account, ...row } = await Sessions.findOne().orFail().lean()
  const others = Array.from({ length: 50 }, (_, n) => ({
    ...row,
    _id: `${_id}-${n}`,
    subject: `${subject}-${n}`,
    account: `${account}-${n}`,
  }))
  await Sessions.insertMany(others)
  expect(await maxExamined('sessions', () => sessions(jar))).toBe(1)
  expect(await maxExamined('sessions', () => jar.call(signOutEverywhere))).toBe(1)
  expect(await Sessions.countDocuments()).toBe(others.length)
})

test('the list tells devices apart, marks this one, and holds none of another person’s', async () => {
  const pc = await signedIn(windows)
  clock.arrange(() => new Date(Date.now() + 60_000))
  const laptop = await signedIn(mac)
  const stranger = await buildOperator(service.url, { workspace: admin.workspace })
  expect(await sessions(laptop)).toEqual([
    {
      id: expect.any(String),
      current: true,
      client: 'safari',
      system: 'macos',
      via: 'password',
      since: expect.any(String),
      lastUsed: expect.any(String),
    },
    expect.objectContaining({ current: false, client: 'chrome', system: 'windows' }),
  ])
  expect((await sessions(pc)).map(({ current }) => current)).toEqual([false, true])
  expect((await stranger.call(listMySessions)).sessions).toEqual([])
})

test('a device that was lost is signed out from another one', async () => {
  const lost = await signedIn(windows)
  const laptop = await signedIn(mac)
  const params = { sessionId: (await sessions(lost)).find(({ current }) => current)?.id ?? '' }
  await laptop.call(endMySession, { params })
  await isOut(lost)
  await laptop.call(operatorWhoAmI)
  expect((await laptop.refused(endMySession, { params })).status).toBe(404)
})

test('no person ends the session of another', async () => {
  const mine = await signedIn(windows)
  const params = { sessionId: (await sessions(mine))[0]?.id ?? '' }
  const stranger = await buildOperator(service.url, { workspace: admin.workspace })
  const { status, code } = await stranger.refused(endMySession, { params })
  expect([status, code]).toEqual([404, 'not_found'])
  await mine.call(operatorWhoAmI)
})

test('signing out everywhere ends this one and all others', async () => {
  const pc = await signedIn(windows)
  const laptop = await signedIn(mac)
  await laptop.call(signOutEverywhere)
  expect(laptop.cookie('pw_operator')).toBeUndefined()
  expect((await laptop.refused(operatorWhoAmI)).code).toBe('signed_out')
  await isOut(pc)
})

test('signing in again in the same browser leaves no session behind', async () => {
  const jar = await signedIn(windows)
  const before = jar.copy()
  const { email } = admin.account
  await jar.call(signInOperator, { body: { email, password: admin.password } })
  expect(await sessions(jar)).toHaveLength(1)
  await isOut(before)
})

test('another password ends all other sessions at once and keeps this one', async () => {
  const pc = await signedIn(windows)
  const laptop = await signedIn(mac)
  const next = 'a much better passphrase'
  const present = admin.password
  const wrong = await laptop.refused(changePassword, { body: { present: 'not it', next } })
  expect([wrong.status, wrong.code, wrong.field]).toEqual([400, 'wrong_password', 'present'])
  const short = await laptop.refused(changePassword, { body: { present, next: 'short' } })
  expect([short.status, short.field]).toEqual([400, 'next'])
  await pc.call(operatorWhoAmI)

  await laptop.call(changePassword, { body: { present, next } })
  await isOut(pc)
  await laptop.call(operatorWhoAmI)
  await signedIn(windows, next)
  const old = await new CookieJar(service.url).refused(signInOperator, {
    body: { email: admin.account.email, password: present },
  })
  expect(old.code).toBe('wrong_credentials')
  expect(await Events.countDocuments({ 'subject.id': admin.account._id })).toBe(1)
  expect(JSON.stringify(await Events.find().lean())).not.toContain(next)
})

test('of two changes of the password at one moment one holds', async () => {
  const jar = await signedIn(windows)
  const answers = await Promise.all(
    ['first passphrase of two', 'second passphrase of two'].map((next) =>
      jar.send('PUT', changePassword.path, { present: admin.password, next }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400])
})

test('a session that is used every day ends after thirty days all the same', async () => {
  const begun = Date.now()
  const jar = await signedIn(windows)
  const day = 86_400_000
  for (const after of [6, 12, 18, 24, 29.9]) {
    clock.arrange(() => new Date(begun + after * day))
    await jar.call(refreshSession, refresh)
  }
  // the cookie says the same as the service
  clock.arrange(() => new Date(begun + sessionEnd.operator * 1000 + 1_000))
  expect((await jar.refused(operatorWhoAmI)).code).toBe('session_expired')
  expect((await jar.refused(refreshSession, refresh)).code).toBe('session_expired')
})

test('an unused session ends after its idle time', async () => {
  const jar = await signedIn(windows)
  clock.arrange(() => new Date(Date.now() + 7 * 86_400_000 + 1_000))
  expect((await jar.refused(refreshSession, refresh)).code).toBe('session_expired')
})

test('the password stays a hash, and no list of sessions tells a token', async () => {
  const jar = await signedIn(windows)
  const token = jar.cookie('pw_operator_refresh')?.value.split('.')[1] ?? ''
  expect(JSON.stringify(await sessions(jar))).not.toContain(token)
  expect((await Accounts.findById(admin.account._id).lean())?.passwordHash).toMatch(/^\$argon2id\$/)
  expect(config().production).toBe(false)
})

test('a session that cannot be ended leaves no other open', async () => {
  const [pc, laptop, mine] = [await signedIn(windows), await signedIn(mac), await signedIn(mac)]
  const [first] = await Sessions.find().sort({ createdAt: 1 }).lean()
  const refuseEvents = (validator: object) =>
    mongoose.connection.db?.command({ collMod: 'events', validator })
  await refuseEvents({ 'subject.id': { $ne: first?._id } })
  const { status } = await mine.refused(signOutEverywhere)
  await refuseEvents({})
  expect(status).toBe(500)
  expect((await Sessions.find().lean()).map(({ _id }) => _id)).toEqual([first?._id])
  await isOut(laptop)
  await pc.call(operatorWhoAmI)
})
