/** The department of an ISO in DingTalk: a name that DingTalk takes, and what the ISO reads where it takes none. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { system } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { retryGivenUpInvitations } from '../../../service/staff/actions/poll.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { renameWorkspace } from '../../../service/workspaces/actions/workspaces.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import type { TestOperator } from '../../setup/people.ts'
import { Hiring } from './hiring.ts'

const create = '/topapi/v2/department/create'

let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(() => at.reset())

async function isoCalled(name: string): Promise<TestOperator> {
  const admin = await at.iso()
  await Workspaces.updateOne({ _id: admin.workspace._id }, { $set: { name } })
  return admin
}

test('a name that DingTalk would refuse is cleaned and cut, and people are invited into it', async () => {
  const admin = await isoCalled(`Harbour-Pay, Ltd.，${'x'.repeat(60)}`)
  await at.joined(admin, 'lin')
  const [name = ''] = await at.departmentsOf('lin')
  expect(name).toBe(`Harbour Pay Ltd. ${'x'.repeat(47)}`)
  expect(name).toHaveLength(64)
})

test('two ISOs whose names are the same once cleaned have a department each', async () => {
  const [first, second] = [await isoCalled('Lotus-Pay'), await isoCalled('Lotus, Pay')]
  await at.joined(first, 'lin')
  await at.joined(second, 'aroon')
  expect(await at.departmentsOf('lin')).toEqual(['Lotus Pay'])
  expect(await at.departmentsOf('aroon')).toEqual([`Lotus Pay ${second.workspace._id.slice(-6)}`])
})

test('a name of which nothing can stay is replaced by the id of the ISO', async () => {
  const admin = await isoCalled('---')
  await at.joined(admin, 'lin')
  expect(await at.departmentsOf('lin')).toEqual([admin.workspace._id.slice(-6)])
})

test('a name that a department has which the app does not see gets the id of the ISO behind it', async () => {
  const admin = await isoCalled('Lotus Pay')
  await at.phones.misbehave({ where: create, what: 'errcode', value: 60021, times: 1 })
  await at.joined(admin, 'lin')
  expect(await at.departmentsOf('lin')).toEqual([`Lotus Pay ${admin.workspace._id.slice(-6)}`])
})

test('a new name is cleaned too, and its own department is not mended for it', async () => {
  const admin = await isoCalled('Lotus Pay')
  await at.joined(admin, 'lin')
  await renameWorkspace(admin.workspace._id, 'Lotus-Pay, Asia', system)
  await expect.poll(() => at.departmentsOf('lin')).toEqual(['Lotus Pay Asia'])
  await at.settled()
  const update = '/topapi/v2/department/update'
  expect(await at.calls(update)).toHaveLength(1)
})

test.each([60001, 60009, 60021, 60022, 60110])(
  'a department that DingTalk refuses with %i is a reason that the ISO reads, and is over once it takes it',
  async (value) => {
    const admin = await at.iso()
    await at.phones.misbehave({ where: create, what: 'errcode', value })
    const id = await at.added(admin, 'lin', 'invitation_failed')
    expect((await at.find(admin, id)).body.failure).toEqual({
      reason: 'department_refused',
      errcode: value,
    })
    // told at once, and nothing of it is left to do by itself
    expect(await at.calls(create)).toHaveLength(value === 60021 ? 2 : 1)
    expect(await Events.countDocuments({ 'subject.id': id, state: 'failed' })).toBe(0)

    clock.arrange(() => new Date(Date.now() + 61 * 60_000))
    await at.phones.behave()
    expect(await retryGivenUpInvitations()).toBe(1)
    await at.phones.agree('lin')
    // read where it is kept, because sessions do not outlive a clock that is moved
    const status = async () => (await StaffMembers.findById(id).lean())?.status
    await expect.poll(status).toBe('associated')
  },
)
