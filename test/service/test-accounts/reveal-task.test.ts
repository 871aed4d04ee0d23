/** The task for which a person looks at passwords: noted only when it is theirs and open, else it says no task. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Tasks } from '../../../service/inspections/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Reveals } from '../../../service/test-accounts/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Inspecting } from '../inspections/inspecting.ts'
import { Lending, look } from './lending.ts'

let service: TestService
let lending: Lending
let inspecting: Inspecting
let admin: TestOperator

type Holder = Awaited<ReturnType<Lending['lent']>>

beforeAll(async () => {
  service = await startTestService()
  lending = await Lending.begin(service.url)
  inspecting = await Inspecting.begin(service.url)
})
beforeEach(async () => {
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

/** What the phone, the records, the audit and the ISO say of a look for this task. */
async function toldOf(holder: Holder, task: string) {
  const { client, member, account } = holder
  const answer = await look(client, account.id, { task })
  expect(answer.status).toBe(200)
  const list = await admin.client.get(`/api/v1/staff/${member._id}/reveals`)
  const event = await Events.findOne({ type: 'test_accounts.revealed', staff: member._id }).lean()
  const stored = await Reveals.findOne({ staff: member._id }).lean()
  return [answer.body.task, list.body.items[0].task, stored?.task, event?.data['task']]
}

const everywhere = (task: string | null) => [task, task, task, task]

test('a task that is theirs and open is noted', async () => {
  const holder = await lending.lent(admin)
  const { id } = await inspecting.assigned(admin, holder)
  expect(await toldOf(holder, id)).toEqual(everywhere(id))
})

test('one that was sent in and waits is open', async () => {
  const holder = await lending.lent(admin)
  const { id } = await inspecting.submitted(admin, holder)
  expect(await toldOf(holder, id)).toEqual(everywhere(id))
})

test.each<[string, (holder: Holder) => Promise<string>]>([
  ['one that is not there', async () => randomUUIDv7()],
  [
    'the one of a colleague',
    async () => (await inspecting.assigned(admin, await inspecting.person(admin))).id,
  ],
  [
    'one of another ISO',
    async () => {
      const other = await buildOperator(service.url)
      return (await inspecting.assigned(other, await inspecting.person(other))).id
    },
  ],
  [
    'one that was given to another person',
    async (holder) => {
      const { id } = await inspecting.assigned(admin, holder)
      const next = await inspecting.person(admin)
      const { status } = await inspecting.tell(id, 'reassign', { staff: next.member._id })
      expect(status).toBe(200)
      return id
    },
  ],
  [
    'one that is done',
    async (holder) => {
      const { id } = await inspecting.submitted(admin, holder)
      expect((await inspecting.tell(id, 'accept')).status).toBe(200)
      return id
    },
  ],
  [
    'one whose time is over, though nothing has seen it yet',
    async (holder) => {
      const { id } = await inspecting.assigned(admin, holder)
      await Tasks.updateOne({ _id: id }, { $set: { deadline: new Date(Date.now() - 1_000) } })
      return id
    },
  ],
])('%s says no task to all', async (_what, prepare) => {
  const holder = await lending.lent(admin)
  expect(await toldOf(holder, await prepare(holder))).toEqual(everywhere(null))
})
