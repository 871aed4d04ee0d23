/** Many contact events at once: taken together, in their order, each once, none in another's way. */
import mongoose from 'mongoose'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { takeEvent } from '../../../service/dingtalk/inbound.ts'
import { Inbox } from '../../../service/dingtalk/model.ts'
import { Events, type EventRow } from '../../../service/outbox/model.ts'
import { configureDoor, openDatabase } from './door.ts'

beforeAll(() => openDatabase())
beforeEach(async () => {
  configureDoor()
  await Promise.all([Events.deleteMany({}), Inbox.deleteMany({})])
})

const joins = (userId: string, id: string) =>
  takeEvent({ timeStamp: 1, userId: [userId] }, { type: 'user_add_org', id })

const inOrder = async () =>
  (await Events.find({}).sort({ _id: 1 }).lean<EventRow[]>()).map(({ subject }) => subject.id)

test('a burst is taken in the order in which it came', async () => {
  const people = Array.from({ length: 250 }, (_, n) => `person${n}`)
  const outcomes = await Promise.all(people.map((person) => joins(person, `id of ${person}`)))
  expect(new Set(outcomes)).toEqual(new Set(['taken']))
  expect(await inOrder()).toEqual(people)
})

test('what comes again within a burst, or came before it, counts once', async () => {
  await joins('early', 'a')
  const outcomes = await Promise.all([
    joins('early', 'a'),
    joins('twice', 'b'),
    joins('twice', 'b'),
    joins('other', 'c'),
    joins('twice', 'b'),
  ])
  expect(outcomes).toEqual(['duplicate', 'taken', 'duplicate', 'taken', 'duplicate'])
  expect(await inOrder()).toEqual(['early', 'twice', 'other'])
})

test('an event that another instance takes at the same moment holds up no other for good', async () => {
  const session = await mongoose.startSession()
  session.startTransaction()
  await Inbox.insertMany([{ _id: 'event:theirs', at: new Date() }], { session })
  const first = joins('first', 'first')
  const burst = Promise.all([joins('before', 'x'), joins('theirs', 'theirs'), joins('after', 'y')])
  await first
  await session.commitTransaction()
  await session.endSession()
  expect(await burst).toEqual(['taken', 'duplicate', 'taken'])
  expect(await inOrder()).toEqual(['first', 'before', 'after'])
})

test('about several people at once, each has an event of their own', async () => {
  const data = { timeStamp: 1, userId: ['lin02', 'mei04', 'lin02'] }
  await Promise.all([
    takeEvent(data, { type: 'user_leave_org', id: 'both' }),
    joins('aroon03', 'z'),
  ])
  expect(await inOrder()).toEqual(['lin02', 'mei04', 'aroon03'])
})

test('what the database refuses is told to its sender, and what came with it is taken', async () => {
  const first = joins('first', 'first')
  const tooMuch = 'x'.repeat(17_000_000)
  const burst = await Promise.allSettled([joins(tooMuch, 'huge'), joins('small', 'small')])
  expect(await first).toBe('taken')
  expect(burst.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect(await joins('small', 'small')).toBe('duplicate')
  expect(await inOrder()).toEqual(['first', 'small'])
})

test('nothing waits behind a burst, and a listener that leaves in it waits for no other', async () => {
  const leaves = takeEvent({ timeStamp: 1, userId: ['gone'] }, { type: 'user_leave_org', id: 'l' })
  const people = Array.from({ length: 60 }, (_, n) => `person${n}`)
  await Promise.all([joins('first', 'first'), ...people.map((one) => joins(one, one)), leaves])
  await takeEvent({ timeStamp: 1, userId: ['also'] }, { type: 'user_leave_org', id: 'l2' })
  await joins('calm', 'calm')
  const single = await Events.find({ bulk: { $ne: true } }).lean<EventRow[]>()
  expect(single.map(({ subject }) => subject.id)).toEqual(['gone', 'also', 'calm'])
  expect(await Events.countDocuments({ bulk: true })).toBe(61)
})
