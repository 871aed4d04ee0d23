/** What imports leave behind: rows hold people's numbers, and go when they are not needed any more. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { sweepPreviews, sweepRows } from '../../../service/staff-imports/actions/sweep.ts'
import { StaffImportFiles, StaffImportRows } from '../../../service/staff-imports/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { csvOf } from './files.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterEach(() => StaffImportRows.deleteMany({}))
afterAll(() => service.stop())

const path = (id: string) => `/api/v1/staff-imports/${id}`
const find = async (id: string) => (await admin.client.get(path(id))).body
const kept = (id: string) => StaffImportRows.countDocuments({ import: id })

async function checked(): Promise<string> {
  const lines = ['Ana Lim,+6581230001', 'Ben Lim,+6581230002', 'Nobody,+6512']
  const id = randomUUIDv7()
  const answer = await admin.client.put(path(id), csvOf('Name,Phone number', ...lines))
  expect(answer.status).toBe(200)
  return id
}

async function ended(): Promise<string> {
  const id = await checked()
  const { revision } = await find(id)
  await admin.client.post(`${path(id)}/start`, { revision })
  expect((await admin.client.post(`${path(id)}/cancel`)).body.status).toBe('cancelled')
  return id
}

/** The night so many hours from now. */
async function sweptAfter(hours: number): Promise<void> {
  clock.arrange(() => new Date(Date.now() + hours * 3_600_000))
  try {
    await sweepRows()
  } finally {
    clock.arrange()
  }
}

test('rows are kept for 90 days after the end; then they are gone, and what they came to stays', async () => {
  const id = await ended()
  const before = await find(id)
  expect(before).toMatchObject({ rowsGone: false, total: 3, counts: { not_added: 2, problem: 1 } })
  await sweptAfter(89 * 24)
  expect(await kept(id)).toBe(3)

  await sweptAfter(91 * 24)
  await sweptAfter(91 * 24)
  expect(await kept(id)).toBe(0)
  expect(await find(id)).toEqual({ ...before, rowsGone: true })
  expect((await admin.client.get(`${path(id)}/rows`)).body).toEqual({ items: [], next: null })
  const report = await admin.client.get(`${path(id)}/report`)
  expect([report.status, report.body.code]).toEqual([410, 'rows_gone'])
  const list = await admin.client.get('/api/v1/staff-imports')
  expect(list.body.items).toContainEqual(expect.objectContaining({ id, rowsGone: true }))
  const other = await buildOperator(service.url)
  expect((await other.client.get(`${path(id)}/report`)).status).toBe(404)
})

test('an import that has not ended keeps its rows, however old it is', async () => {
  const id = await checked()
  const { revision } = await find(id)
  await admin.client.post(`${path(id)}/start`, { revision })
  await sweptAfter(400 * 24)
  expect(await kept(id)).toBe(3)
})

test('rows whose import was never written, and those of a check that broke off, are gone after a day', async () => {
  const id = await checked()
  const row = await StaffImportRows.findOne({ import: id }).lean()
  if (!row) throw new Error('there is no row')
  const left = (where: object) => ({ ...row, ...where, _id: randomUUIDv7() })
  const never = randomUUIDv7()
  await StaffImportRows.insertMany([
    left({ import: never }),
    left({ import: never, row: 9 }),
    left({ revision: row.revision + 1 }),
    left({ iso: 'another', import: never, revision: 5 }),
  ])
  await sweptAfter(23)
  expect([await kept(never), await kept(id)]).toEqual([3, 4])
  await sweptAfter(25)
  expect([await kept(never), await kept(id)]).toEqual([0, 3])
})

const fileOf = (iso: string, id: string) => {
  const bytes = Buffer.from('Ana Lim,+6581230001')
  return { _id: randomUUIDv7(), iso, import: id, bytes, at: clock.now() }
}
const files = (id: string) => StaffImportFiles.countDocuments({ import: id })

test('a file is kept as long as its preview may be read again, and no longer', async () => {
  const id = await checked()
  // sent again: the one before goes at once
  await admin.client.put(path(id), csvOf('Name,Phone number', 'Ana Lim,+6581230001'))
  expect(await files(id)).toBe(1)
  const { revision } = await find(id)
  expect((await admin.client.post(`${path(id)}/start`, { revision })).status).toBe(200)
  expect(await files(id)).toBe(0)
})

test('a file that no preview names any more is gone after a day', async () => {
  const id = randomUUIDv7()
  const iso = admin.workspace._id
  await StaffImportFiles.collection.insertOne(fileOf(iso, id) as never)
  await sweepPreviews()
  expect(await files(id)).toBe(1)
  clock.arrange(() => new Date(Date.now() + 25 * 3_600_000))
  await sweepPreviews().finally(() => clock.arrange())
  expect(await files(id)).toBe(0)
})

test('of an ISO the last twenty files are kept; an older preview is there, but not read again', async () => {
  const other = await buildOperator(service.url)
  const iso = other.workspace._id
  const send = async () => {
    const id = randomUUIDv7()
    await other.client.put(path(id), csvOf('Name,Phone number', 'Ana Lim,+6581230001'))
    return id
  }
  const [oldest, next] = [await send(), await send()]
  const more = Array.from({ length: 18 }, () => fileOf(iso, randomUUIDv7()))
  await StaffImportFiles.collection.insertMany(more as never)
  expect([await files(oldest), await files(next)]).toEqual([1, 1])
  await send()
  expect(await StaffImportFiles.countDocuments({ iso })).toBe(20)
  expect([await files(oldest), await files(next)]).toEqual([0, 1])
  expect((await other.client.get(path(oldest))).body.good).toBe(1)
  const read = await other.client.patch(path(oldest), { separator: ',' })
  expect([read.status, read.body.code]).toEqual([410, 'file_gone'])
  expect((await other.client.patch(path(next), { separator: ',' })).status).toBe(200)
})
