/** A person with several ISOs, as they see and switch them. */
import { afterAll, afterEach, beforeAll } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import type { Answer } from '../../setup/calls.ts'
import { buildUnassociated, type Client, type TestOperator } from '../../setup/people.ts'
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

export const path = '/api/v1/me/staff/isos'

interface Row {
  id: string
  isoName: string
  state: string
  suspended: boolean
  since: string | null
  ended: { by: string; at: string } | null
}

export const rowsOf = async (client: Client): Promise<Row[]> => (await client.get(path)).body.items

/** Name and state of each row, in the order of the list. */
export const shown = async (client: Client) =>
  (await rowsOf(client)).map(({ isoName, state, ended }) => [isoName, state, ended?.by ?? null])

export const switchTo = (client: Client, id: string, leave: string): Promise<Answer> =>
  client.post(`${path}/${id}/switch`, { leave })

export const outcome = ({ status, body }: Answer) => [status, body.code ?? null]

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
