/** Buttons on cards: pressed by two at once, delivered twice, or on a card that is not one's own. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeCardAction } from '../../../service/dingtalk/inbound.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { Hiring, phoneOf } from '../staff/hiring.ts'

let hiring: Hiring
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
})
beforeEach(async () => {
  await hiring.reset()
  admin = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
})
afterAll(() => hiring.service.stop())

const title = 'Association request'

/** A person asks to join; the request's id and the card of each admin. */
async function asked(...admins: string[]) {
  const { workspace } = admin
  const stranger = clientOf(hiring.service.url)
  await stranger.post(`/api/v1/join/${workspace.joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: workspace.email,
    name: 'Aroon Suk',
    phone: phoneOf('aroon'),
    language: 'en',
  })
  const cards = []
  for (const one of admins) cards.push((await hiring.phones.card(one, title)).outTrackId)
  await hiring.settled()
  const request = await StaffMembers.findOne({ iso: workspace._id }).lean()
  return { id: request?._id ?? '', cards }
}

const decisions = (id: string) =>
  Events.find({ 'subject.id': id, type: { $in: ['staff.approved', 'staff.rejected'] } }).lean()

async function shows(person: string, status: RegExp): Promise<void> {
  await expect.poll(async () => (await hiring.phones.card(person, title)).status).toMatch(status)
}

test('two admins press at the same moment: one decision, and both cards show whose it was', async () => {
  const colleague = await buildOperator(hiring.service.url, {
    workspace: admin.workspace,
    dingtalkUserId: 'nok06',
  })
  const { id, cards } = await asked('olivia', 'nok')
  await Promise.all([
    hiring.phones.press('olivia', cards[0] ?? '', 'staff.reject.not_needed'),
    hiring.phones.press('nok', cards[1] ?? '', 'staff.approve'),
  ])
  const [decision, ...others] = await decisions(id)
  expect(others).toEqual([])
  const winner = [admin, colleague].find(({ member }) => member._id === decision?.actor.id)
  const word = decision?.type === 'staff.approved' ? 'Approved' : 'Rejected'
  for (const person of ['olivia', 'nok']) {
    await shows(person, new RegExp(`^${word} by ${winner?.account.name}$`))
  }
})

test('one press that DingTalk delivers three times is one decision', async () => {
  const { id, cards } = await asked('olivia')
  const topic = '/v1.0/card/instances/callback'
  await hiring.phones.misbehave({ where: topic, what: 'duplicate', value: 3, times: 1 })
  await hiring.phones.press('olivia', cards[0] ?? '', 'staff.reject.not_needed')
  await hiring.settled()
  expect(await decisions(id)).toHaveLength(1)
  await shows('olivia', /^Rejected by/)
})

test('Reject on a card asks why, in place; the person is told the reason that was pressed', async () => {
  const { id, cards } = await asked('olivia')
  const press = (button: string) => hiring.phones.press('olivia', cards[0] ?? '', button)
  const buttons = async () => (await hiring.phones.card('olivia', title)).buttons
  const titles = async () => (await buttons()).map((button) => button.title)
  await press('staff.reject')
  const reasons = [
    'Does not work for us',
    'Name or phone number is wrong',
    'No more staff needed now',
    'Another reason',
    'Back',
  ]
  await expect.poll(titles).toEqual(reasons)
  expect((await hiring.phones.card('olivia', title)).text).toContain('Why is Aroon Suk rejected?')
  expect(await decisions(id)).toEqual([])

  await press('staff.ask')
  await expect.poll(titles).toEqual(['Approve', 'Reject'])

  await press('staff.reject.a_reason_that_was_retired')
  await expect.poll(titles).toEqual(reasons)
  expect(await decisions(id)).toEqual([])

  await press((await buttons())[1]?.id ?? '')
  await shows('olivia', /^Rejected by/)
  const member = await StaffMembers.findById(id).lean()
  expect(member?.rejection).toMatchObject({ reason: 'wrong_details' })
})

test('an admin of another ISO who was forwarded a card decides nothing', async () => {
  await buildOperator(hiring.service.url, { dingtalkUserId: 'nok06' })
  const { id, cards } = await asked('olivia')
  const answer = await takeCardAction(
    {
      outTrackId: cards[0],
      userId: 'nok06',
      content: JSON.stringify({ cardPrivateData: { actionIds: ['staff.approve'], params: {} } }),
    },
    randomUUIDv7(),
  )
  expect(answer).toMatchObject({
    cardData: {
      cardParamMap: { status: 'Your role cannot approve or reject requests. Ask an admin.' },
    },
  })
  // nothing of the other ISO is told, and nothing is decided
  expect(JSON.stringify(answer)).not.toContain('Aroon')
  expect(await decisions(id)).toEqual([])
  await shows('olivia', /^Waiting for you$/)
})

test('a button of the card that the set-up check sends is confirmed on it', async () => {
  const params = { actionId: 'check.press3' }
  const value = JSON.stringify({ cardPrivateData: { actionIds: ['node'], params } })
  const frame = { type: 'actionCallback', outTrackId: 'check-1', userId: 'mei04', value }
  expect(await takeCardAction(frame, randomUUIDv7())).toMatchObject({
    cardData: { cardParamMap: { status: expect.stringContaining('arrived') as string } },
  })
})
