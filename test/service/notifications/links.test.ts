/** Where links of messages lead: inside DingTalk on every way through it, and to the plain address in mails. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { config } from '../../../service/config.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { pageInside } from '../../setup/phones.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'

let hiring: Hiring
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
})
beforeEach(async () => {
  await hiring.reset()
  await Messages.deleteMany({})
  admin = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
})
afterAll(() => hiring.service.stop())

const cards = '/v1.0/card/instances/createAndDeliver'
const robot = '/v1.0/robot/oToMessages/batchSend'
const work = '/topapi/message/corpconversation/asyncsend_v2'

const page = () => `${config().publicUrl}/console/staff/requests?corpid=${config().dingtalk.corpId}`

async function ask(): Promise<void> {
  const { workspace } = admin
  const answer = await clientOf(hiring.service.url).post(
    `/api/v1/join/${workspace.joinCode}/requests`,
    {
      id: randomUUIDv7(),
      isoEmail: workspace.email,
      name: 'Aroon Suk',
      phone: phoneOf('aroon'),
      language: 'en',
    },
  )
  expect(answer.status).toBe(202)
}

/** The first link of Olivia's newest message that opens something. */
async function linkOf(): Promise<string | undefined> {
  const messages = (await hiring.phones.messages('olivia')) as {
    buttons?: { url?: string }[]
  }[]
  return messages.at(-1)?.buttons?.find(({ url }) => url)?.url
}

test('of cards: as they are delivered, as a press is answered, and as they are brought up to date', async () => {
  await ask()
  const card = await hiring.phones.card('olivia', 'Association request')
  const press = (actionId: string) => hiring.phones.press('olivia', card.outTrackId, actionId)
  await press('staff.reject')
  // the reasons, and the way to the others
  expect(pageInside(await linkOf())).toBe(page())
  await press('staff.reject.not_our_staff')
  expect(pageInside(await linkOf())).toBe(page())
  await hiring.settled()
  expect(pageInside(await linkOf())).toBe(page())
  const calls = await hiring.calls('/v1.0/card/instances')
  expect(calls.length).toBeGreaterThan(0)
  expect(JSON.stringify(calls)).not.toContain('"http')
})

test.each([
  ['the robot', [cards]],
  ['a work notification', [cards, robot]],
])('of what goes by %s', async (_name, refused) => {
  for (const where of refused)
    await hiring.phones.misbehave({ where, what: 'errcode', value: 'param.error' })
  await ask()
  await expect.poll(linkOf).toBeDefined()
  expect(pageInside(await linkOf())).toBe(page())
})

test('of mails: as a browser opens them', async () => {
  for (const where of [cards, robot])
    await hiring.phones.misbehave({ where, what: 'errcode', value: 'param.error' })
  await hiring.phones.misbehave({ where: work, what: 'errcode', value: 40_035 })
  await ask()
  const mails = async () => (await hiring.phones.send('GET', '/mails')) as { text: string }[]
  await expect.poll(async () => (await mails()).length).toBe(1)
  const [{ text = '' } = {}] = await mails()
  expect(text).toContain(`${config().publicUrl}/console/staff/requests`)
  expect(text).not.toContain('dingtalk://')
})
