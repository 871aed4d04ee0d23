/** The platform assigns verification tasks, finds them, and gives them to another person. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { businessDayIn, businessTime } from '../../../service/business-day.ts'
import { clock } from '../../../service/clock.ts'
import type { QueryGiven } from '../../../service/http/contract.ts'
import { listStaffTasks } from '../../../service/inspections/contract/iso.ts'
import { findMyTask, listMyTasks, startTask } from '../../../service/inspections/contract/own.ts'
import {
  assignTask,
  inspectableStores,
  inspectors,
  listTasks,
  reassignTask,
} from '../../../service/inspections/contract/platform.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator, clientOf, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Inspecting, stored, type Approved } from './inspecting.ts'

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

interface Order {
  id?: string
  iso?: TestOperator
  store?: Approved
  to?: TestStaff
  deadline?: string
}

/** To Mei, for the store, unless told otherwise. */
const ordered = (order: Order) => {
  const { id = randomUUIDv7(), iso = admin, store: at = store, to = mei, ...more } = order
  const body = { iso: iso.workspace._id, store: at.id, staff: to.member._id, ...more }
  return { params: { taskId: id }, body }
}
const assign = (order: Order = {}) => inspecting.inspector.call(assignTask, ordered(order))
const refusal = (order: Order = {}) => inspecting.inspector.refused(assignTask, ordered(order))
const codeOf = async (refused: Promise<{ code: string }>) => (await refused).code

const start = ({ call }: TestStaff, taskId: string) => call(startTask, { params: { taskId } })
const reordered = (taskId: string, to: TestStaff, more: { deadline?: string } = {}) => {
  return { params: { taskId }, body: { staff: to.member._id, ...more } }
}

describe('a task is not assigned', () => {
  test('by callers who are signed out, by an ISO, by staff, or by a reviewer', async () => {
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    const stranger = clientOf(service.url)
    expect(await codeOf(stranger.refused(assignTask, ordered({})))).toBe('signed_out')
    for (const { refused } of [admin, mei, reviewer]) {
      expect(await codeOf(refused(assignTask, ordered({})))).toBe('not_allowed')
    }
    expect(await Tasks.countDocuments({ 'store.id': store.id })).toBe(0)
  })

  test('to staff or for a store of another ISO', async () => {
    const other = await buildOperator(service.url)
    const theirs = await inspecting.person(other)
    expect(await codeOf(refusal({ to: theirs }))).toBe('not_found')
    expect(await codeOf(refusal({ iso: other, to: theirs }))).toBe('not_found')
  })

  test('to a person who does not belong to the ISO yet', async () => {
    const invited = await inspecting.person(admin, { status: 'invited' })
    const { code, about } = await refusal({ to: invited })
    expect([code, about]).toEqual(['wrong_state', { status: 'invited' }])
  })

  test.each(['2020-01-01', '2027-02-30', '2999-01-01', 'tomorrow'])(
    'until a day that cannot be its last: %s',
    async (deadline) => {
      expect(await refusal({ deadline })).toMatchObject({ code: 'bad_input', field: 'deadline' })
    },
  )

  test('while the store has an open one; twice at once, one of them wins', async () => {
    const answers = await Promise.all([1, 2].map(() => inspecting.assign(admin, store, mei)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await codeOf(refusal())).toBe('task_there')
  })

  test('under an id that is taken by another task', async () => {
    const id = randomUUIDv7()
    await assign({ id })
    const second = await inspecting.store(admin, await inspecting.person(admin), 'Second Store')
    expect(await codeOf(refusal({ id, store: second }))).toBe('same_id_other_content')
  })

  test('under the same id for another person: the answer would name its holder', async () => {
    const id = randomUUIDv7()
    await assign({ id })
    const next = await inspecting.person(admin)
    expect(await codeOf(refusal({ id, to: next }))).toBe('same_id_other_content')
    expect((await stored(id)).assignment?.staff).toBe(mei.member._id)
  })

  test('to an ISO that is suspended, whose staff could not do it', async () => {
    const { _id } = admin.workspace
    await Workspaces.updateOne({ _id }, { status: 'suspended' })
    expect(await codeOf(refusal())).toBe('workspace_suspended')
    await Workspaces.updateOne({ _id }, { status: 'active' })
    await assign()
  })
})

describe('an assigned task', () => {
  test('holds the store, its approved spots with their photos and codes, and a week', async () => {
    const id = randomUUIDv7()
    const task = await assign({ id })
    expect(task).toMatchObject({
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
    const days = (new Date(task.deadline).getTime() - clock.time()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(8.1)
    const picture = await fetch(service.url + task.spots[0]?.before?.thumbnailUrl)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    const events = await Events.find({ 'subject.id': id }).lean()
    expect(events).toMatchObject([{ type: 'inspections.assigned', staff: mei.member._id }])
  })

  test('sent again under the same id answers the same', async () => {
    const id = randomUUIDv7()
    const [first, second] = [await assign({ id }), await assign({ id })]
    expect(second).toEqual(first)
    expect(await Events.countDocuments({ 'subject.id': id })).toBe(1)
  })

  test('ends with the day that was chosen, in the business time zone', async () => {
    const { day } = businessTime(new Date(clock.time() + 3 * 86_400_000))
    const end = new Date((await assign({ deadline: day })).deadline)
    expect(businessTime(end)).toEqual({ day, hour: 23 })
    expect(businessTime(new Date(end.getTime() + 1)).hour).toBe(0)
  })

  test('is with its holder, and with no one else', async () => {
    const { id } = await assign()
    const params = { taskId: id }
    const colleague = await inspecting.person(admin)
    expect((await mei.call(listMyTasks)).items).toMatchObject([{ id }])
    expect((await colleague.call(listMyTasks)).items).toEqual([])
    expect(await codeOf(colleague.refused(findMyTask, { params }))).toBe('not_found')
    const mineNow = await mei.call(findMyTask, { params })
    expect(mineNow.abilities).toEqual(['start', 'submit'])
    expect(mineNow).not.toHaveProperty('timeline')
  })
})

describe('the list', () => {
  test('is narrowed to a state, an ISO and a person, page by page', async () => {
    const other = await buildOperator(service.url)
    const nok = await inspecting.person(other)
    const foreign = await inspecting.assigned(other, nok)
    const own = await assign()
    const { call, refused } = inspecting.inspector
    const ids = async (query: QueryGiven<typeof listTasks>) =>
      (await call(listTasks, { query })).items.map(({ id }) => id)
    expect(await ids({ status: 'assigned' })).toEqual([own.id, foreign.id])
    expect(await ids({ iso: other.workspace._id })).toEqual([foreign.id])
    expect(await ids({ iso: admin.workspace._id, staff: mei.member._id })).toEqual([own.id])
    expect(await ids({ status: 'accepted' })).toEqual([])
    const first = await call(listTasks, { query: { limit: 1 } })
    expect(first.items).toHaveLength(1)
    expect(await ids({ limit: 1, after: first.next ?? '' })).toEqual([foreign.id])
    expect(await codeOf(refused(listTasks, { query: { after: 'nonsense' } }))).toBe('bad_cursor')
  })

  test('of one person is there for their ISO, and not for another', async () => {
    const { id } = await assign()
    const params = { staffId: mei.member._id }
    expect((await admin.call(listStaffTasks, { params })).items).toMatchObject([{ id }])
    const other = await buildOperator(service.url)
    expect((await other.refused(listStaffTasks, { params })).status).toBe(404)
    const { refused } = inspecting.inspector
    expect(await codeOf(refused(listStaffTasks, { params }))).toBe('not_allowed')
  })
})

describe('what can be chosen', () => {
  const query = (search: string) => ({ query: { iso: admin.workspace._id, search } })
  const stores = async (search: string) =>
    (await inspecting.inspector.call(inspectableStores, query(search))).items

  test('are stores where something stands, by the beginning of a word of their name', async () => {
    expect(await stores('KOPI')).toEqual([
      {
        id: store.id,
        name: 'Kopi & Toast',
        address: '12 Amoy Street, Singapore',
        spots: 2,
        hasTask: false,
      },
    ])
    expect(await stores('toa')).toMatchObject([{ id: store.id }])
    expect(await stores('oast')).toEqual([])
    await assign()
    expect(await stores('kopi')).toMatchObject([{ hasTask: true }])
  })

  test('are people who belong to the ISO', async () => {
    expect(await inspecting.inspector.call(inspectors, query('mei'))).toEqual({
      items: [{ id: mei.member._id, name: 'Mei Chen' }],
      more: false,
    })
    expect(await codeOf(admin.refused(inspectors, query('mei')))).toBe('not_allowed')
  })
})

describe('reassigning', () => {
  test('takes the task from one and gives it to another; the first finds it no longer', async () => {
    const { id } = await assign()
    const params = { taskId: id }
    await start(mei, id)
    const next = await inspecting.person(admin, { name: 'Daniel Koh' })
    const { call } = inspecting.inspector
    expect(await call(reassignTask, reordered(id, next))).toMatchObject({
      status: 'assigned',
      holder: { name: 'Daniel Koh' },
      timeline: [{ what: 'assigned' }, { what: 'started' }, { what: 'reassigned' }],
    })
    expect(await codeOf(mei.refused(startTask, { params }))).toBe('not_found')
    expect((await start(next, id)).status).toBe('started')
    const told = await Events.find({ 'subject.id': id }).sort({ _id: 1 }).lean()
    expect(told.map(({ type, staff }) => [type, staff])).toEqual([
      ['inspections.assigned', mei.member._id],
      ['inspections.started', mei.member._id],
      ['inspections.reassigned', mei.member._id],
      ['inspections.assigned', next.member._id],
      ['inspections.started', next.member._id],
    ])
  })

  test('to its holder gives more time, and takes nothing of what they have done', async () => {
    const { id } = await assign()
    await start(mei, id)
    const before = await stored(id)
    const day = businessDayIn(20)
    const { call } = inspecting.inspector
    expect(await call(reassignTask, reordered(id, mei, { deadline: day }))).toMatchObject({
      status: 'started',
      deadlineDay: day,
      timeline: [{ what: 'assigned' }, { what: 'started' }, { what: 'extended' }],
    })
    expect((await stored(id)).assignment).toEqual(before.assignment)
  })

  test('to two people at once: one of them has it, and is the one who was told last', async () => {
    const { id } = await assign()
    const people = [await inspecting.person(admin), await inspecting.person(admin)]
    const answers = await Promise.all(
      people.map(({ member }) => inspecting.tell(id, 'reassign', { staff: member._id })),
    )
    const taken = answers.filter(({ status }) => status === 200)
    expect(taken.length).toBeGreaterThan(0)
    const told = await Events.find({ 'subject.id': id, type: 'inspections.assigned' })
      .sort({ _id: 1 })
      .lean()
    expect(told).toHaveLength(1 + taken.length)
    expect((await stored(id)).assignment?.staff).toBe(told.at(-1)?.staff)
  })

  test('to a person of another ISO is refused, and nothing has changed', async () => {
    const { id } = await assign()
    const stranger = await inspecting.person(await buildOperator(service.url))
    const { refused } = inspecting.inspector
    expect((await refused(reassignTask, reordered(id, stranger))).status).toBe(404)
    expect((await stored(id)).assignment?.staff).toBe(mei.member._id)
  })
})
