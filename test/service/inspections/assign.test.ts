/** The platform assigns verification tasks, finds them, and gives them to another person. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { businessDayIn, businessTime } from '../../../service/business-day.ts'
import { clock } from '../../../service/clock.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator, clientOf, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Inspecting, mine, stored, type Approved } from './inspecting.ts'

let service: TestService
let inspecting: Inspecting
let admin: TestOperator
let mei: TestStaff
let store: Approved

beforeAll(async () => {
  service = await startTestService()
  inspecting = await Inspecting.begin(service.url)
  admin = await buildOperator(service.url)
  mei = await inspecting.person(admin, { name: 'Mei Chen' })
  store = await inspecting.store(admin, await inspecting.person(admin))
})
afterEach(async () => {
  await Tasks.deleteMany({ 'store.id': store.id })
})
afterAll(() => service.stop())

const assign = (more: { id?: string; deadline?: string } = {}) =>
  inspecting.assign(admin, store, mei, more)
const list = (query = '') => inspecting.inspector.get(`/api/v1/tasks?${query}`)

describe('a task is not assigned', () => {
  const put = (client: { put: Inspecting['inspector']['put'] }) =>
    client.put(`/api/v1/tasks/${randomUUIDv7()}`, {
      iso: admin.workspace._id,
      store: store.id,
      staff: mei.member._id,
    })

  test('by callers who are signed out, by an ISO, by staff, or by a reviewer', async () => {
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    expect((await put(clientOf(service.url))).status).toBe(401)
    for (const { client } of [admin, mei, reviewer]) {
      expect((await put(client)).body.code).toBe('not_allowed')
    }
    expect(await Tasks.countDocuments({ 'store.id': store.id })).toBe(0)
  })

  test('to staff or for a store of another ISO', async () => {
    const other = await buildOperator(service.url)
    const theirs = await inspecting.person(other)
    expect((await inspecting.assign(admin, store, theirs)).body.code).toBe('not_found')
    expect((await inspecting.assign(other, store, theirs)).body.code).toBe('not_found')
  })

  test('to a person who does not belong to the ISO yet', async () => {
    const invited = await inspecting.person(admin, { status: 'invited' })
    const answer = await inspecting.assign(admin, store, invited)
    expect([answer.body.code, answer.body.about]).toEqual(['wrong_state', { status: 'invited' }])
  })

  test.each(['2020-01-01', '2027-02-30', '2999-01-01', 'tomorrow'])(
    'until a day that cannot be its last: %s',
    async (deadline) => {
      expect((await assign({ deadline })).body).toMatchObject({
        code: 'bad_input',
        field: 'deadline',
      })
    },
  )

  test('while the store has an open one; twice at once, one of them wins', async () => {
    const answers = await Promise.all([assign(), assign()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await assign()).body.code).toBe('task_there')
  })

  test('under an id that is taken by another task', async () => {
    const id = randomUUIDv7()
    await assign({ id })
    const second = await inspecting.store(admin, await inspecting.person(admin), 'Second Store')
    const answer = await inspecting.assign(admin, second, mei, { id })
    expect(answer.body.code).toBe('same_id_other_content')
  })

  test('under the same id for another person: the answer would name its holder', async () => {
    const id = randomUUIDv7()
    await assign({ id })
    const next = await inspecting.person(admin)
    const { store } = await stored(id)
    const answer = await inspecting.assign(admin, store, next, { id })
    expect(answer.body.code).toBe('same_id_other_content')
    expect((await stored(id)).assignment?.staff).toBe(mei.member._id)
  })

  test('to an ISO that is suspended, whose staff could not do it', async () => {
    const { _id } = admin.workspace
    await Workspaces.updateOne({ _id }, { status: 'suspended' })
    expect((await assign()).body.code).toBe('workspace_suspended')
    await Workspaces.updateOne({ _id }, { status: 'active' })
    expect((await assign()).status).toBe(200)
  })
})

describe('an assigned task', () => {
  test('holds the store, its approved spots with their photos and codes, and a week', async () => {
    const id = randomUUIDv7()
    const { status, body } = await assign({ id })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id,
      status: 'assigned',
      iso: { id: admin.workspace._id, name: admin.workspace.name },
      holder: { id: mei.member._id, name: 'Mei Chen' },
      store: { id: store.id, name: 'Kopi & Toast', address: '12 Amoy Street, Singapore' },
      spots: store.spots.map((spot) => ({
        id: spot.id,
        codes: spot.codes,
        before: { id: spot.photos[0] },
        now: null,
      })),
      timeline: [{ what: 'assigned', note: 'Mei Chen' }],
      abilities: ['reassign'],
    })
    const days = (new Date(body.deadline).getTime() - clock.time()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(8.1)
    const picture = await fetch(service.url + body.spots[0].before.thumbnailUrl)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    const events = await Events.find({ 'subject.id': id }).lean()
    expect(events).toMatchObject([{ type: 'inspections.assigned', staff: mei.member._id }])
  })

  test('sent again under the same id answers the same', async () => {
    const id = randomUUIDv7()
    const [first, second] = [await assign({ id }), await assign({ id })]
    expect(second.body).toEqual(first.body)
    expect(await Events.countDocuments({ 'subject.id': id })).toBe(1)
  })

  test('ends with the day that was chosen, in the business time zone', async () => {
    const { day } = businessTime(new Date(clock.time() + 3 * 86_400_000))
    const { body } = await assign({ deadline: day })
    const end = new Date(body.deadline)
    expect(businessTime(end)).toEqual({ day, hour: 23 })
    expect(businessTime(new Date(end.getTime() + 1)).hour).toBe(0)
  })

  test('is with its holder, and with no one else', async () => {
    const { body } = await assign()
    const colleague = await inspecting.person(admin)
    expect((await mei.client.get(mine)).body.items).toMatchObject([{ id: body.id }])
    expect((await colleague.client.get(mine)).body.items).toEqual([])
    expect((await colleague.client.get(`${mine}/${body.id}`)).body.code).toBe('not_found')
    const mineNow = await mei.client.get(`${mine}/${body.id}`)
    expect(mineNow.body.abilities).toEqual(['start', 'submit'])
    expect(mineNow.body).not.toHaveProperty('timeline')
  })
})

describe('the list', () => {
  test('is narrowed to a state, an ISO and a person, page by page', async () => {
    const other = await buildOperator(service.url)
    const nok = await inspecting.person(other)
    const foreign = await inspecting.assigned(other, nok)
    const { body } = await assign()
    const ids = async (query: string) =>
      (await list(query)).body.items.map(({ id }: { id: string }) => id)
    expect(await ids('status=assigned')).toEqual([body.id, foreign.id])
    expect(await ids(`iso=${other.workspace._id}`)).toEqual([foreign.id])
    expect(await ids(`iso=${admin.workspace._id}&staff=${mei.member._id}`)).toEqual([body.id])
    expect(await ids('status=accepted')).toEqual([])
    const first = await list('limit=1')
    expect(first.body.items).toHaveLength(1)
    expect(await ids(`limit=1&after=${first.body.next}`)).toEqual([foreign.id])
    expect((await list('after=nonsense')).body.code).toBe('bad_cursor')
  })

  test('of one person is there for their ISO, and not for another', async () => {
    const { body } = await assign()
    const path = `/api/v1/staff/${mei.member._id}/tasks`
    expect((await admin.client.get(path)).body.items).toMatchObject([{ id: body.id }])
    const other = await buildOperator(service.url)
    expect((await other.client.get(path)).status).toBe(404)
    expect((await inspecting.inspector.get(path)).body.code).toBe('not_allowed')
  })
})

describe('what can be chosen', () => {
  const stores = (search = '') =>
    inspecting.inspector.get(
      `/api/v1/inspections/stores?iso=${admin.workspace._id}&search=${search}`,
    )

  test('are stores where something stands, by the beginning of a word of their name', async () => {
    expect((await stores('KOPI')).body.items).toEqual([
      {
        id: store.id,
        name: 'Kopi & Toast',
        address: '12 Amoy Street, Singapore',
        spots: 2,
        hasTask: false,
      },
    ])
    expect((await stores('toa')).body.items).toMatchObject([{ id: store.id }])
    expect((await stores('oast')).body.items).toEqual([])
    await assign()
    expect((await stores('kopi')).body.items).toMatchObject([{ hasTask: true }])
  })

  test('are people who belong to the ISO', async () => {
    const path = `/api/v1/inspections/staff?iso=${admin.workspace._id}&search=mei`
    expect((await inspecting.inspector.get(path)).body).toEqual({
      items: [{ id: mei.member._id, name: 'Mei Chen' }],
      more: false,
    })
    expect((await admin.client.get(path)).body.code).toBe('not_allowed')
  })
})

describe('reassigning', () => {
  test('takes the task from one and gives it to another; the first finds it no longer', async () => {
    const { body } = await assign()
    await inspecting.start(mei, body.id)
    const next = await inspecting.person(admin, { name: 'Daniel Koh' })
    const answer = await inspecting.tell(body.id, 'reassign', { staff: next.member._id })
    expect(answer.body).toMatchObject({
      status: 'assigned',
      holder: { name: 'Daniel Koh' },
      timeline: [{ what: 'assigned' }, { what: 'started' }, { what: 'reassigned' }],
    })
    expect((await inspecting.start(mei, body.id)).body.code).toBe('not_found')
    expect((await inspecting.start(next, body.id)).body.status).toBe('started')
    const told = await Events.find({ 'subject.id': body.id }).sort({ _id: 1 }).lean()
    expect(told.map(({ type, staff }) => [type, staff])).toEqual([
      ['inspections.assigned', mei.member._id],
      ['inspections.started', mei.member._id],
      ['inspections.reassigned', mei.member._id],
      ['inspections.assigned', next.member._id],
      ['inspections.started', next.member._id],
    ])
  })

  test('to its holder gives more time, and takes nothing of what they have done', async () => {
    const { body } = await assign()
    await inspecting.start(mei, body.id)
    const before = await stored(body.id)
    const day = businessDayIn(20)
    const answer = await inspecting.tell(body.id, 'reassign', {
      staff: mei.member._id,
      deadline: day,
    })
    expect(answer.body).toMatchObject({
      status: 'started',
      deadlineDay: day,
      timeline: [{ what: 'assigned' }, { what: 'started' }, { what: 'extended' }],
    })
    expect((await stored(body.id)).assignment).toEqual(before.assignment)
  })

  test('to two people at once: one of them has it, and is the one who was told last', async () => {
    const { body } = await assign()
    const [one, other] = [await inspecting.person(admin), await inspecting.person(admin)]
    const answers = await Promise.all(
      [one, other].map(({ member }) => inspecting.tell(body.id, 'reassign', { staff: member._id })),
    )
    const taken = answers.filter(({ status }) => status === 200)
    expect(taken.length).toBeGreaterThan(0)
    const told = await Events.find({ 'subject.id': body.id, type: 'inspections.assigned' })
      .sort({ _id: 1 })
      .lean()
    expect(told).toHaveLength(1 + taken.length)
    expect((await stored(body.id)).assignment?.staff).toBe(told.at(-1)?.staff)
  })

  test('to a person of another ISO is refused, and nothing has changed', async () => {
    const { body } = await assign()
    const stranger = await inspecting.person(await buildOperator(service.url))
    const answer = await inspecting.tell(body.id, 'reassign', { staff: stranger.member._id })
    expect(answer.status).toBe(404)
    expect((await stored(body.id)).assignment?.staff).toBe(mei.member._id)
  })
})
