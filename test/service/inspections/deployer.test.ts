/** Who put up what stands in a store is refused as its inspector. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildOperator, clientOf, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Inspecting, stored, type Approved } from './inspecting.ts'

let service: TestService
let inspecting: Inspecting
let admin: TestOperator
let mei: TestStaff
let daniel: TestStaff
/** Mei put up what stands there. */
let store: Approved

beforeAll(async () => {
  service = await startTestService()
  inspecting = await Inspecting.begin(service.url)
})
beforeEach(async () => {
  admin = await buildOperator(service.url)
  mei = await inspecting.person(admin)
  daniel = await inspecting.person(admin)
  store = await inspecting.store(admin, mei)
})
afterAll(() => service.stop())

const ownStore = { status: 409, body: { code: 'own_store', field: 'staff' } }

async function ok(answer: Promise<Answer>): Promise<Answer> {
  const given = await answer
  expect(given.status).toBe(200)
  return given
}

describe('the person who deployed a store', () => {
  test('is refused when it is assigned; nothing is written', async () => {
    expect(await inspecting.assign(admin, store, mei)).toMatchObject(ownStore)
    expect(await Tasks.countDocuments({ iso: admin.workspace._id })).toBe(0)
    expect(
      await Events.countDocuments({ type: 'inspections.assigned', tenant: admin.workspace._id }),
    ).toBe(0)
    await ok(inspecting.assign(admin, store, daniel))
  })

  test('is refused when it is given to them, and when they are to have more time', async () => {
    const { body } = await ok(inspecting.assign(admin, store, daniel))
    const toMei = { staff: mei.member._id }
    expect(await inspecting.tell(body.id, 'reassign', toMei)).toMatchObject(ownStore)
    expect((await stored(body.id)).assignment?.staff).toBe(daniel.member._id)
    // assigned by an earlier release
    await Tasks.updateOne({ _id: body.id }, { $set: { 'assignment.staff': mei.member._id } })
    expect(await inspecting.tell(body.id, 'reassign', toMei)).toMatchObject(ownStore)
    await ok(inspecting.tell(body.id, 'reassign', { staff: daniel.member._id }))
  })

  test('is refused when what they sent in is to be accepted; returned it goes to another person', async () => {
    const { body } = await ok(inspecting.assign(admin, store, daniel))
    // assigned by an earlier release
    await Tasks.updateOne(
      { _id: body.id },
      { $set: { 'assignment.staff': mei.member._id }, $unset: { deployedBy: 1 } },
    )
    await ok(inspecting.submit(mei, body.id, await inspecting.answers(mei, store.spots)))
    expect(await inspecting.tell(body.id, 'accept')).toMatchObject(ownStore)
    expect((await stored(body.id)).status).toBe('submitted')
    await ok(inspecting.tell(body.id, 'return', { reason: 'Somebody else has to look.' }))
    await ok(inspecting.tell(body.id, 'reassign', { staff: daniel.member._id }))
    await ok(inspecting.submit(daniel, body.id, await inspecting.answers(daniel, store.spots)))
    await ok(inspecting.tell(body.id, 'accept'))
  })

  test('is refused as the person they are, also under another association', async () => {
    const { dingtalkUserId } = mei.member
    await StaffMembers.updateOne({ _id: mei.member._id }, { $set: { status: 'left' } })
    const again = await inspecting.person(admin, { dingtalkUserId: dingtalkUserId ?? '' })
    expect(await inspecting.assign(admin, store, again)).toMatchObject(ownStore)
  })

  test('may inspect a store of another person', async () => {
    const other = await inspecting.store(admin, daniel, 'Another Kopi')
    await ok(inspecting.assign(admin, other, mei))
    expect(await inspecting.assign(admin, other, daniel)).toMatchObject(ownStore)
  })

  test('is not offered for their store', async () => {
    const offered = async (query: string) => {
      const path = `/api/v1/inspections/staff?iso=${admin.workspace._id}${query}`
      const { items } = (await ok(inspecting.inspector.get(path))).body
      return items.map(({ id }: { id: string }) => id).sort()
    }
    const all = [mei.member._id, daniel.member._id].sort()
    expect(await offered('')).toEqual(all)
    expect(await offered(`&store=${store.id}`)).toEqual([daniel.member._id])
    const path = `/api/v1/inspections/staff?iso=${admin.workspace._id}&store=${store.id}`
    for (const client of [clientOf(service.url), mei.client, admin.client]) {
      expect([401, 403]).toContain((await client.get(path)).status)
    }
  })
})
