/** Tasks that are done stay readable for the one who did them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Tasks } from '../../../service/inspections/model.ts'
import { buildOperator, clientOf, type TestOperator, type TestStaff } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Inspecting, mine } from './inspecting.ts'

let service: TestService
let inspecting: Inspecting
let admin: TestOperator
let mei: TestStaff

beforeAll(async () => {
  service = await startTestService()
  inspecting = await Inspecting.begin(service.url)
})
beforeEach(async () => {
  admin = await buildOperator(service.url)
  mei = await inspecting.person(admin)
})
afterAll(() => service.stop())

const listed = async (query: string, { client } = mei) =>
  (await client.get(`${mine}?${query}`)).body.items.map(({ id }: { id: string }) => id)

async function accepted() {
  const { id } = await inspecting.submitted(admin, mei)
  expect((await inspecting.tell(id, 'accept')).status).toBe(200)
  return id
}

test('what is done is listed apart, newest first, page by page, with its result', async () => {
  const open = (await inspecting.assigned(admin, mei)).id
  const first = await accepted()
  const second = await accepted()
  await Tasks.updateOne({ _id: first }, { $set: { deadline: new Date('2026-01-02T15:59:59Z') } })
  await Tasks.updateOne({ _id: second }, { $set: { deadline: new Date('2026-01-03T15:59:59Z') } })
  expect(await listed('')).toEqual([open])
  expect(await listed('state=open')).toEqual([open])
  expect(await listed('state=done')).toEqual([second, first])
  const page = await mei.client.get(`${mine}?state=done&limit=1`)
  expect(await listed(`state=done&limit=1&after=${page.body.next}`)).toEqual([first])

  const { body } = await mei.client.get(`${mine}/${first}`)
  expect(body).toMatchObject({ status: 'accepted', abilities: [], feedback: 'The owner is happy.' })
  expect(body.spots[0].now).toMatchObject({ finding: 'in_place' })
  const again = await inspecting.submit(mei, first, await inspecting.answers(mei, body.spots))
  expect(again).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
})

test('no one else reads them, and no other state is asked for', async () => {
  const id = await accepted()
  const colleague = await inspecting.person(admin)
  expect(await listed('state=done', colleague)).toEqual([])
  expect((await colleague.client.get(`${mine}/${id}`)).status).toBe(404)
  expect((await clientOf(service.url).get(`${mine}?state=done`)).status).toBe(401)
  expect((await mei.client.get(`${mine}?state=all`)).body.code).toBe('bad_input')
})
