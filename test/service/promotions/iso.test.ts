/** What an ISO sees of the submissions of its staff: all of its own, nothing of another's. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Roles } from '../../../service/team/model.ts'
import { buildOperator, clientOf, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, buildSpot, decide, submitted, type Promoter } from '../../setup/visit.ts'

let service: TestService
let promoter: Promoter
let submission: string
let spot: string

beforeAll(async () => {
  service = await startTestService()
  promoter = await buildPromoter(service.url)
  const { id, content } = await submitted(promoter)
  submission = id
  spot = content.spots[0]?.id ?? ''
})
afterAll(() => service.stop())

const ofStaff = (staff = promoter.staff, query = '') => `/api/v1/staff/${staff}/submissions${query}`
const ofIso = (id = submission) => `/api/v1/workspace/submissions/${id}`

async function refusalOf(client: Client, path: string) {
  const { status, body } = await client.get(path)
  return [status, body.code]
}

test('neither strangers nor staff nor reviewers come in this way, nor whose role does not include it', async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const { workspace } = promoter.admin
  await Roles.insertMany([
    {
      _id: 'iso.recruiter',
      workspace: workspace._id,
      workspaceKind: 'iso',
      name: 'Recruiter',
      permissions: ['staff.view'],
    },
  ])
  const recruiter = await buildOperator(service.url, { workspace, roles: ['iso.recruiter'] })
  for (const path of [ofStaff(), ofIso()]) {
    expect(await refusalOf(clientOf(service.url), path)).toEqual([401, 'signed_out'])
    for (const client of [promoter.client, reviewer.client, recruiter.client]) {
      expect(await refusalOf(client, path)).toEqual([403, 'not_allowed'])
    }
  }
})

test('to another ISO there is neither the person nor the submission', async () => {
  const other = await buildOperator(service.url)
  for (const path of [ofStaff(), ofIso()]) {
    expect(await refusalOf(other.client, path)).toEqual([404, 'not_found'])
  }
  const { client } = promoter.admin
  expect(await refusalOf(client, ofStaff(randomUUIDv7()))).toEqual([404, 'not_found'])
  expect(await refusalOf(client, ofIso(randomUUIDv7()))).toEqual([404, 'not_found'])
  expect(await refusalOf(client, ofStaff(promoter.staff, '?after=x'))).toEqual([400, 'bad_cursor'])
})

test("the ISO reads what was sent in, and the reviewer's reasons, and can do nothing with it", async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const own = (await promoter.client.get(`/api/v1/submissions/${submission}`)).body
  const items = ['store', ...own.spots.map(({ id }: { id: string }) => id)]
  const says = Object.fromEntries(items.map((item) => [item, 'approved' as const]))
  await decide(reviewer.client, submission, 1, { ...says, [spot]: 'rejected' })
  const { status, body } = await promoter.admin.client.get(ofIso())
  expect(status).toBe(200)
  expect(body.staff.id).toBe(promoter.staff)
  expect(body.submission).toMatchObject({ id: submission, status: 'rejected', abilities: [] })
  expect(body.submission.store.verdict.status).toBe('approved')
  expect(body.submission.spots[0].verdict).toMatchObject({
    status: 'rejected',
    reasons: [{ code: 'photo_blurred' }],
  })
  const [photo] = body.submission.store.photos
  expect((await fetch(new URL(photo.thumbnailUrl, service.url))).status).toBe(200)
})

test("a person's submissions come page by page, newest first, without those of a colleague", async () => {
  const colleague = await buildPromoter(service.url, promoter.admin)
  await submitted(colleague)
  const second = (await submitted(promoter, { spots: [await buildSpot(promoter)] })).id
  const { client } = promoter.admin
  const first = (await client.get(ofStaff(promoter.staff, '?limit=1'))).body
  expect(first.items.map(({ id }: { id: string }) => id)).toEqual([second])
  const rest = (await client.get(ofStaff(promoter.staff, `?limit=1&after=${first.next}`))).body
  expect(rest.items.map(({ id }: { id: string }) => id)).toEqual([submission])
  expect(rest.next).toBeNull()
})
