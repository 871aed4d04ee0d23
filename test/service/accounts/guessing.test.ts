/** A stranger guesses a password: they are slowed down, the owner hears of it once, and can always sign in. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Accounts, GuessingEpisodes } from '../../../service/accounts/model.ts'
import { guessing } from '../../../service/accounts/rules.ts'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import type { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Desk } from './desk.ts'

const subject = 'Someone is trying passwords of your console account'
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'

let desk: Desk
let admin: TestOperator
let email: string

beforeAll(async () => {
  desk = await Desk.start()
})
afterAll(() => desk.service.stop())
/** A second counts as a hundred, so that delays are short. */
function hurry(later = 0): void {
  const [began, start] = [Date.now(), clock.time() + later]
  clock.arrange(() => new Date(start + (Date.now() - began) * 100))
}
/** The time stands still, but for what is added to it. */
function standStill(): (milliseconds: number) => void {
  let now = clock.time()
  clock.arrange(() => new Date(now))
  return (milliseconds) => (now += milliseconds)
}

beforeEach(async () => {
  await desk.reset()
  hurry()
  await GuessingEpisodes.deleteMany({})
  admin = await buildOperator(desk.service.url)
  email = admin.account.email
})

const signIn = (from: CookieJar, password: string, address: string, whose = email) =>
  from.send(
    'POST',
    '/api/v1/sessions/operator',
    { email: whose, password },
    { 'x-forwarded-for': address, 'user-agent': windows },
  )
const guess = (n: number, whose = email) =>
  signIn(desk.browser(), `wrong ${n}`, `198.51.100.${n}`, whose)

const together = <T>(count: number, one: (n: number) => Promise<T>) =>
  Array.from({ length: count }, (_, n) => one(n + 1))

/** So many at one moment, each from an address of its own. */
const guesses = (count: number, whose = email) =>
  Promise.all(together(count, (n) => guess(n, whose)))

/** Waits until so many tries have been counted, each when its turn has come. */
const admitted = (tries: number) =>
  expect.poll(async () => (await GuessingEpisodes.findOne().lean())?.tries).toBe(tries)

const told = () => Events.countDocuments({ type: 'accounts.guessing' })
const mails = async () => (await desk.mailsTo(email)).filter((mail) => mail.subject === subject)

/** A device on which the owner has signed in before. */
async function ownDevice(address: string): Promise<CookieJar> {
  const jar = desk.browser()
  expect((await signIn(jar, admin.password, address)).status).toBe(200)
  await jar.send('POST', '/api/v1/sessions/sign-out', { kind: 'operator' })
  return jar
}

describe('while strangers guess from many addresses', () => {
  test('the owner signs in with the right password, on a known device and on a new one', async () => {
    const own = await ownDevice('203.0.113.5')
    const answers = await guesses(12)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect((await signIn(own, admin.password, '203.0.113.5')).status).toBe(200)
    expect((await signIn(desk.browser(), admin.password, '203.0.113.6')).status).toBe(200)
  })

  test('a try on a known device is answered before one that was made earlier elsewhere', async () => {
    const own = await ownDevice('203.0.113.5')
    await guesses(12)
    const pass = standStill()
    let answered = false
    const elsewhere = guess(99).then(() => (answered = true))
    await admitted(13)
    expect((await signIn(own, admin.password, '203.0.113.5')).status).toBe(200)
    expect(answered).toBe(false)
    pass(guessing.longestDelay)
    await elsewhere
  })

  test('the owner gets one mail that says when and roughly from where; the next only in another episode', async () => {
    await guesses(9)
    expect(await told()).toBe(0)
    await guesses(5)
    await expect.poll(async () => (await mails()).length, { timeout: 20_000 }).toBe(1)
    const [mail] = await mails()
    expect(mail?.text).toContain('198.51.100.* (Chrome, Windows)')
    expect(mail?.text).toMatch(/\d{1,2}:\d{2}/)
    expect(mail?.text).not.toMatch(/198\.51\.100\.\d|wrong \d/)
    await guesses(4)
    expect(await told()).toBe(1)

    hurry(3_700_000)
    await guesses(10)
    expect(await told()).toBe(2)
  })

  test('the mail comes in the language of the account', async () => {
    await Accounts.updateOne({ email }, { $set: { language: 'zh-CN' } })
    await guesses(10)
    const subjects = async () => (await desk.mailsTo(email)).map((mail) => mail.subject)
    await expect.poll(subjects, { timeout: 20_000 }).toContain('有人在尝试您的控制台账号密码')
  })

  test('of an unknown e-mail, everything looks the same, and no mail is sent', async () => {
    const nobody = 'nobody@iso.example'
    const same = ({ status, body: { requestId: _, ...body } }: Awaited<ReturnType<typeof guess>>) =>
      JSON.stringify({ status, body })
    const answers = [...(await guesses(12)), ...(await guesses(12, nobody))]
    expect(new Set(answers.map(same)).size).toBe(1)
    const rows = await GuessingEpisodes.find().lean()
    expect(rows.map(({ tries, told: isTold }) => [tries, isTold])).toEqual([
      [12, true],
      [12, true],
    ])
    expect(JSON.stringify(rows)).not.toContain('@')
    await expect.poll(async () => (await mails()).length, { timeout: 20_000 }).toBe(1)
    await expect
      .poll(() => Events.countDocuments({ type: 'accounts.guessing', state: 'done' }))
      .toBe(2)
    expect(await desk.mailsTo(nobody)).toEqual([])
  })
})

describe('tries of one account at the same moment', () => {
  test('are admitted one after the other, one in each span of time', async () => {
    await guesses(9)
    const pass = standStill()
    const answers: number[] = []
    const all = together(8, (n) => guess(50 + n).then(({ status }) => answers.push(status)))
    for (let n = 1; n <= 8; n++) {
      await admitted(9 + n)
      expect(answers).toHaveLength(n - 1)
      pass(guessing.longestDelay - 1)
      expect(answers).toHaveLength(n - 1)
      pass(1)
      await expect.poll(() => answers.length).toBe(n)
    }
    await Promise.all(all)
    expect(new Set(answers)).toEqual(new Set([401]))
  })

  test('take turns by address, and an address that fills the line is told when to come again', async () => {
    await guesses(9)
    const pass = standStill()
    const order: string[] = []
    const from = async (address: string, password: string) => {
      const { status, body } = await signIn(desk.browser(), password, address)
      order.push(`${address} ${status}`)
      return { status, body }
    }
    const one = '198.51.100.200'
    const flood = together(8, () => from(one, 'wrong'))
    // one is admitted, three wait, and four are refused at once
    await admitted(10)
    await expect.poll(() => order).toEqual(Array(4).fill(`${one} 429`))
    const owner = from('203.0.113.6', admin.password)
    const more = together(6, (n) => from(`198.51.100.${100 + n}`, 'wrong'))
    // nine of the beginning, and all of these
    const counted = Accounts.db.collection('rateLimits')
    await expect.poll(() => counted.countDocuments({ key: /^sign-in-pair/ })).toBe(9 + 1 + 1 + 6)
    const passOn = () => {
      pass(guessing.longestDelay)
      return order.length
    }
    await expect.poll(passOn, { timeout: 20_000 }).toBe(8 + 1 + 6)
    const refused = (await Promise.all(flood)).filter(({ status }) => status === 429)
    expect(refused.map(({ body }) => [body.code, body.retryAfter])).toEqual(
      Array(4).fill(['too_many_requests', guessing.line.retryAfter]),
    )
    expect((await owner).status).toBe(200)
    await Promise.all(more)
    // although three of those came before
    expect(order.indexOf('203.0.113.6 200')).toBeLessThan(order.lastIndexOf(`${one} 401`))
  })

  test('leave the line when their clients hang up', async () => {
    await guesses(9)
    const pass = standStill()
    const stop = new AbortController()
    const path = `${desk.service.url}/api/v1/sessions/operator`
    const leaving = together(8, (n) =>
      fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${n + 100}` },
        body: JSON.stringify({ email, password: 'wrong' }),
        signal: stop.signal,
      }).catch(() => undefined),
    )
    await admitted(10)
    stop.abort()
    await Promise.all(leaving)
    const owner = signIn(desk.browser(), admin.password, '203.0.113.6')
    pass(guessing.longestDelay)
    await admitted(11)
    pass(guessing.longestDelay)
    expect((await owner).status).toBe(200)
  })
})

test('right passwords do not count, on however many devices', async () => {
  for (let n = 1; n <= 12; n++) {
    expect((await signIn(desk.browser(), admin.password, '203.0.113.5')).status).toBe(200)
  }
  expect((await GuessingEpisodes.findOne().lean())?.tries).toBe(0)
  expect(await told()).toBe(0)
})

test('a caller who has used up the tries of an address has used up none of a known device there', async () => {
  const address = '203.0.113.9'
  const own = await ownDevice(address)
  for (let n = 0; n < 10; n++) await signIn(desk.browser(), 'wrong', address)
  const stranger = await signIn(desk.browser(), admin.password, address)
  expect([stranger.status, stranger.body.code]).toEqual([429, 'too_many_requests'])
  expect((await signIn(own, admin.password, address)).status).toBe(200)
})

test('a known device has ten wrong tries of its own, which slow down no other device', async () => {
  const own = await ownDevice('203.0.113.5')
  for (let n = 0; n < 10; n++) {
    expect((await signIn(own, `wrong ${n}`, '203.0.113.5')).status).toBe(401)
  }
  const answer = await signIn(own, admin.password, '203.0.113.5')
  expect([answer.status, answer.body.code]).toEqual([429, 'too_many_requests'])
  expect(answer.body.retryAfter).toBeGreaterThan(0)
  expect((await GuessingEpisodes.findOne().lean())?.tries).toBe(0)
  expect((await signIn(desk.browser(), admin.password, '203.0.113.6')).status).toBe(200)
})

test('a device is known for the accounts that signed in there, and not by a cookie of others’ making', async () => {
  const other = await buildOperator(desk.service.url)
  const jar = await ownDevice('203.0.113.5')
  for (let n = 0; n < 3; n++) await signIn(jar, 'wrong', '203.0.113.5', other.account.email)
  const forged = desk.browser()
  const value = jar.cookie('pw_device')?.value ?? ''
  forged.put('pw_device', `${value.slice(0, -8)}AAAAAAAA`, '/api/v1/sessions/operator')
  await signIn(forged, 'wrong', '203.0.113.5')
  const tries = (await GuessingEpisodes.find().lean()).map((row) => row.tries)
  expect(tries.toSorted()).toEqual([1, 3])
})

describe('codes for linking DingTalk', () => {
  test('are good although a stranger at the same address has used up the tries for the e-mail there', async () => {
    const browser = desk.browser()
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const code = await desk.mailedCode(email)
    const stranger = (path: string, body: unknown) =>
      desk.browser().send('POST', `/api/v1/sessions/operator${path}`, body)
    await Promise.all([
      ...together(11, () => stranger('', { email, password: 'wrong' })),
      ...together(60, (n) => stranger('/dingtalk', { code: `made up ${n}` })),
    ])
    expect((await desk.confirm(browser, email, code)).status).toBe(200)
  })

  test('are sent although others have asked for as many as an account gets in an hour', async () => {
    clock.arrange()
    const begin = Date.now()
    let minutes = 0
    for (const person of ['mei', 'ravi']) {
      for (let n = 0; n < 5; n++) {
        const browser = desk.browser()
        await desk.signIn(browser, person)
        expect((await desk.askForCode(browser, email)).status).toBe(202)
        minutes += 1.1
        const now = minutes
        clock.arrange(() => new Date(begin + now * 60_000))
      }
    }
    const owner = desk.browser()
    await desk.signIn(owner, 'olivia')
    expect((await desk.askForCode(owner, email)).status).toBe(202)
  })
})
