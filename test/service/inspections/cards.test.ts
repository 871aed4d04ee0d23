/** What the holder of a task hears: a card that acts, what becomes of it, the result, and answers to `tasks`. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { businessDayIn } from '../../../service/business-day.ts'
import { takeCardAction } from '../../../service/dingtalk/inbound.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { pageInside } from '../../setup/phones.ts'
import { buildOperator, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'
import { Inspecting, stored } from './inspecting.ts'

let hiring: Hiring
let inspecting: Inspecting
let admin: TestOperator
let mei: TestStaff

beforeAll(async () => {
  hiring = await Hiring.start()
  inspecting = await Inspecting.begin(hiring.service.url)
})
beforeEach(async () => {
  await hiring.reset()
  await Tasks.deleteMany({})
  admin = await buildOperator(hiring.service.url)
  mei = await inspecting.person(admin, { dingtalkUserId: 'mei04', name: 'Mei Chen' })
})
afterAll(() => hiring.service.stop())

const title = 'Verification task: Kopi Corner'
const assigned = () => inspecting.assigned(admin, mei, 'Kopi Corner')
const card = () => hiring.phones.card('mei', title)
const shows = (status: string) =>
  expect.poll(async () => (await card()).status, { timeout: 20_000 }).toBe(status)
const buttons = async () => (await card()).buttons.map((button) => button.title)

describe('the card', () => {
  test('says where, until when and how many spots; Open leads to the task', async () => {
    const { id } = await assigned()
    expect(await buttons()).toEqual(['Start', 'Open'])
    const { buttons: shown } = await card()
    expect(pageInside(shown[1]?.url)).toContain(`/work/tasks/${id}?corpid=`)
    const said = JSON.stringify(await hiring.phones.messages('mei'))
    for (const words of ['12 Amoy Street, Singapore', 'Due', 'Spots']) {
      expect(said).toContain(words)
    }
  })

  test('Start starts the task once, and changes the card in place', async () => {
    const { id } = await assigned()
    const { outTrackId } = await card()
    await hiring.settled()
    await Promise.all([
      hiring.phones.press('mei', outTrackId, 'task.start'),
      hiring.phones.press('mei', outTrackId, 'task.start'),
    ])
    await shows('Started')
    await expect.poll(buttons).toEqual(['Open'])
    expect((await stored(id)).status).toBe('started')
    const started = { type: 'inspections.started', 'subject.id': id }
    expect(await Events.find(started).lean()).toMatchObject([
      { actor: { kind: 'staff', id: mei.member._id } },
    ])
  })

  test('forwarded to another person and pressed by them, starts nothing', async () => {
    const { id } = await assigned()
    const { outTrackId } = await card()
    const answer = await takeCardAction(
      {
        outTrackId,
        userId: 'nok06',
        content: JSON.stringify({ cardPrivateData: { actionIds: ['task.start'], params: {} } }),
      },
      randomUUIDv7(),
    )
    expect(answer).toMatchObject({
      cardData: {
        cardParamMap: {
          status: 'This task is assigned to someone else. Write tasks to see yours.',
        },
      },
    })
    expect((await stored(id)).status).toBe('assigned')
  })

  test('follows what happens in the app: started, sent in, returned, accepted', async () => {
    const { id, spots } = await assigned()
    await card()
    await hiring.settled()
    await inspecting.start(mei, id)
    await shows('Started')
    await inspecting.submit(mei, id, await inspecting.answers(mei, spots))
    await shows('Submitted, in review')
    await inspecting.tell(id, 'return', { reason: 'The code cannot be read.' })
    await shows('Returned: to be corrected')
    const returned = await hiring.phones.card('mei', 'Returned: Kopi Corner')
    expect(returned.text).toContain('The code cannot be read.')
    await inspecting.submit(mei, id, await inspecting.answers(mei, spots))
    // what was asked for has been done: the card asks for it no more
    const answered = () => hiring.phones.card('mei', 'Returned: Kopi Corner')
    await expect.poll(async () => (await answered()).status).toBe('Submitted, in review')
    expect((await answered()).text).toBe('This has been answered.')
    await inspecting.tell(id, 'accept')
    await shows('Accepted')
    await hiring.phones.card('mei', 'Accepted: Kopi Corner')
  })

  test('of a task given to another person says so; given back, a new one is open and the old one is not', async () => {
    const { id } = await assigned()
    const { outTrackId } = await card()
    await hiring.settled()
    const next = await inspecting.person(admin)
    await inspecting.tell(id, 'reassign', { staff: next.member._id })
    await shows('Reassigned')
    await hiring.phones.press('mei', outTrackId, 'task.start')
    await hiring.settled()
    expect((await stored(id)).status).toBe('assigned')
    await inspecting.tell(id, 'reassign', { staff: mei.member._id })
    const states = async () => {
      const cards = await hiring.phones.cards('mei')
      return cards.filter((one) => one.title === title).map(({ status }) => status)
    }
    await expect.poll(states, { timeout: 20_000 }).toEqual(['Reassigned', 'New'])
  })
})

test('a person without messages about tasks gets no card, and finds the task in the app', async () => {
  const off = { kinds: [{ kind: 'tasks', on: false }] }
  expect((await mei.client.patch('/api/v1/me/staff/preferences', off)).status).toBe(200)
  await assigned()
  await hiring.settled()
  expect((await hiring.phones.cards('mei')).map((one) => one.title)).not.toContain(title)
  expect((await mei.client.get('/api/v1/me/staff/tasks')).body.items).toHaveLength(1)
  await mei.client.patch('/api/v1/me/staff/preferences', { kinds: [{ kind: 'tasks', on: true }] })
})

test('where no card can be shown, the robot writes, with the way into the task', async () => {
  const unsupported = { what: 'errcode', value: 'param.error' }
  await hiring.phones.misbehave({ where: '/v1.0/card/instances/createAndDeliver', ...unsupported })
  const { id } = await assigned()
  await expect
    .poll(async () => JSON.stringify(await hiring.phones.messages('mei')), { timeout: 20_000 })
    .toContain(encodeURIComponent(`/work/tasks/${id}`))
  const said = JSON.stringify(await hiring.phones.messages('mei'))
  expect(said).toContain('Kopi Corner')
  expect(said).not.toContain('"Start"')
})

describe('asked for tasks, the bot', () => {
  const ask = (person: string, text: string) =>
    hiring.phones.send('POST', `/people/${person}/messages`, { text })
  const hears = (person: string, words: string) =>
    expect
      .poll(async () => JSON.stringify(await hiring.phones.messages(person)), { timeout: 20_000 })
      .toContain(words)

  test('lists what is to be done, the nearest deadline first, with what to do', async () => {
    const first = await assigned()
    const store = await inspecting.store(admin, await inspecting.person(admin), 'Satay Bay')
    const soon = { deadline: businessDayIn(1) }
    const { body } = await inspecting.assign(admin, store, mei, soon)
    await inspecting.start(mei, body.id)
    const done = await inspecting.submitted(admin, mei)
    expect([first.id, done.id]).not.toContain(body.id)
    await ask('mei', 'tasks')
    await hears('mei', 'Verification tasks: 2')
    const said = JSON.stringify(await hiring.phones.messages('mei'))
    expect(said).toMatch(/1\. Satay Bay, due [^:]+: to be submitted/)
    expect(said).toMatch(/2\. Kopi Corner, due [^:]+: to be started/)
    expect(said).toContain(encodeURIComponent('/work/tasks'))
  })

  test('answers in Chinese to a person who works in Chinese', async () => {
    await assigned()
    await mei.client.patch('/api/v1/me/staff', { language: 'zh-CN' })
    await ask('mei', '任务')
    await hears('mei', '核验任务：1')
    await hears('mei', '待开始')
  })

  test('tells an inspector how many wait for a decision', async () => {
    await buildOperator(hiring.service.url, {
      kind: 'platform',
      roles: ['platform.inspections'],
      dingtalkUserId: 'ravi05',
    })
    await inspecting.submitted(admin, mei)
    await ask('ravi', 'tasks')
    await hears('ravi', 'Verification tasks waiting for review: 1')
    await hears('ravi', encodeURIComponent('/console/inspections?status=submitted'))
  })
})
