/** A person with several ISOs, as they see and switch them. */
import { afterAll, afterEach, beforeAll } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import { listMyIsos, switchIso } from '../../../service/staff/self/contract.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import type { Calls } from '../../setup/calls.ts'
import { buildUnassociated, type TestOperator } from '../../setup/people.ts'
import { Hiring } from './hiring.ts'

export let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(async () => {
  await at.reset()
  await Workspaces.updateMany({ status: 'suspended' }, { $set: { status: 'active' } })
})

export const rowsOf = async ({ call }: Calls) => (await call(listMyIsos)).items

/** Name and state of each row, in the order of the list. */
export const shown = async (person: Calls) =>
  (await rowsOf(person)).map(({ isoName, state, ended }) => [isoName, state, ended?.by ?? null])

export const switchTo = ({ call }: Calls, staffId: string, leave: string) =>
  call(switchIso, { params: { staffId }, body: { leave } })

/** @returns why it is not done */
export async function cannotSwitch({ refused }: Calls, staffId: string, leave?: string) {
  const { status, code } = await refused(switchIso, { params: { staffId }, body: { leave } })
  return [status, code]
}

/** One of several at one moment: done, or refused. */
export async function tryToSwitch(person: Calls, staffId: string, leave: string) {
  try {
    await switchTo(person, staffId, leave)
    return 200
  } catch (error) {
    // `mustFit` says what was answered
    return Number(/answers (\d+)/.exec(String(error))?.[1])
  }
}

export const statusOf = async (id: string) => (await StaffMembers.findById(id).lean())?.status

export const suspend = ({ workspace }: TestOperator) =>
  Workspaces.updateOne({ _id: workspace._id }, { $set: { status: 'suspended' } })

export const nameOf = ({ workspace }: TestOperator) => workspace.name

/** Mei works for the first; the second wants her. */
export async function meiAndTwo() {
  const [first, second] = [await at.iso(), await at.iso()]
  const before = await at.hired(first, 'mei')
  const after = await at.added(second, 'mei', 'invitation_failed')
  await at.settled()
  const mei = await buildUnassociated(at.service.url, 'mei04')
  return { first, second, before, after, mei }
}
