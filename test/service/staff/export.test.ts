/** A list as a spreadsheet: of what the filter holds, for those who may, without formulas, and noted. */
import papaparse from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Roles } from '../../../service/team/model.ts'
import {
  buildOperator,
  buildStaff,
  clientOf,
  type Client,
  type TestOperator,
} from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { read } from '../staff-imports/previews.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  clock.arrange(() => new Date('2026-11-22T17:30:00Z'))
  admin = await buildOperator(service.url)
})

const take = (query = '', client: Client = admin.client) =>
  client.get(`/api/v1/staff/export${query}`)

async function csv(query = '', client: Client = admin.client): Promise<string[][]> {
  const { status, body } = await take(query, client)
  expect(status).toBe(200)
  return papaparse.parse<string[]>(body.toString().replace('\ufeff', ''), { skipEmptyLines: true })
    .data
}

const at = (day: number) => new Date(Date.UTC(2026, 9, day, 4, 5))

/** An operator of the ISO with a role that only looks on. */
async function onlooker(permissions: string[]): Promise<Client> {
  const role = `role-${permissions.join('-')}`
  await Roles.updateOne(
    { _id: role },
    { $set: { workspace: null, workspaceKind: 'iso', name: 'Looks on', permissions } },
    { upsert: true },
  )
  return (await buildOperator(service.url, { workspace: admin.workspace, roles: [role] })).client
}

test('is for operators with the right to it', async () => {
  const worker = await buildStaff(service.url, admin.workspace._id)
  const callers = [
    clientOf(service.url),
    worker.client,
    (await buildOperator(service.url, { kind: 'platform' })).client,
    await onlooker(['staff.view', 'staff.add']),
  ]
  const answers = await Promise.all(callers.map((client) => take('', client)))
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [401, 'signed_out'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
  ])
  const unknown = [await take('?format=pdf'), await take('?status=happy')]
  expect(unknown.map(({ status, body }) => [status, body.code])).toEqual([
    [400, 'bad_input'],
    [400, 'bad_input'],
  ])
  expect(await Events.countDocuments({ tenant: admin.workspace._id, type: 'staff.exported' })).toBe(
    0,
  )
})

describe('a file', () => {
  beforeEach(async () => {
    const iso = admin.workspace._id
    await buildStaff(service.url, iso, {
      name: 'Lin "Lily" Wei, Jr',
      phone: '+6581230002',
      createdAt: at(1),
      since: at(2),
    })
    await buildStaff(service.url, iso, {
      name: '张伟',
      phone: '+6581230003',
      status: 'invitation_failed',
      failure: { reason: 'bad_phone_number', errcode: 60121 },
      createdAt: at(3),
      since: at(4),
    })
    await buildStaff(service.url, iso, {
      name: '=HYPERLINK("https://evil.example")',
      phone: '+6581230004',
      status: 'rejected',
      via: 'request',
      rejection: { reason: 'other', note: '@SUM(A1)\nand more' },
      createdAt: at(5),
      since: at(6),
    })
    const other = await buildOperator(service.url)
    await buildStaff(service.url, other.workspace._id, { name: 'Of another ISO' })
  })

  test('as CSV: newest first, text that no spreadsheet calculates, times of the business day', async () => {
    const { headers } = await take()
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="${admin.workspace.name} staff 2026-11-23.csv"`,
    )
    expect(await csv()).toEqual([
      [
        'Name',
        'Phone number',
        'Status',
        'Last change',
        'Reason',
        'What to do',
        'Added by',
        'Added',
      ],
      [
        `'=HYPERLINK("https://evil.example")`,
        '+6581230004',
        'Rejected',
        '2026-10-06 12:05',
        `'@SUM(A1)\nand more`,
        '',
        'Request by QR code',
        '2026-10-05 12:05',
      ],
      [
        '张伟',
        '+6581230003',
        'Invitation failed',
        '2026-10-04 12:05',
        'DingTalk does not know this phone number',
        'Correct it in Staff Details.',
        'The ISO',
        '2026-10-03 12:05',
      ],
      [
        'Lin "Lily" Wei, Jr',
        '+6581230002',
        'Associated',
        '2026-10-02 12:05',
        '',
        '',
        'The ISO',
        '2026-10-01 12:05',
      ],
    ])
  })

  test('as XLSX: opened by another library it holds the same, with dates as dates', async () => {
    const { headers, body } = await take('?format=xlsx')
    expect(headers.get('content-disposition')).toContain('staff 2026-11-23.xlsx')
    const [head, ...rows] = await readSheet(body)
    expect(head).toHaveLength(8)
    expect(rows.map(([name]) => name)).toEqual([
      '=HYPERLINK("https://evil.example")',
      '张伟',
      'Lin "Lily" Wei, Jr',
    ])
    const [, phone, status, since] = rows[1] ?? []
    expect([phone, status]).toEqual(['+6581230003', 'Invitation failed'])
    // days with a fraction, as spreadsheets count them, are not exact to the millisecond
    expect(Math.round(Number(since) / 1000)).toBe(Date.parse('2026-10-04T12:05:00Z') / 1000)
    expect(rows[0]?.[4]).toBe('@SUM(A1)\nand more')
  })

  test('holds what the filter holds, in the language of the operator', async () => {
    const names = async (query: string) => (await csv(query)).slice(1).map(([name]) => name)
    expect(await names('?status=associated,invitation_failed')).toHaveLength(2)
    expect(await names('?search=lin')).toEqual(['Lin "Lily" Wei, Jr'])
    expect(await names('?via=request')).toHaveLength(1)
    expect(await names('?search=nobody')).toEqual([])
    await admin.client.patch('/api/v1/me/operator', { language: 'zh-CN' })
    await expect.poll(async () => (await csv())[0]?.[0]).toBe('姓名')
  })

  test('has no phone numbers for operators who may not see them, as the list has none', async () => {
    const client = await onlooker(['staff.view', 'staff.export'])
    const rows = await csv('', client)
    expect(rows[0]).not.toContain('Phone number')
    expect(JSON.stringify(rows)).not.toContain('8123')
    const list = await client.get('/api/v1/staff?search=lin')
    expect(list.body.items[0].phone).toBe('…02')
    const [event] = await Events.find({ tenant: admin.workspace._id, type: 'staff.exported' })
    expect(event?.data).toMatchObject({ phones: false })
  })

  test('is not taken again and again: each reads all rows', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 31; n++) statuses.push((await take()).status)
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([200]))
    const refused = await take()
    expect([statuses[30], refused.body.code]).toEqual([429, 'too_many_requests'])
    // the others of the ISO are not held up by it
    const { workspace, member } = admin
    const colleague = await buildOperator(service.url, { workspace, roles: member.roles })
    expect((await take('', colleague.client)).status).toBe(200)
  })

  test('is noted: who took how many, but not what was searched for', async () => {
    await take('?format=xlsx&search=lin&status=associated')
    const events = await Events.find({ tenant: admin.workspace._id, type: 'staff.exported' }).lean()
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      actor: { kind: 'operator', id: admin.member._id },
      state: 'done',
      data: { format: 'xlsx', rows: 1, phones: true, status: 'associated', searched: true },
    })
    expect(JSON.stringify(events)).not.toContain('lin"')
  })
})

test('our own list, read in again, has every name as it was', async () => {
  const own = await buildOperator(service.url)
  const names = ['；Ana', '%Ben', '＠Cho', "O'Dea", "'Eve"]
  for (const name of names) await buildStaff(service.url, own.workspace._id, { name })
  const list = (await take('', own.client)).body as Buffer
  expect(list.toString()).toContain(`"'；Ana"`)
  const again = await read(own, list)
  expect(again.rows?.map(([, name]) => name).toSorted()).toEqual(names.toSorted())
  const report = await own.client.get(
    `/api/v1/staff-imports/${again.one?.id}/report?format=csv&language=en`,
  )
  expect(report.body.toString()).toContain(`"'；Ana"`)
  const once = await read(own, report.body)
  expect(once.rows?.map(([, name]) => name).toSorted()).toEqual(names.toSorted())
})
