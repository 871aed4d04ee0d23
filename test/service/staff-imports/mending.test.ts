import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { csvOf } from './files.ts'
import { check, importPath, rowsOf } from './previews.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

async function preview(...lines: string[]) {
  const { body } = await check(admin, csvOf('Name,Phone', ...lines))
  const id: string = body.id
  const path = importPath(id)
  const rows = () => rowsOf(admin, id)
  return {
    id,
    body,
    path,
    rows,
    /** By the number of its row. */
    mend: async (row: number, text: { name?: string; phone?: string }, by = admin) => {
      const found = (await rows()).find((one) => one.row === row)
      return by.client.patch(`${path}/rows/${found?.id}`, text)
    },
    came: async () => (await rows()).map(({ row, problem, phone }) => [row, problem ?? phone]),
  }
}

test('a row is mended in place and checked at once', async () => {
  const one = await preview('Lin,ask her', ',+6581233002', 'Bob,+6581233003')
  const phone = await one.mend(2, { phone: '+65 8123 3001' })
  expect(phone.body.row).toMatchObject({ row: 2, outcome: 'ready', phone: '+6581233001' })
  expect(phone.body.import).toMatchObject({ good: 2, counts: { ready: 2, problem: 1 } })
  const name = await one.mend(3, { name: 'Mei' })
  expect(name.body).toMatchObject({ import: { good: 3, problems: [] }, row: { name: 'Mei' } })
  const worse = await one.mend(4, { phone: 'gone' })
  expect(worse.body).toMatchObject({ import: { good: 2 }, row: { problem: 'bad_phone_number' } })
})

test('of rows with one number the first counts, no matter which is mended', async () => {
  await buildStaff(service.url, admin.workspace._id, { phone: '+6581233199', name: 'Here Already' })
  const one = await preview('A,+6581233101', 'B,+6581233101', 'C,+6581233101', 'D,oops')
  expect(await one.came()).toEqual([
    [2, '+6581233101'],
    [3, 'twice_in_file'],
    [4, 'twice_in_file'],
    [5, 'bad_phone_number'],
  ])
  const away = await one.mend(2, { phone: '+6581233102' })
  // those that are judged otherwise now are told of
  expect(away.body.others).toMatchObject([
    { row: 3, outcome: 'ready', problem: null, otherRow: null },
    { row: 4, problem: 'twice_in_file', otherRow: 3 },
  ])
  expect(await one.came()).toEqual([
    [2, '+6581233102'],
    [3, '+6581233101'],
    [4, 'twice_in_file'],
    [5, 'bad_phone_number'],
  ])
  expect((await one.rows())[2]?.otherRow).toBe(3)
  await one.mend(2, { phone: '+6581233101' })
  await one.mend(5, { phone: '+6581233199' })
  expect(await one.came()).toEqual([
    [2, '+6581233101'],
    [3, 'twice_in_file'],
    [4, 'twice_in_file'],
    [5, 'already_staff'],
  ])
  const rows = await one.rows()
  expect(rows.map(({ otherRow }) => otherRow)).toEqual([null, 2, 2, null])
  const staff = rows[3]?.staffId
  expect((await StaffMembers.findById(staff).lean())?.phone).toBe('+6581233199')
  const freed = await one.mend(5, { phone: '+6581233104' })
  expect(freed.body.row).toMatchObject({ problem: null, staffId: null, staffStatus: null })
  expect(freed.body.import.good).toBe(2)
})

test('the same text twice is one mend, and two at one moment are both there', async () => {
  const one = await preview('A,oops', 'B,oops')
  const once = await one.mend(2, { phone: '+6581233201' })
  const twice = await one.mend(2, { phone: '+6581233201' })
  expect(twice.body.import).toEqual(once.body.import)
  expect(once.body.import.mends).toBe(1)
  await Promise.all([
    one.mend(2, { name: 'Ann' }),
    one.mend(3, { phone: '+6581233202' }),
    one.mend(3, { name: 'Bob' }),
  ])
  const rows = await one.rows()
  expect(rows.map(({ name, phone }) => [name, phone])).toEqual([
    ['Ann', '+6581233201'],
    ['Bob', '+6581233202'],
  ])
  expect((await admin.client.get(one.path)).body).toMatchObject({ good: 2, mends: 4 })
})

test('what was mended stays with another country, another encoding and another separator', async () => {
  const one = await preview('José,oops', 'Zoë,81233302')
  await one.mend(2, { name: 'Joseph', phone: '81233301' })
  await admin.client.patch(one.path, { country: 'SG' })
  expect(await one.came()).toEqual([
    [2, '+6581233301'],
    [3, '+6581233302'],
  ])
  const other = await admin.client.patch(one.path, { encoding: 'windows-1252' })
  expect(other.status).toBe(200)
  expect((await one.rows()).map(({ name }) => name)).toEqual(['Joseph', 'ZoÃ«'])
})

test('what an admin has not seen mended cannot be started by them', async () => {
  const one = await preview('A,+6581233401', 'B,oops')
  const { revision, mends } = one.body
  await one.mend(3, { phone: '+6581233402' })
  const start = (seen: object) => admin.client.post(`${one.path}/start`, { revision, ...seen })
  expect((await start({ mends })).body.code).toBe('import_changed')
  expect((await start({ mends: 1 })).status).toBe(200)
})

test('a row that could be read in two ways is settled by writing it', async () => {
  const file = new Uint8Array(Buffer.from('Name,Phone\r\nZo\u00eb,+6581233501\r\n', 'latin1'))
  const { body } = await check(admin, file)
  const [row] = await rowsOf(admin, body.id)
  const mended = await admin.client.patch(`${importPath(body.id)}/rows/${row?.id}`, { name: 'Zoë' })
  expect(mended.body).toMatchObject({
    row: { outcome: 'ready' },
    import: { reading: { unsure: false } },
  })
})

describe('is refused', () => {
  test('to strangers, to another ISO, for rows of another import and of an earlier check', async () => {
    const one = await preview('A,oops')
    const [row] = await one.rows()
    const path = `${one.path}/rows/${row?.id}`
    const text = { phone: '+6581233601' }
    expect((await clientOf(service.url).patch(path, text)).status).toBe(401)
    const other = await buildOperator(service.url)
    expect((await other.client.patch(path, text)).status).toBe(404)
    const second = await preview('B,oops')
    expect((await admin.client.patch(`${second.path}/rows/${row?.id}`, text)).status).toBe(404)
    expect((await admin.client.patch(`${one.path}/rows/${randomUUIDv7()}`, text)).status).toBe(404)
    await admin.client.patch(one.path, { country: 'SG' })
    expect((await admin.client.patch(path, text)).status).toBe(404)
  })

  test('once it was started, and the row stays as it was', async () => {
    const one = await preview('A,oops', 'B,+6581233602')
    await admin.client.post(`${one.path}/start`, { revision: one.body.revision })
    const late = await one.mend(2, { phone: '+6581233603' })
    expect([late.status, late.body.code]).toEqual([409, 'wrong_state'])
    expect((await one.rows())[0]?.given).toBe('oops')
  })

  test.each([
    ['name', { name: 'x'.repeat(201) }],
    ['phone', { phone: '1'.repeat(101) }],
    ['phone', { phone: 81233603 as never }],
  ])('a %s that does not fit', async (field, text) => {
    const one = await preview('A,oops')
    const answer = await one.mend(2, text)
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, 'bad_input', field])
  })
})
