/** The ledger of the faults finds what is lost, missing or there twice, in what is really in the database. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPhotos, findVisits } from '../../../scripts/faults/audit.ts'
import { differences, ledgerOf, type Entry } from '../../../scripts/faults/ledger.ts'
import { verdictOf } from '../../../scripts/faults/table.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Photos } from '../../../service/photos/model.ts'
import { pictures } from '../../../service/photos/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, sendPhoto, type Promoter } from '../../setup/visit.ts'

let service: TestService
let mei: Promoter

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
})
afterAll(() => service.stop())

const kinds = ['promotions.submitted', 'reviews.decided']

/** A visit with its events and its message, as the service leaves them. */
async function wholeVisit(): Promise<{ id: string; card: string }> {
  const [id, card] = [randomUUIDv7(), `pw-${randomUUIDv7()}`]
  await Submissions.collection.insertOne({ _id: id } as never)
  for (const type of kinds) await addEvent(id, type)
  await addMessage(id, card)
  return { id, card }
}

async function addEvent(id: string, type: string): Promise<void> {
  const subject = { kind: 'submission', id }
  await Events.collection.insertOne({ _id: randomUUIDv7(), type, subject } as never)
}

async function addMessage(id: string, _id: string): Promise<void> {
  const subject = { kind: 'submission', id }
  const row = { _id, subject, template: 'review_result', status: 'sent', via: 'card' }
  await Messages.collection.insertOne(row as never)
}

async function differencesOf(ids: string[], cards: string[]): Promise<string[]> {
  return differences(ledgerOf(await findVisits(ids, { events: kinds, cards })))
}

test('what is there whole and once is in balance', async () => {
  const visits = [await wholeVisit(), await wholeVisit()]
  const cards = visits.map(({ card }) => card)
  const ids = visits.map(({ id }) => id)
  const entries = await findVisits(ids, { events: kinds, cards })
  const ledger = ledgerOf(entries)
  expect(ledger).toMatchObject({
    acknowledged: 2,
    stored: 2,
    events: 2,
    notifications: 2,
    doubled: 0,
  })
  expect(differences(ledger)).toEqual([])
})

test('a visit, an event and a card that are not there are each named', async () => {
  const { id, card } = await wholeVisit()
  await Submissions.collection.deleteOne({ _id: id } as never)
  expect(await differencesOf([id], [card])).toEqual(['1 visits lost'])

  const other = await wholeVisit()
  await Events.deleteOne({ 'subject.id': other.id, type: 'reviews.decided' })
  expect(await differencesOf([other.id], [other.card])).toEqual(['1 without an event'])

  const third = await wholeVisit()
  expect(await differencesOf([third.id], [])).toEqual(['1 not told'])
})

test('an event, a message and a card that are there twice are doubled', async () => {
  const event = await wholeVisit()
  await addEvent(event.id, 'promotions.submitted')
  expect(await differencesOf([event.id], [event.card])).toEqual(['1 doubled'])

  const message = await wholeVisit()
  await addMessage(message.id, 'pw-another')
  expect(await differencesOf([message.id], [message.card, 'pw-another'])).toEqual(['1 doubled'])

  const card = await wholeVisit()
  expect(await differencesOf([card.id], [card.card, card.card])).toEqual(['1 doubled'])
})

test('a photo is there only with every byte of both of its pictures', async () => {
  const ids = [
    await sendPhoto(mei.client),
    await sendPhoto(mei.client),
    await sendPhoto(mei.client),
  ]
  expect(await findPhotos(ids)).toEqual({ acknowledged: 3, readable: 3 })

  const [first, second] = await Photos.find({ _id: { $in: ids } }).lean()
  if (!first || !second) throw new Error('the photos are not there')
  await pictures().delete(first.files.thumbnail)
  await Photos.db.collection('photos.chunks').deleteMany({ files_id: second.files.full })
  const found = await findPhotos([...ids, randomUUIDv7()])
  expect(found).toEqual({ acknowledged: 4, readable: 1 })
  expect(differences(ledgerOf([], found))).toEqual(['3 photos lost'])
})

const entry: Entry = { id: '1', stored: 1, events: { a: 1 } }

test('a run that acknowledged nothing, missed its goal, broke off or was not possible is no success', () => {
  const run = { name: 'run', seconds: 1, missed: [] }
  expect(verdictOf({ ...run, ledger: ledgerOf([entry]) })).toBe('ok')
  expect(verdictOf({ ...run, ledger: ledgerOf([]) })).toBe('WRONG: nothing was acknowledged')
  expect(verdictOf({ ...run, ledger: ledgerOf([entry]), missed: ['too slow'] })).toBe(
    'WRONG: too slow',
  )
  expect(verdictOf({ ...run, broken: 'mongod is gone' })).toBe('BROKEN OFF: mongod is gone')
  expect(verdictOf({ ...run, notPossible: 'needs root' })).toBe('NOT POSSIBLE: needs root')
  expect(verdictOf(run)).toBe('WRONG: nothing was counted')
})
