/** Staff start a task and send in what they found; the platform accepts it or returns it. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { buildOperator, clientOf, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { sendPhoto } from '../../setup/visit.ts'
import { Inspecting, mine, stored } from './inspecting.ts'

let service: TestService
let inspecting: Inspecting
let admin: TestOperator
let mei: TestStaff

beforeAll(async () => {
  service = await startTestService()
  inspecting = await Inspecting.begin(service.url)
  admin = await buildOperator(service.url)
  mei = await inspecting.person(admin, { name: 'Mei Chen' })
})
afterAll(() => service.stop())

const typesOf = async (id: string) =>
  (await Events.find({ 'subject.id': id }).sort({ _id: 1 }).lean()).map(({ type }) =>
    type.replace('inspections.', ''),
  )
/** Its time was over a moment ago. */
const overdue = (id: string) =>
  Tasks.updateOne({ _id: id }, { $set: { deadline: new Date(clock.time() - 1) } })

describe('a task is not started', () => {
  test('by callers who are signed out, by an operator, or by a colleague', async () => {
    const { id } = await inspecting.assigned(admin, mei)
    expect((await inspecting.start({ client: clientOf(service.url) }, id)).status).toBe(401)
    expect((await inspecting.start(admin, id)).body.code).toBe('not_allowed')
    const colleague = await inspecting.person(admin)
    expect((await inspecting.start(colleague, id)).status).toBe(404)
    expect((await stored(id)).status).toBe('assigned')
  })

  test('after its deadline, though nothing has ended it yet', async () => {
    const { id } = await inspecting.assigned(admin, mei)
    await overdue(id)
    const answer = await inspecting.start(mei, id)
    expect([answer.body.code, answer.body.about]).toEqual(['wrong_state', { status: 'expired' }])
    // and the app offers nothing that would be refused
    expect((await mei.client.get(`${mine}/${id}`)).body).toMatchObject({
      status: 'expired',
      abilities: [],
    })
  })
})

test('started twice at once it is started once', async () => {
  const { id } = await inspecting.assigned(admin, mei)
  const answers = await Promise.all([inspecting.start(mei, id), inspecting.start(mei, id)])
  expect(answers.map(({ body }) => body.status)).toEqual(['started', 'started'])
  expect(await typesOf(id)).toEqual(['assigned', 'started'])
})

describe('answers are not taken', () => {
  test('with a spot left out, a spot of another task, or nothing said of what is missing', async () => {
    const { id, spots } = await inspecting.assigned(admin, mei)
    const good = await inspecting.answers(mei, spots)
    const [first, second] = good.spots
    const refused = async (given: unknown[]) =>
      (await inspecting.submit(mei, id, { ...good, spots: given })).body.fields[0].field
    expect(await refused([first])).toBe('spots')
    expect(await refused([first, { ...second, spot: randomUUIDv7() }])).toBe('spots.1.spot')
    expect(await refused([first, { ...second, finding: 'missing' }])).toBe('spots.1.note')
    expect((await stored(id)).status).toBe('assigned')
  })

  test('before their photos have arrived, and with those of another person', async () => {
    const { id, spots } = await inspecting.assigned(admin, mei)
    const good = await inspecting.answers(mei, spots)
    const colleague = await inspecting.person(admin)
    for (const photo of [randomUUIDv7(), await sendPhoto(colleague.client)]) {
      const [first, ...rest] = good.spots
      const answer = await inspecting.submit(mei, id, {
        ...good,
        spots: [{ ...first, photo }, ...rest],
      })
      expect([answer.body.code, answer.body.about]).toEqual(['photo_missing', { photos: [photo] }])
    }
  })

  test('from a colleague, or when they were accepted before', async () => {
    const { id, spots } = await inspecting.submitted(admin, mei)
    const colleague = await inspecting.person(admin)
    const theirs = await inspecting.answers(colleague, spots)
    expect((await inspecting.submit(colleague, id, theirs)).status).toBe(404)
    await inspecting.tell(id, 'accept')
    const again = await inspecting.answers(mei, spots)
    const answer = await inspecting.submit(mei, id, again)
    expect([answer.body.code, answer.body.about]).toEqual(['wrong_state', { status: 'accepted' }])
  })

  test('for a person other than the one signed in by now', async () => {
    const { id, spots } = await inspecting.assigned(admin, mei)
    const answer = await mei.client.put(
      `${mine}/${id}/answers/${randomUUIDv7()}`,
      await inspecting.answers(mei, spots),
      { 'staff-id': randomUUIDv7() },
    )
    expect(answer.body.code).toBe('another_person')
  })
})

describe('what was found', () => {
  test('reaches the platform with a photo of each spot, then and now', async () => {
    const { id, spots } = await inspecting.assigned(admin, mei)
    await inspecting.start(mei, id)
    const given = await inspecting.answers(mei, spots)
    const [first] = given.spots
    if (first) Object.assign(first, { finding: 'damaged', note: 'A corner is torn.' })
    expect((await inspecting.submit(mei, id, given)).body).toMatchObject({
      status: 'submitted',
      abilities: [],
    })
    const seen = await inspecting.inspector.get(`/api/v1/tasks/${id}`)
    expect(seen.body).toMatchObject({
      feedback: 'The owner is happy.',
      spots: [
        {
          before: { id: spots[0]?.photos[0] },
          now: { finding: 'damaged', note: 'A corner is torn.', photo: { id: first?.photo } },
        },
        { now: { finding: 'in_place' } },
      ],
      abilities: ['accept', 'return'],
    })
    expect(await typesOf(id)).toEqual(['assigned', 'started', 'submitted'])
  })

  test('sent twice, at once or later, is taken once; other answers under that id are not', async () => {
    const { id, spots } = await inspecting.assigned(admin, mei)
    const given = await inspecting.answers(mei, spots)
    const key = randomUUIDv7()
    const send = (body: unknown = given) => inspecting.submit(mei, id, body, key)
    const answers = await Promise.all([send(), send()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await send()).body).toEqual(answers[0]?.body)
    expect((await send({ ...given, feedback: 'Other words' })).body.code).toBe(
      'same_id_other_content',
    )
    expect(await typesOf(id)).toEqual(['assigned', 'submitted'])
    await inspecting.tell(id, 'accept')
    expect((await send()).body.status).toBe('accepted')
  })
})

describe('the decision', () => {
  test('is the inspector’s: not a reviewer’s, an ISO’s or the holder’s', async () => {
    const { id } = await inspecting.submitted(admin, mei)
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    for (const { client } of [reviewer, admin, mei]) {
      const since = (await stored(id)).since.toISOString()
      const answer = await client.post(`/api/v1/tasks/${id}/accept`, { since })
      expect(answer.body.code).toBe('not_allowed')
    }
    const since = clock.now().toISOString()
    expect((await inspecting.tell(randomUUIDv7(), 'accept', { since })).status).toBe(404)
  })

  test('comes after what was found, once, and a return says why', async () => {
    const open = await inspecting.assigned(admin, mei)
    expect((await inspecting.tell(open.id, 'accept')).body.code).toBe('wrong_state')
    const { id } = await inspecting.submitted(admin, mei)
    expect((await inspecting.tell(id, 'return', { reason: '' })).body.code).toBe('bad_input')
    const twice = await Promise.all([
      inspecting.tell(id, 'accept'),
      inspecting.tell(id, 'return', { reason: 'Too dark to see.' }),
    ])
    expect(twice.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('accepted: the task leaves the list, and the store may be inspected again', async () => {
    const { id } = await inspecting.submitted(admin, mei)
    expect((await inspecting.tell(id, 'accept')).body).toMatchObject({
      status: 'accepted',
      abilities: [],
    })
    const listed = (await mei.client.get(`${mine}?limit=100`)).body.items
    expect(listed.map((task: { id: string }) => task.id)).not.toContain(id)
    const { store } = await stored(id)
    expect((await inspecting.assign(admin, store, mei)).status).toBe(200)
  })

  test('returned: the reason stands on the task, mended answers are taken, the first ones count as sent', async () => {
    const { id, spots } = await inspecting.assigned(admin, mei)
    const first = await inspecting.answers(mei, spots)
    const key = randomUUIDv7()
    await inspecting.submit(mei, id, first, key)
    await inspecting.tell(id, 'return', { reason: 'The code cannot be read.' })
    expect((await mei.client.get(`${mine}/${id}`)).body).toMatchObject({
      status: 'returned',
      returnReason: 'The code cannot be read.',
      abilities: ['submit'],
    })
    // what a phone with bad signal sends once more is not taken for what was mended
    expect((await inspecting.submit(mei, id, first, key)).body.status).toBe('returned')
    const mended = await inspecting.answers(mei, spots)
    expect((await inspecting.submit(mei, id, mended)).body).toMatchObject({
      status: 'submitted',
      returnReason: '',
    })
    expect((await inspecting.submit(mei, id, first, key)).body.status).toBe('submitted')
    expect((await inspecting.tell(id, 'accept')).body.timeline).toMatchObject([
      { what: 'assigned' },
      { what: 'submitted' },
      { what: 'returned', note: 'The code cannot be read.' },
      { what: 'submitted' },
      { what: 'accepted' },
    ])
  })

  test('is about what was looked at: answers that came since are neither accepted nor returned unseen', async () => {
    const { id, spots } = await inspecting.submitted(admin, mei)
    const since = (await stored(id)).since.toISOString()
    await inspecting.tell(id, 'return', { reason: 'The code cannot be read.' })
    await inspecting.submit(mei, id, await inspecting.answers(mei, spots))
    for (const verb of ['accept', 'return'] as const) {
      const answer = await inspecting.tell(id, verb, { since, reason: 'Seen before.' })
      expect([answer.body.code, answer.body.about]).toEqual([
        'wrong_state',
        { status: 'submitted' },
      ])
    }
    expect((await inspecting.tell(id, 'accept')).status).toBe(200)
  })

  test('returned on its last day it has a week more, too', async () => {
    const { id } = await inspecting.submitted(admin, mei)
    await Tasks.updateOne({ _id: id }, { deadline: new Date(clock.time() + 3_600_000) })
    const answer = await inspecting.tell(id, 'return', { reason: 'Not the same store.' })
    const days = (new Date(answer.body.deadline).getTime() - clock.time()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
  })

  test('returned after the deadline there is a week more', async () => {
    const { id } = await inspecting.submitted(admin, mei)
    await overdue(id)
    const answer = await inspecting.tell(id, 'return', { reason: 'Not the same store.' })
    const days = (new Date(answer.body.deadline).getTime() - clock.time()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect((await inspecting.start(mei, id)).body.about).toEqual({ status: 'returned' })
  })
})
