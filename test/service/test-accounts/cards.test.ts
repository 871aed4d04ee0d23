/** What the holder of a test account hears: a card, what becomes of it, and the other ways where no card arrives. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { takeCardAction } from '../../../service/dingtalk/inbound.ts'
import { Events } from '../../../service/outbox/model.ts'
import { TestAccounts } from '../../../service/test-accounts/model.ts'
import { pageInside } from '../../setup/phones.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'
import { accountOf, Lending, look, stored } from './lending.ts'

let hiring: Hiring
let lending: Lending
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
  lending = await Lending.begin(hiring.service.url)
})
beforeEach(async () => {
  await hiring.reset()
  await TestAccounts.deleteMany({})
  admin = await buildOperator(hiring.service.url)
})
afterAll(() => hiring.service.stop())

const title = 'A test account for you'
const mei = { dingtalkUserId: 'mei04', name: 'Mei Chen' }
const lentToMei = () => lending.lent(admin, mei)
const card = () => hiring.phones.card('mei', title)
const shows = (status: string) =>
  expect.poll(async () => (await card()).status, { timeout: 20_000 }).toBe(status)
const titles = async () => (await hiring.phones.cards('mei')).map((one) => one.title)

describe('the card', () => {
  test('names the account and never a password; Open leads into Payment Verification', async () => {
    const { account } = await lentToMei()
    const { buttons } = await card()
    expect(buttons.map((button) => button.title)).toEqual(['Got it', 'Open'])
    expect(pageInside(buttons[1]?.url)).toMatch(/\/work\/payment-verification\?corpid=/)
    const said = JSON.stringify(await hiring.phones.messages('mei'))
    expect(said).toContain(account.email)
    expect(said).not.toContain(account.loginPassword)
    expect(said).not.toContain(account.paymentPassword)
  })

  test('Got it is written down once, is shown to the ISO, and changes the card in place', async () => {
    const { account, member } = await lentToMei()
    const { outTrackId } = await card()
    await hiring.settled()
    await Promise.all([
      hiring.phones.press('mei', outTrackId, 'credential.received'),
      hiring.phones.press('mei', outTrackId, 'credential.received'),
    ])
    await shows('Received')
    await expect
      .poll(async () => (await card()).buttons.map((button) => button.title))
      .toEqual(['Open'])
    const { body } = await admin.client.get(accountOf(member._id))
    expect(body.account.receivedAt).toEqual(expect.any(String))
    const received = { type: 'test_accounts.received', 'subject.id': account.id }
    expect(await Events.find(received).lean()).toMatchObject([
      { actor: { kind: 'staff', id: member._id } },
    ])
  })

  test('forwarded to another person and pressed by them, changes nothing', async () => {
    const { account } = await lentToMei()
    const { outTrackId } = await card()
    const answer = await takeCardAction(
      {
        outTrackId,
        userId: 'nok06',
        content: JSON.stringify({
          cardPrivateData: { actionIds: ['credential.received'], params: {} },
        }),
      },
      randomUUIDv7(),
    )
    expect(answer).toMatchObject({
      cardData: { cardParamMap: { status: 'This account is assigned to someone else.' } },
    })
    expect(JSON.stringify(answer)).not.toContain(account.email)
    expect((await stored(account.id)).loan?.receivedAt).toBeUndefined()
  })

  test('pressed after the account was taken back says so', async () => {
    const person = await lentToMei()
    const { outTrackId } = await card()
    await hiring.settled()
    await lending.takeBack(admin, person)
    await hiring.phones.press('mei', outTrackId, 'credential.received')
    await shows('Taken back')
    expect((await stored(person.account.id)).ended[0]?.receivedAt).toBeUndefined()
  })

  test('a first look counts as received', async () => {
    const { account, client } = await lentToMei()
    await card()
    await look(client, account.id)
    await shows('Received')
  })
})

describe('what changes is said on the card, and the person is told:', () => {
  const passwords = { version: 1, loginPassword: 'next-login', paymentPassword: 'next-pay' }

  test.each([
    ['rotate', 'New passwords', 'Your test account has new passwords'],
    ['suspend', 'Suspended', 'Your test account is suspended'],
    ['retire', 'Retired', 'Your test account is retired'],
  ] as const)('%s', async (verb, status, told) => {
    const { account } = await lentToMei()
    await card()
    await hiring.settled()
    const body = verb === 'rotate' ? passwords : {}
    expect((await lending.keep(account.id, verb, body)).status).toBe(200)
    await shows(status)
    await hiring.phones.card('mei', told)
    expect(JSON.stringify(await hiring.phones.messages('mei'))).not.toContain('next-')
  })

  test('taken back, and lent again later: the old card keeps its end, the new one is open', async () => {
    const person = await lentToMei()
    await card()
    await hiring.settled()
    await lending.takeBack(admin, person)
    await shows('Taken back')
    await hiring.phones.card('mei', 'Your test account was taken back')
    await lending.lend(admin, person, person.account)
    const states = async () => {
      const cards = await hiring.phones.cards('mei')
      return cards.filter((one) => one.title === title).map(({ status }) => status)
    }
    await expect.poll(states, { timeout: 20_000 }).toEqual(['Taken back', 'New'])
    const receive = (await hiring.phones.cards('mei')).findLast((one) => one.title === title)
    await hiring.phones.press('mei', receive?.outTrackId ?? '', 'credential.received')
    await expect.poll(states, { timeout: 20_000 }).toEqual(['Taken back', 'Received'])
  })
})

test('a person without messages about test accounts gets no card, and finds it in the app', async () => {
  const { client, member } = await lending.lent(admin, mei)
  await card()
  await hiring.settled()
  const off = { kinds: [{ kind: 'test_accounts', on: false }] }
  expect((await client.patch('/api/v1/me/staff/preferences', off)).status).toBe(200)
  await lending.takeBack(admin, { member })
  await hiring.settled()
  expect(await titles()).not.toContain('Your test account was taken back')
  const on = { kinds: [{ kind: 'test_accounts', on: true }] }
  await client.patch('/api/v1/me/staff/preferences', on)
})

test('where no card can be shown, the robot writes, with the way into the app', async () => {
  const unsupported = { what: 'errcode', value: 'param.error' }
  await hiring.phones.misbehave({ where: '/v1.0/card/instances/createAndDeliver', ...unsupported })
  const { account } = await lentToMei()
  await expect
    .poll(async () => JSON.stringify(await hiring.phones.messages('mei')), { timeout: 20_000 })
    .toContain(account.email)
  const said = JSON.stringify(await hiring.phones.messages('mei'))
  expect(said).toContain(encodeURIComponent('/work/payment-verification'))
  expect(said).not.toContain('Got it')
  expect(said).not.toContain(account.loginPassword)
})
