/** Submissions as a spreadsheet: what the filter holds, for those who may, without formulas, and noted. */
import papaparse from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Members, Roles } from '../../../service/team/model.ts'
import { buildOperator, clientOf, type Client, type TestOperator } from '../../setup/people.ts'
import { Scene } from '../../setup/scene.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildContent, type Promoter } from '../../setup/visit.ts'

let service: TestService
let scene: Scene
let admin: TestOperator
let mei: Promoter

const take = (query = '', client: Client = admin.client) =>
  client.get(`/api/v1/workspace/submissions/export${query}`)

async function csv(query = '', client?: Client): Promise<string[][]> {
  const { status, body } = await take(query, client)
  expect(status).toBe(200)
  return papaparse.parse<string[]>(body.toString().replace('\ufeff', ''), { skipEmptyLines: true })
    .data
}

beforeAll(async () => {
  clock.arrange(() => new Date('2026-11-22T17:30:00Z'))
  service = await startTestService()
  scene = new Scene(service.url)
  admin = await scene.admin()
  mei = await scene.staff({ admin, name: 'Mei Chen' })
  const { store } = await buildContent(mei)
  await scene.submission(mei)
  const bangkok = { latitude: 13.7262, longitude: 100.5684, accuracy: 14 }
  const there = { ...store, address: '45 Sukhumvit Soi 24, Bangkok 10110', place: bangkok }
  const visit = await scene.submission(mei, { store: { ...there, name: '=1+1 Noodles' } })
  await scene.decided(visit, 'rejected')
})
afterAll(() => service.stop())

const events = () => Events.find({ type: 'promotions.exported' }).sort({ _id: 1 }).lean()

test('is for operators with the right to it, and for filters that there are', async () => {
  await Roles.insertMany([
    {
      _id: 'iso.recruiter',
      workspace: admin.workspace._id,
      workspaceKind: 'iso',
      name: 'Recruiter',
      permissions: ['staff.view', 'staff.export'],
    },
  ])
  const { workspace } = admin
  const callers = [
    clientOf(service.url),
    mei.client,
    (await scene.desk('reviewer')).client,
    (await buildOperator(service.url, { workspace, roles: ['iso.recruiter'] })).client,
  ]
  const answers = await Promise.all(callers.map((client) => take('', client)))
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [401, 'signed_out'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
  ])
  for (const query of ['?format=pdf', '?status=happy', '?from=2026-02-30']) {
    const { status, body } = await take(query)
    expect([status, body.code]).toEqual([400, 'bad_input'])
  }
  expect(await events()).toEqual([])
})

test('holds the rows of the filter, newest first, and is noted without what was searched', async () => {
  const [titles, ...rows] = await csv()
  expect(titles).toEqual([
    ...['Submitted', 'Store', 'Address', 'Region', 'Staff', 'Product', 'Status'],
    ...['Spots', 'Approved spots', 'Rejected spots', 'Revision', 'Reviewed'],
  ])
  expect(rows.map((row) => row.slice(3, 11))).toEqual([
    ['Thailand, Bangkok', 'Mei Chen', expect.any(String), 'Rejected', '2', '0', '2', '1'],
    ['Singapore', 'Mei Chen', 'Alipay+ Marketing Code', 'In review', '2', '0', '0', '1'],
  ])
  // the day in Singapore
  expect(rows[0]?.[0]).toBe('2026-11-23 01:30')
  expect(rows[1]?.[11]).toBe('')
  expect((await csv('?status=rejected')).length).toBe(2)
  expect((await csv('?search=kopi&product=marketing_code')).length).toBe(2)
  expect((await csv('?region=TH&from=2026-11-23&to=2026-11-23')).length).toBe(2)
  expect((await csv('?to=2026-11-22')).length).toBe(1)
  const noted = await events()
  expect(noted.map(({ data }) => data)).toEqual([
    { format: 'csv', rows: 2, onePerson: false, searched: false, ...none },
    { format: 'csv', rows: 1, onePerson: false, searched: false, ...none, status: 'rejected' },
    {
      format: 'csv',
      rows: 1,
      onePerson: false,
      searched: true,
      ...none,
      product: 'marketing_code',
    },
    {
      ...{ format: 'csv', rows: 1, onePerson: false, searched: false, ...none, region: 'TH' },
      ...{ from: '2026-11-23', to: '2026-11-23' },
    },
    { format: 'csv', rows: 0, onePerson: false, searched: false, ...none, to: '2026-11-22' },
  ])
  expect(JSON.stringify(noted)).not.toContain('kopi')
})

const none = { status: '', product: '', region: '', from: '', to: '' }

test('what begins like a formula is text, in both kinds of files', async () => {
  const [, row] = await csv('?status=rejected')
  expect(row?.[1]).toBe("'=1+1 Noodles")
  const { body, headers } = await take('?format=xlsx&status=rejected')
  expect(headers.get('content-disposition')).toMatch(/promotions 2026-11-23\.xlsx/)
  const sheet = await readSheet(body)
  expect(sheet[1]?.[1]).toBe('=1+1 Noodles')
  expect(sheet[1]?.[7]).toBe(2)
})

test('an operator of some regions takes away only those', async () => {
  const { client, member } = await buildOperator(service.url, { workspace: admin.workspace })
  await Members.updateOne({ _id: member._id }, { $set: { access: { regions: ['SG'] } } })
  const [, ...rows] = await csv('', client)
  expect(rows.map(([, store]) => store)).toEqual(['Kopi & Toast'])
  expect((await csv('?region=TH', client)).length).toBe(1)
  const other = await scene.admin()
  expect((await csv('', other.client)).length).toBe(1)
})

test('in Chinese for those who read it', async () => {
  const { client } = await buildOperator(service.url, { workspace: admin.workspace })
  await client.patch('/api/v1/me/operator', { language: 'zh-CN' })
  await expect.poll(async () => (await csv('', client))[0]?.[0]).toBe('提交时间')
  const [titles, first, second] = await csv('', client)
  expect(titles?.slice(0, 4)).toEqual(['提交时间', '门店', '地址', '区域'])
  expect([first?.[3], first?.[6]]).toEqual(['泰国, 曼谷', '未通过'])
  expect([second?.[3], second?.[6]]).toEqual(['新加坡', '审核中'])
})
