/** Times in messages: on the reader's own clock when it is known, else on that of the business, which is named. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { guessingMail, signInChangedMail } from '../../../service/accounts/messages.ts'
import { sayDay, sayTime } from '../../../service/texts/say.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'
import { Inspecting } from '../inspections/inspecting.ts'

let hiring: Hiring
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
})
beforeEach(async () => {
  await hiring.reset()
  await Messages.deleteMany({})
  await MessagePreferences.deleteMany({})
  admin = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
})
afterAll(() => hiring.service.stop())

const newYork = 'America/New_York'

describe('in words', () => {
  // half past midnight of the next day in Singapore
  const at = new Date('2026-11-29T16:30:00Z')
  const endOfDay = new Date('2026-11-30T15:59:59Z')

  test.each([
    ['en', undefined, /^Nov 30, 2026, 12:30\sAM \(GMT\+8\)$/],
    ['en', null, /^Nov 30, 2026, 12:30\sAM \(GMT\+8\)$/],
    ['zh-CN', undefined, /^2026年11月30日 00:30（GMT\+8）$/],
    ['xx', undefined, /^Nov 30, 2026, 12:30\sAM \(GMT\+8\)$/],
    ['en', newYork, /^Nov 29, 2026, 11:30\sAM$/],
    ['zh-CN', newYork, /^2026年11月29日 11:30$/],
    ['en', 'Asia/Singapore', /^Nov 30, 2026, 12:30\sAM$/],
  ])('of %s with the zone %s', (language, timeZone, words) => {
    expect(sayTime({ language, timeZone }, at)).toMatch(words)
  })

  test.each([
    ['en', undefined, /^Nov 30, 2026 \(GMT\+8\)$/],
    ['zh-CN', undefined, /^2026年11月30日（GMT\+8）$/],
    ['en', 'Asia/Singapore', /^Nov 30, 2026 \(GMT\+8\)$/],
    // there the last day is over before its evening
    ['en', newYork, /^Nov 30, 2026, 10:59\sAM$/],
    ['en', 'Pacific/Auckland', /^Dec 1, 2026, 4:59\sAM$/],
  ])('of %s, a day that ends, with the zone %s', (language, timeZone, words) => {
    expect(sayDay({ language, timeZone }, endOfDay)).toMatch(words)
  })

  test('mails about signing in name it as well', () => {
    const mail = signInChangedMail({ language: 'en' }, 'password', at)
    expect(mail.text).toMatch(/Nov 30, 2026, 12:30\sAM \(GMT\+8\)/)
    const episode = {
      since: at,
      lastAt: at,
      tries: 20,
      from: { network: '203.0.113.0/24', client: 'chrome', system: 'windows' },
    }
    const guessed = guessingMail({ language: 'en', timeZone: newYork }, episode as never)
    expect(guessed.text).toMatch(/Since Nov 29, 2026, 11:30\sAM,/)
  })
})

async function ask(): Promise<Date> {
  const { workspace } = admin
  const id = randomUUIDv7()
  const path = `/api/v1/join/${workspace.joinCode}/requests`
  const answer = await clientOf(hiring.service.url).post(path, {
    id,
    isoEmail: workspace.email,
    name: 'Aroon Suk',
    phone: phoneOf('aroon'),
    language: 'en',
  })
  expect(answer.status).toBe(202)
  const member = await StaffMembers.findOne({ iso: workspace._id }).lean()
  return member?.since ?? new Date(0)
}

const clockOf = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at)

interface Lines {
  lines: { label: string; value: string }[]
}

const lineOf = async (person: string, title: string, label: string) => {
  const card = (await hiring.phones.card(person, title)) as unknown as Lines
  return card.lines.find((line) => line.label === label)?.value
}

async function hears(person: string, words: string): Promise<void> {
  await expect
    .poll(async () => JSON.stringify(await hiring.phones.messages(person)))
    .toContain(words)
}

const choose = async (timeZone: string) =>
  expect((await admin.client.patch('/api/v1/me/operator/preferences', { timeZone })).status).toBe(
    200,
  )

test('an admin who chose no zone reads that of the business, by name', async () => {
  const at = await ask()
  const there = `${clockOf(at, 'Asia/Singapore')} (GMT+8)`
  expect(await lineOf('olivia', 'Association request', 'Requested')).toBe(there)
  await hiring.phones.send('POST', '/people/olivia/messages', { text: 'pending' })
  await hears('olivia', `${phoneOf('aroon')}, ${there}`)
})

test('an admin who chose a zone reads their own, on the card and ever after, and from the bot', async () => {
  await choose(newYork)
  const here = clockOf(await ask(), newYork)
  const asked = () => lineOf('olivia', 'Association request', 'Requested')
  expect(await asked()).toBe(here)
  const { outTrackId } = await hiring.phones.card('olivia', 'Association request')
  await hiring.phones.press('olivia', outTrackId, 'staff.reject')
  expect(await asked()).toBe(here)
  await hiring.phones.send('POST', '/people/olivia/messages', { text: 'pending' })
  await hears('olivia', `${phoneOf('aroon')}, ${here}`)
  await hiring.phones.press('olivia', outTrackId, 'staff.reject.not_our_staff')
  await hiring.settled()
  expect(await asked()).toBe(here)
})

test('the last day of a task is told with its zone, or as the moment on the own clock', async () => {
  const inspecting = await Inspecting.begin(hiring.service.url)
  const mei = await inspecting.person(admin, { dingtalkUserId: 'mei04', name: 'Mei Chen' })
  await inspecting.assigned(admin, mei, 'Kopi Corner')
  const until = (title: string) => lineOf('mei', title, 'Due')
  expect(await until('Verification task: Kopi Corner')).toMatch(/, \d{4} \(GMT\+8\)$/)
  await mei.client.patch('/api/v1/me/staff/preferences', { timeZone: newYork })
  await inspecting.assigned(admin, mei, 'Satay Bay')
  expect(await until('Verification task: Satay Bay')).toMatch(/, \d{4}, \d+:59\s[AP]M$/)
  await hiring.phones.send('POST', '/people/mei/messages', { text: 'tasks' })
  await expect
    .poll(async () => JSON.stringify(await hiring.phones.messages('mei')))
    .toMatch(/1\. (Kopi Corner|Satay Bay), due [^(:]+:59\s[AP]M: /)
})
