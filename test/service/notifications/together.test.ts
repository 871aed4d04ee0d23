/** Messages that say the same go to many at once, and each of them goes its own way from there. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { asOperator } from '../../../service/accounts/messages.ts'
import { tell } from '../../../service/notifications/actions/send.ts'
import { MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'

let hiring: Hiring
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
})
beforeEach(async () => {
  await hiring.reset()
  await Messages.deleteMany({})
  await Events.deleteMany({ type: /^notifications/ })
  admin = await buildOperator(hiring.service.url, { dingtalkUserId: 'olivia01' })
})
afterAll(() => hiring.service.stop())

const robot = '/v1.0/robot/oToMessages/batchSend'
/** A person unknown to DingTalk by now. */
const gone = 'gone99'

/** One text to the admin, with a mailbox, and to staff, who have none. */
async function tellAll(...staff: string[]): Promise<void> {
  const people = staff.map((dingtalkUserId) => ({
    kind: 'staff' as const,
    name: dingtalkUserId,
    language: 'en',
    dingtalkUserId,
  }))
  const told = {
    _id: randomUUIDv7(),
    tenant: admin.workspace._id,
    subject: { kind: 'workspace', id: admin.workspace._id },
    data: {},
  }
  await tell(told, [asOperator(admin.account), ...people], {
    template: 'digest',
    kind: 'digest',
    form: 'text',
    content: () => ({ title: 'Today', text: 'Nothing new' }),
  })
}

/** State of the message to each of them, by userid. */
async function states(): Promise<Record<string, string>> {
  const rows = await Messages.find().lean()
  return Object.fromEntries(rows.map((row) => [row.dingtalkUserId, `${row.status} ${row.via}`]))
}

const due = () => Events.find({ type: 'notifications.due' }).sort({ _id: 1 }).lean()
const received = async (person: string) =>
  (await hiring.phones.messages(person)).filter((one) =>
    JSON.stringify(one).includes('Nothing new'),
  ).length

function later(milliseconds: number): void {
  const now = clock.time()
  const real = Date.now()
  clock.arrange(() => new Date(now + milliseconds + (Date.now() - real)))
  hiring.service.worker?.relay.wake()
}

test('a person who cannot be reached is on the failed list alone; started again, the others hear nothing twice', async () => {
  await tellAll('mei04', gone)
  await expect
    .poll(states)
    .toEqual({ olivia01: 'sent robot', mei04: 'sent robot', [gone]: 'failed undefined' })
  const failed = () => Events.find({ type: 'notifications.due', state: 'failed' }).lean()
  await expect.poll(async () => (await failed()).length).toBe(1)
  const [alone] = await failed()
  const toGone = await Messages.findOne({ dingtalkUserId: gone }).lean()
  expect(alone?.data['messages']).toEqual([toGone?._id])
  expect((await due())[0]).toMatchObject({ state: 'done', attempts: 0 })

  await Events.updateOne(
    { _id: alone?._id },
    { $set: { state: 'due', dueAt: clock.now() }, $unset: { givenUp: 1 } },
  )
  later(0)
  await expect.poll(async () => (await Events.findById(alone?._id).lean())?.attempts).toBe(2)
  expect(await received('mei')).toBe(1)
})

test('while DingTalk is away, people with a mailbox are told there; the others wait for it, and no one hears it twice', async () => {
  await hiring.phones.misbehave({ where: robot, what: 'status', value: 500 })
  await hiring.phones.misbehave({ where: '/topapi/message/*', what: 'status', value: 500 })
  await tellAll('mei04')
  await expect.poll(async () => (await due())[0]?.attempts).toBeGreaterThan(0)
  const [shared] = await due()
  await Events.updateOne({ _id: shared?._id }, { $set: { attempts: 9 } })
  later(3_600_000)
  await expect.poll(states).toMatchObject({ mei04: 'sending undefined' })
  // the admin's goes on with an event of its own, which comes to the mailbox in its turn
  await expect.poll(async () => (await due()).length).toBe(2)
  const alone = (await due())[1]
  const mine = await Messages.findOne({ dingtalkUserId: 'olivia01' }).lean()
  expect(alone?.data['messages']).toEqual([mine?._id])
  await expect.poll(async () => (await Events.findById(alone?._id).lean())?.attempts).toBe(1)
  await Events.updateOne({ _id: alone?._id }, { $set: { attempts: 9 } })
  later(3_600_000)
  await expect.poll(states).toEqual({ olivia01: 'sent mail', mei04: 'sending undefined' })

  await hiring.phones.behave()
  later(3_600_000)
  await expect.poll(states).toEqual({ olivia01: 'sent mail', mei04: 'sent robot' })
  expect([await received('olivia'), await received('mei')]).toEqual([0, 1])
})

test('a person held back by DingTalk waits alone, also when the others are tried again meanwhile', async () => {
  await hiring.phones.misbehave({
    where: 'robot:flowControlled',
    what: 'errcode',
    value: 1,
    times: 1,
  })
  await tellAll('mei04')
  await expect.poll(async () => (await due()).length).toBe(2)
  const [shared] = await due()
  await expect.poll(async () => (await Events.findById(shared?._id).lean())?.state).toBe('done')
  await Events.updateOne({ _id: shared?._id }, { $set: { state: 'due', finished: [] } })
  later(0)
  await expect.poll(async () => (await Events.findById(shared?._id).lean())?.state).toBe('done')
  expect(Object.values(await states()).toSorted()).toEqual(['sent robot', 'waiting undefined'])
  later(10 * 60_000)
  await expect.poll(states).toEqual({ olivia01: 'sent robot', mei04: 'sent robot' })
  expect([await received('olivia'), await received('mei')]).toEqual([1, 1])
})

test('of messages whose quiet hours became longer, one that cannot be noted keeps no other waiting', async () => {
  clock.arrange(() => new Date('2026-11-20T15:00:00Z'))
  const quietUntil = (to: string) =>
    MessagePreferences.bulkWrite(
      [`operator:${admin.account._id}`, 'staff:mei04'].map((_id) => ({
        updateOne: {
          filter: { _id },
          update: { $set: { off: [], where: 'dingtalk', quiet: { from: '22:00', to } } },
          upsert: true,
        },
      })),
    )
  const refuseEvents = (validator: object) =>
    mongoose.connection.db?.command({ collMod: 'events', validator })
  const alone = async () =>
    (await Messages.find({ alone: true }).lean()).map(({ dingtalkUserId }) => dingtalkUserId)

  await quietUntil('07:00')
  await tellAll('mei04')
  expect(Object.values(await states())).toEqual(['waiting undefined', 'waiting undefined'])
  const [shared] = await due()
  expect(shared?.data['messages']).toHaveLength(2)
  await quietUntil('08:00')
  const toOlivia = await Messages.findOne({ dingtalkUserId: 'olivia01' }).lean()
  await refuseEvents({ 'data.messages': { $ne: [toOlivia?._id] } })
  later(8 * 3_600_000)
  await expect.poll(alone).toEqual(['mei04'])
  await expect.poll(async () => (await Events.findById(shared?._id).lean())?.attempts).toBe(1)
  await refuseEvents({})
  later(60_000)
  await expect.poll(async () => (await alone()).toSorted()).toEqual(['mei04', 'olivia01'])
  await MessagePreferences.deleteMany({})
})
