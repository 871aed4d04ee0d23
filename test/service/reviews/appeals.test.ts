/** Who decides an appeal: another reviewer than before, and the same one only when there is no other. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Submissions } from '../../../service/promotions/model.ts'
import { insertMember, insertWorkspace } from '../../../scripts/demo/rows.ts'
import { Members } from '../../../service/team/model.ts'
import { Workspaces, type Workspace } from '../../../service/workspaces/model.ts'
import { buildOperator, signedIn, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildPromoter,
  decide,
  eventsOf,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let ravi: TestOperator
let priya: TestOperator

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  ravi = await buildOperator(service.url, { kind: 'platform' })
  priya = await buildOperator(service.url, { workspace: ravi.workspace })
})
afterAll(() => service.stop())

const priyaIs = (change: { status?: 'active' | 'removed'; roles?: string[] }) =>
  Members.updateOne({ _id: priya.member._id }, { $set: change })

beforeEach(() => priyaIs({ status: 'active', roles: priya.member.roles }))

const address = (id: string) => `/api/v1/reviews/${id}`

/** Ravi rejected the store, and Mei appeals. */
async function appealed() {
  const { id, content } = await submitted(mei)
  const spots = content.spots.map((spot) => spot.id)
  const approved = Object.fromEntries(spots.map((spot) => [spot, 'approved' as const]))
  await decide(ravi.client, id, 1, { store: 'rejected', ...approved })
  const explanation = 'The name above the door is the one that was sent.'
  const { status } = await mei.client.put(`${addressOf(id)}/appeals/2`, { explanation })
  expect(status).toBe(200)
  return id
}

const rowOf = async (id: string, { client }: TestOperator) =>
  (await client.get('/api/v1/reviews?limit=100')).body.items.find(
    (row: { id: string }) => row.id === id,
  )

describe('an appeal', () => {
  test('is not decided by the one who decided before, while another reviewer is there', async () => {
    const id = await appealed()
    const opened = await ravi.client.get(address(id))
    expect(opened.body).toMatchObject({
      abilities: [],
      appealed: { by: ravi.account.name, caller: 'barred' },
    })
    expect((await rowOf(id, ravi)).forAnother).toBe(true)
    expect(await decide(ravi.client, id, 2, { store: 'approved' })).toMatchObject({
      status: 403,
      body: { code: 'appeal_needs_another' },
    })
    expect((await Submissions.findById(id).lean())?.status).toBe('in_review')
  })

  describe('with another workspace of the platform', () => {
    let other: Workspace
    beforeEach(async () => {
      other = await insertWorkspace({ kind: 'platform', name: 'Alipay+ 2', email: 'two@a.example' })
    })
    afterEach(() => Workspaces.deleteOne({ _id: other._id }))

    test('is not for the same person as its member', async () => {
      const id = await appealed()
      const { _id } = await insertMember(other._id, ravi.account._id, ['platform.reviewer'])
      const again = { ...ravi, client: await signedIn(service.url, 'operator', _id) }
      expect((await rowOf(id, again)).forAnother).toBe(true)
      const answer = await decide(again.client, id, 2, { store: 'approved' })
      expect(answer.body.code).toBe('appeal_needs_another')
    })

    test('is for its reviewers as well, unless it is suspended', async () => {
      const id = await appealed()
      await priyaIs({ status: 'removed' })
      await buildOperator(service.url, { workspace: other })
      expect((await ravi.client.get(address(id))).body.appealed.caller).toBe('barred')
      await Workspaces.updateOne({ _id: other._id }, { $set: { status: 'suspended' } })
      expect((await ravi.client.get(address(id))).body.appealed.caller).toBe('same')
    })
  })

  test('is decided by the other one, and nothing is marked', async () => {
    const id = await appealed()
    expect((await priya.client.get(address(id))).body).toMatchObject({
      abilities: ['decide'],
      appealed: { by: ravi.account.name, caller: 'other' },
    })
    expect((await rowOf(id, priya)).forAnother).toBe(false)
    const answer = await decide(priya.client, id, 2, { store: 'approved' })
    expect(answer).toMatchObject({
      status: 200,
      body: { appealed: null, decision: { by: priya.account.name, sameReviewer: false } },
    })
    expect((await eventsOf(id)).at(-1)?.data).not.toHaveProperty('sameReviewer')
  })

  test.each([
    ['has left the platform', { status: 'removed' as const }],
    ['may not decide any more', { roles: [] }],
  ])('is decided by the same one when the other %s; marked so', async (_why, change) => {
    const id = await appealed()
    await priyaIs(change)
    expect((await ravi.client.get(address(id))).body).toMatchObject({
      abilities: ['decide'],
      appealed: { by: ravi.account.name, caller: 'same' },
    })
    expect((await rowOf(id, ravi)).forAnother).toBe(false)
    const answer = await decide(ravi.client, id, 2, { store: 'rejected' })
    expect(answer).toMatchObject({
      status: 200,
      body: { decision: { by: ravi.account.name, sameReviewer: true } },
    })
    const stored = await Submissions.findById(id).lean()
    expect(stored?.decisions.map(({ sameReviewer }) => sameReviewer)).toEqual([undefined, true])
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'reviews.decided',
      data: { revision: 2, sameReviewer: true },
    })
    // the second appeal is against the same reviewer again
    await priyaIs({ status: 'active', roles: priya.member.roles })
    await mei.client.put(`${addressOf(id)}/appeals/3`, { explanation: 'Please look once more.' })
    const again = await decide(ravi.client, id, 3, { store: 'rejected' })
    expect(again.body.code).toBe('appeal_needs_another')
  })

  test('against a decision of the other one is decided by either', async () => {
    const id = await appealed()
    await decide(priya.client, id, 2, { store: 'rejected' })
    await mei.client.put(`${addressOf(id)}/appeals/3`, { explanation: 'Please look once more.' })
    expect((await decide(ravi.client, id, 3, { store: 'approved' })).status).toBe(200)
  })

  test('that came back with edits is no appeal: who decided before may decide again', async () => {
    const { id, content } = await submitted(mei)
    const [one, two] = content.spots.map((spot) => spot.id) as [string, string]
    await decide(ravi.client, id, 1, { store: 'approved', [one]: 'approved', [two]: 'rejected' })
    const spots = [content.spots[0]!, { ...content.spots[1]!, note: 'beside the till' }]
    await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, spots })
    expect((await decide(ravi.client, id, 2, { [two]: 'approved' })).status).toBe(200)
  })
})
