/** Which identity people chose in DingTalk: told to them and to their ISO where DingTalk tells it (decision 049). */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { Events } from '../../../service/outbox/model.ts'
import { reconcileMembers } from '../../../service/staff/actions/reconcile.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import type { TestOperator } from '../../setup/people.ts'
import { Hiring } from './hiring.ts'

let at: Hiring

beforeAll(async () => {
  at = await Hiring.start({
    environment: { DINGTALK_IDENTITY_FIELD: demoOrganisation.identityField },
  })
})
afterAll(() => at.service.stop())
afterEach(async () => {
  await at.reset()
  await Events.deleteMany({ type: 'staff.identity_changed' })
})

/** The person opens the mini-app for the first time on a phone. */
async function opened(person: string): Promise<CookieJar> {
  const phone = new CookieJar(at.service.url)
  const code = await at.phones.authCode(person)
  expect((await phone.send('POST', '/api/v1/sessions/staff', { code })).status).toBe(200)
  return phone
}

async function openAgain(phone: CookieJar, person: string): Promise<void> {
  const code = await at.phones.authCode(person)
  expect((await phone.send('POST', '/api/v1/sessions/staff/holder', { code })).status).toBe(200)
}

const me = async (phone: CookieJar) => (await phone.send('GET', '/api/v1/me/staff')).body
const loseEvents = () => at.phones.misbehave({ where: 'user_*', what: 'drop' })
const changes = () => Events.countDocuments({ type: 'staff.identity_changed' })

/** What the ISO reads at the person, in the list and in the panel. */
async function seen(admin: TestOperator, id: string): Promise<boolean[]> {
  const { items } = (await admin.client.get('/api/v1/staff')).body
  const row = items.find((one: { id: string }) => one.id === id)
  return [row.otherIdentity, (await at.find(admin, id)).body.otherIdentity]
}

test('a person who chose another identity reads so at sign-in and works on, and the ISO reads it, until it is changed', async () => {
  const admin = await at.iso()
  const id = await at.hired(admin, 'mei')
  await at.settled()
  expect(await seen(admin, id)).toEqual([false, false])
  await loseEvents()
  await at.phones.choose('mei', 'merchant')

  const phone = await opened('mei')
  expect(await me(phone)).toMatchObject({ otherIdentity: true, status: 'associated' })
  expect(await seen(admin, id)).toEqual([true, true])
  const spoken = await phone.send('PATCH', '/api/v1/me/staff', { language: 'zh-CN' })
  expect([spoken.status, spoken.body.otherIdentity]).toEqual([200, true])
  await openAgain(phone, 'mei')
  // screens hear of it once
  expect(await changes()).toBe(1)

  await at.phones.choose('mei', 'alipayPartner')
  await openAgain(phone, 'mei')
  expect((await me(phone)).otherIdentity).toBe(false)
  expect(await seen(admin, id)).toEqual([false, false])
  expect(await changes()).toBe(2)
  expect(await at.timeline(admin, id)).not.toContain('identity_changed')
})

test('a change in DingTalk is followed by its event, without opening the app', async () => {
  const admin = await at.iso()
  const id = await at.hired(admin, 'mei')
  await at.settled()
  await at.phones.choose('mei', 'other')
  await expect.poll(() => seen(admin, id)).toEqual([true, true])
  await at.phones.choose('mei', 'alipayPartner')
  await expect.poll(() => seen(admin, id)).toEqual([false, false])
  const rows = await Events.find({ type: 'staff.identity_changed' }).lean()
  expect(rows.map(({ data }) => data['isOther'])).toEqual([true, false])
  expect(JSON.stringify(rows)).not.toMatch(/8123|Mei/)
})

test('a change that was missed is found by the daily look', async () => {
  const admin = await at.iso()
  const id = await at.hired(admin, 'mei')
  await at.settled()
  await loseEvents()
  await at.phones.choose('mei', 'merchant')
  await reconcileMembers()
  expect(await seen(admin, id)).toEqual([true, true])
  await at.phones.choose('mei', 'alipayPartner')
  expect(await reconcileMembers()).toMatchObject({ renumbered: [], numbersDiffer: [] })
  expect(await seen(admin, id)).toEqual([false, false])
})

test('a person who joins by an Org invitation with another identity is told from the first opening', async () => {
  const admin = await at.iso()
  await at.phones.send('PATCH', '/people/lin/device', { installed: true, identity: 'merchant' })
  const id = await at.joined(admin, 'lin')
  await expect.poll(() => seen(admin, id)).toEqual([true, true])
  expect((await me(await opened('lin'))).otherIdentity).toBe(true)
})

test('a person who is asked for consent is told before they agree, and the ISO reads it', async () => {
  const admin = await at.iso()
  await at.phones.choose('mei', 'other')
  const id = await at.added(admin, 'mei', 'invited')
  await at.question('mei', admin)
  await expect.poll(() => seen(admin, id)).toEqual([true, true])
  expect(await me(await opened('mei'))).toMatchObject({ otherIdentity: true, status: null })
})

test('nothing is shown of a person who was removed, nor when they come back as an Alipay Partner', async () => {
  const admin = await at.iso()
  const id = await at.hired(admin, 'mei')
  await at.settled()
  await at.phones.choose('mei', 'merchant')
  await expect.poll(() => seen(admin, id)).toEqual([true, true])
  await at.post(admin, id, 'remove')
  expect(await seen(admin, id)).toEqual([false, false])
  await at.settled()
  await at.phones.choose('mei', 'alipayPartner')
  await at.hired(admin, 'mei')
  expect(await seen(admin, id)).toEqual([false, false])
})

test.each([
  ['the organisation has no such field', { identityField: null }],
  ['its field is called otherwise', { identityField: 'Hobby' }],
  ['the app may not see personal fields', { missingScopes: ['fieldEmail'] }],
])('nothing is shown where DingTalk does not tell: %s', async (_why, settings) => {
  const admin = await at.iso()
  const id = await at.hired(admin, 'mei')
  await at.settled()
  await loseEvents()
  await at.phones.choose('mei', 'merchant')
  const phone = await opened('mei')
  expect((await me(phone)).otherIdentity).toBe(true)
  await at.phones.send('PATCH', '/settings', settings)
  await openAgain(phone, 'mei')
  expect((await me(phone)).otherIdentity).toBe(false)
  expect(await seen(admin, id)).toEqual([false, false])
  expect((await StaffMembers.findById(id).lean())?.identity).toBeUndefined()
})

test('DingTalk that cannot say who a person is does not stop their sign-in', async () => {
  const admin = await at.iso()
  await at.hired(admin, 'mei')
  await at.settled()
  await at.phones.misbehave({ where: '/topapi/v2/user/get', what: 'status', value: 500 })
  expect(await me(await opened('mei'))).toMatchObject({
    otherIdentity: false,
    status: 'associated',
  })
})

test('DingTalk that takes long to say it holds up no one: it shows a moment later', async () => {
  const admin = await at.iso()
  const id = await at.hired(admin, 'mei')
  await at.settled()
  await loseEvents()
  await at.phones.choose('mei', 'merchant')
  await at.phones.misbehave({ where: '/topapi/v2/user/get', what: 'delay', value: 3_000 })
  const phone = await opened('mei')
  expect(await me(phone)).toMatchObject({ otherIdentity: false, status: 'associated' })
  await expect.poll(async () => (await me(phone)).otherIdentity).toBe(true)
  expect(await seen(admin, id)).toEqual([true, true])
})

test('the exported list names it as the reason', async () => {
  const admin = await at.iso()
  const { body } = await at.add(admin, 'mei', 'Mei Chen')
  await at.answer('mei', admin, 'agree')
  await at.becomes(admin, body.id, 'associated')
  await at.settled()
  const exported = async () => String((await admin.client.get('/api/v1/staff/export')).body)
  expect(await exported()).not.toContain('Signed in, other identity')
  await at.phones.choose('mei', 'other')
  await expect.poll(changes).toBe(1)
  expect(await exported()).toMatch(/^.*Mei.*Signed in, other identity.*$/m)
})
