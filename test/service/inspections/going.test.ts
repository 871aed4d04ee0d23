/** Tasks of people who are removed, leave or move to another ISO go back to the platform; what is overdue ends. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { system } from '../../../service/http/callers.ts'
import { expireTasks } from '../../../service/inspections/actions/end.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import type { TestOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'
import { Inspecting, mine, stored } from './inspecting.ts'
import { seen } from '../../setup/events.ts'

let hiring: Hiring
let inspecting: Inspecting
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
  inspecting = await Inspecting.begin(hiring.service.url)
})
beforeEach(async () => {
  await hiring.reset()
  await Tasks.deleteMany({})
  admin = await hiring.iso()
})
afterAll(() => hiring.service.stop())

const mei = { dingtalkUserId: 'mei04', name: 'Mei Chen', phone: '+6581230004' }

const becomes = (id: string, status: string) =>
  expect.poll(async () => (await stored(id)).status, { timeout: 20_000 }).toBe(status)
const cardStates = async () => {
  const cards = await hiring.phones.cards('mei')
  return cards.filter(({ title }) => title.startsWith('Verification')).map(({ status }) => status)
}

test('removed by the ISO: what is not sent in goes back, what was sent in can be decided', async () => {
  const person = await inspecting.person(admin, mei)
  const open = await inspecting.assigned(admin, person, 'Open Store')
  const sent = await inspecting.submitted(admin, person)
  await hiring.phones.card('mei', 'Verification task: Open Store')
  await hiring.settled()
  await hiring.post(admin, person.member._id, 'remove')
  await becomes(open.id, 'unassigned')
  expect(await stored(open.id)).toMatchObject({
    open: true,
    timeline: [{ what: 'assigned' }, { what: 'given_back', by: '', note: 'Mei Chen' }],
  })
  expect((await stored(open.id)).assignment).toBeUndefined()
  await expect.poll(cardStates, { timeout: 20_000 }).toContain('No longer yours')
  expect((await stored(sent.id)).status).toBe('submitted')
  expect((await inspecting.tell(sent.id, 'accept')).status).toBe(200)
  const next = await inspecting.person(admin)
  const given = await inspecting.tell(open.id, 'reassign', { staff: next.member._id })
  expect(given.body).toMatchObject({ status: 'assigned', holder: { id: next.member._id } })
})

test('returned to a person who has gone meanwhile, it goes back', async () => {
  const person = await inspecting.person(admin, mei)
  const sent = await inspecting.submitted(admin, person)
  await hiring.post(admin, person.member._id, 'remove')
  await hiring.settled()
  await inspecting.tell(sent.id, 'return', { reason: 'The code cannot be read.' })
  await becomes(sent.id, 'unassigned')
  const titles = (await hiring.phones.cards('mei')).map(({ title }) => title)
  expect(titles.filter((title) => title.startsWith('Returned'))).toEqual([])
})

test('left the DingTalk organisation: the task goes back', async () => {
  const lin = await hiring.joined(admin, 'lin')
  const person = await inspecting.person(admin)
  const store = await inspecting.store(admin, person)
  const member = await StaffMembers.findById(lin).lean()
  if (!member) throw new Error('Lin has not joined')
  const { body } = await inspecting.assign(admin, store, { member })
  await hiring.phones.send('POST', '/people/lin/leave')
  await hiring.becomes(admin, lin, 'left')
  await becomes(body.id, 'unassigned')
})

test('moved to another ISO: the task stays with the first, and is not to be found from the second', async () => {
  const person = await inspecting.person(admin, mei)
  const { id } = await inspecting.assigned(admin, person)
  const next = await hiring.iso()
  await hiring.post(admin, person.member._id, 'remove')
  await hiring.hired(next, 'mei')
  await becomes(id, 'unassigned')
  expect((await person.client.get(mine)).body.items).toEqual([])
  expect((await inspecting.start(person, id)).status).toBe(404)
})

test('the removal is delivered again, after they have come back and got it again: they keep it', async () => {
  const person = await inspecting.person(admin, mei)
  const { id } = await inspecting.assigned(admin, person)
  await hiring.post(admin, person.member._id, 'remove')
  await becomes(id, 'unassigned')
  await hiring.settled()
  await StaffMembers.updateOne(
    { _id: person.member._id },
    { $set: { status: 'associated', since: clock.now(), dingtalkUserId: 'mei04' } },
  )
  await inspecting.tell(id, 'reassign', { staff: person.member._id })
  await hiring.settled()
  await Events.updateOne(
    { type: 'staff.removed', 'subject.id': person.member._id },
    { $set: { state: 'due', finished: [] } },
  )
  // wakes the relay
  await record(seen, {
    tenant: admin.workspace._id,
    id: 'none',
    by: system,
  })
  await hiring.settled()
  expect((await stored(id)).assignment?.staff).toBe(person.member._id)
})

test('overdue tasks end once, however many instances look; what was sent in stays, and the card says so', async () => {
  const person = await inspecting.person(admin, mei)
  const late = await inspecting.assigned(admin, person)
  const inTime = await inspecting.assigned(admin, person)
  const sent = await inspecting.submitted(admin, person)
  await hiring.settled()
  const over = new Date(clock.time() - 1_000)
  await Tasks.updateMany({ _id: { $in: [late.id, sent.id] } }, { $set: { deadline: over } })
  const ended = await Promise.all([expireTasks(), expireTasks()])
  expect(ended[0] + ended[1]).toBe(1)
  expect((await stored(late.id)).status).toBe('expired')
  expect((await stored(inTime.id)).status).toBe('assigned')
  expect((await stored(sent.id)).status).toBe('submitted')
  await expect.poll(cardStates, { timeout: 20_000 }).toContain('Expired')
  expect((await inspecting.start(person, late.id)).body.about).toEqual({ status: 'expired' })
  const { store } = await stored(late.id)
  expect((await inspecting.assign(admin, store, person)).status).toBe(200)
})
