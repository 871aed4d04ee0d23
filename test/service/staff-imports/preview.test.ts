/** Bulk add, before anything is added: which files are read and how, what is wrong with rows, what is refused. */
import { randomUUIDv7 } from 'node:crypto'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { addPeople } from '../../../service/staff-imports/actions/add-people.ts'
import { sweepPreviews } from '../../../service/staff-imports/actions/sweep.ts'
import {
  StaffImportFiles,
  StaffImportRows,
  StaffImports,
} from '../../../service/staff-imports/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, buildStaff } from '../../setup/people.ts'
import { csvOf, headerRow, partOf, workbookWith, xlsxOf, zipOf } from './files.ts'
import { admin, inShort, lin, readRows, sent, service } from './previewed.ts'
import { importPath, rowsOf } from './previews.ts'

describe('a file is read', () => {
  test('as XLSX, with a number that Excel has made of a phone number', async () => {
    const file = await xlsxOf([
      ['Name', 'Phone number'],
      ['Lin Wei', '+65 8123 4567'],
      ['Ana Lim', 6591234567],
    ])
    expect((await readRows(file)).map(inShort)).toEqual([lin, [3, 'Ana Lim', '+6591234567']])
  })

  test.each([
    ['commas', csvOf('Name,Phone', 'Lin Wei,+65 8123 4567')],
    ['semicolons', csvOf('Name;Phone', 'Lin Wei;+65 8123 4567')],
    ['a line that says what stands between cells', csvOf('sep=;', 'Name;Phone')],
    ['tabs', csvOf('Name\tPhone', 'Lin Wei\t+65 8123 4567')],
    ['quotes', csvOf('"Name","Phone"', '"Lin Wei","+65 8123 4567"')],
    ['an apostrophe before the number', csvOf('Name,Phone', "Lin Wei,'+6581234567")],
    ['a formula that keeps the number a text', csvOf('Name,Phone', 'Lin Wei,"=""+6581234567"""')],
    ['00 for the plus', csvOf('Name,Phone', 'Lin Wei,006581234567')],
    ['no plus at all', csvOf('Name,Phone', 'Lin Wei,6581234567')],
    ['wide digits', csvOf('Name,Phone', 'Lin Wei,＋６５８１２３４５６７')],
    ['signs that cannot be seen', csvOf('Name,Phone', 'Lin Wei,\u202d+65 8123 4567\u202c')],
    ['other titles', csvOf('Staff name *,Mobile No.', 'Lin Wei,+6581234567')],
    ['the columns the other way round', csvOf('Team,Phone,Name', 'A,+6581234567,Lin Wei')],
  ])('with %s', async (what, file) => {
    if (what.startsWith('a line')) {
      const told = csvOf('sep=;', 'Name;Phone', 'Lin Wei;+65 8123 4567')
      expect((await readRows(told)).map(inShort)).toEqual([[3, 'Lin Wei', '+6581234567']])
    } else expect((await readRows(file)).map(inShort)).toEqual([lin])
  })

  const chinese = '姓名,手机号\r\n林伟,+86 138 1234 5678\r\n'
  const wei = [2, '林伟', '+8613812345678']
  const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
  // 姓名,手机号 and 林伟 as Chinese Excel writes them
  const gbk = Buffer.from(
    'd0d5c3fb2ccad6bbfabac50d0ac1d6ceb02c2b383620313338203132333420353637380d0a',
    'hex',
  )
  test.each([
    ['UTF-8', new TextEncoder().encode(chinese)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${chinese}`)],
    ['UTF-16 with a mark', utf16(`\ufeff${chinese}`)],
    ['UTF-16 without one', utf16('Name,Phone\r\n林伟,+86 138 1234 5678\r\n')],
    [
      'UTF-16, high byte first',
      new Uint8Array(Buffer.from(`\ufeff${chinese}`, 'utf16le').swap16()),
    ],
    ['what Chinese Excel writes', new Uint8Array(gbk)],
  ])('in %s', async (_, file) => {
    expect((await readRows(file)).map(inShort)).toEqual([wei])
  })

  test('with titles above the header and blank rows between: row numbers are those of the sheet', async () => {
    const file = await xlsxOf([
      ['New staff, November'],
      [null, null],
      ['姓名', 'Team', '手机号（必填）'],
      ['Lin Wei', 'A', '+6581234567'],
      [null, null, null],
      ['Ana Lim', null, '+6581239001'],
      [null, 'B', null],
    ])
    expect((await readRows(file)).map(inShort)).toEqual([
      [4, 'Lin Wei', '+6581234567'],
      [6, 'Ana Lim', '+6581239001'],
    ])
  })

  test('with formulas by what they came to', async () => {
    const row = `<row r="2"><c r="A2" t="str"><f>"Lin"&amp;" Wei"</f><v>Lin Wei</v></c><c r="B2"><f>6581234560+7</f><v>6.581234567E9</v></c></row>`
    expect((await readRows(zipOf(workbookWith(headerRow + row)))).map(inShort)).toEqual([lin])
  })
})

test('each bad row says what is wrong with it', async () => {
  await buildStaff(service.url, admin.workspace._id, { phone: '+6581110001', name: 'Here Already' })
  await buildStaff(service.url, admin.workspace._id, { phone: '+6581110002', status: 'removed' })
  const file = csvOf(
    'Name,Phone',
    'Lin Wei,+6581234567',
    ',+6581239002',
    'No Number,',
    'Wrong Number,+65 1',
    'Not A Number,ask her',
    'Shortened,6.59123E+09',
    'National,81239003',
    'Mainland,13812345678',
    '=HYPERLINK("http://x"),+6581239004',
    '#REF!,+6581239005',
    `${'x'.repeat(81)},+6581239006`,
    'Lin Again,+65 8123 4567',
    'Here Already,+6581110001',
    'Was Here Once,+6581110002',
    'Two Numbers,+6581239007 / +6581239008',
  )
  const { body } = await sent(file)
  expect(
    (await rowsOf(admin, body.id)).map(({ row, outcome, problem }) => [row, problem ?? outcome]),
  ).toEqual([
    [2, 'ready'],
    [3, 'name_missing'],
    [4, 'phone_missing'],
    [5, 'bad_phone_number'],
    [6, 'bad_phone_number'],
    [7, 'phone_shortened'],
    [8, 'country_missing'],
    [9, 'country_missing'],
    [10, 'name_is_formula'],
    [11, 'name_is_formula'],
    [12, 'name_too_long'],
    [13, 'twice_in_file'],
    [14, 'already_staff'],
    [15, 'ready'],
    [16, 'bad_phone_number'],
  ])
  expect(body).toMatchObject({ status: 'checked', total: 15, good: 2 })
  expect(body.counts).toMatchObject({ ready: 2, problem: 13 })
  expect(body.problems).toContainEqual({ problem: 'country_missing', count: 2 })
  const twin = (await rowsOf(admin, body.id)).find(({ problem }) => problem === 'twice_in_file')
  expect(twin?.otherRow).toBe(2)
  const only = await admin.client.get(`${importPath(body.id)}/rows?only=problems&limit=100`)
  expect(only.body.items).toHaveLength(13)
})

test('a country for the file makes whole numbers of national ones, and can be chosen after', async () => {
  const file = csvOf('Name,Phone', 'National,8123 9003', 'Full,+8613812345678', 'Bare,6581239009')
  const { body } = await sent(file)
  expect(body.good).toBe(2)
  const again = await admin.client.patch(importPath(body.id), { country: 'SG' })
  expect(again.body).toMatchObject({ good: 3, country: 'SG' })
  expect(again.body.revision).toBeGreaterThan(body.revision)
  expect((await rowsOf(admin, body.id)).map(({ phone }) => phone)).toEqual([
    '+6581239003',
    '+8613812345678',
    '+6581239009',
  ])
  const wrong = await admin.client.patch(importPath(body.id), { country: 'QQ' })
  expect([wrong.status, wrong.body.code, wrong.body.field]).toEqual([400, 'bad_input', 'country'])
})

test('a preview adds no one, and another file under the same id takes its place', async () => {
  const before = await StaffMembers.countDocuments({ iso: admin.workspace._id })
  const id = randomUUIDv7()
  await sent(csvOf('Name,Phone', 'Lin Wei,+6581234567', 'Ana,+6581239001'), { id })
  const { body } = await sent(csvOf('Name,Phone', 'Mei,+6581239777'), { id })
  expect(body).toMatchObject({ id, total: 1 })
  expect((await rowsOf(admin, id)).map(inShort)).toEqual([[2, 'Mei', '+6581239777']])
  expect(await StaffImportRows.countDocuments({ import: id })).toBe(1)
  expect(await StaffMembers.countDocuments({ iso: admin.workspace._id })).toBe(before)
  expect((await admin.client.get('/api/v1/staff-imports')).body.items).toEqual([])
  expect(await Events.countDocuments({ 'subject.id': id })).toBe(0)
})

test('the same file sent twice at one moment is one preview', async () => {
  const id = randomUUIDv7()
  const file = csvOf('Name,Phone', 'Lin Wei,+6581234567', 'Ana,+6581239001')
  const answers = await Promise.all([sent(file, { id }), sent(file, { id })])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await rowsOf(admin, id)).toHaveLength(2)
})

test('of two files under one id at the same moment one is the preview, and what it counts is what is added', async () => {
  const by = await buildOperator(service.url)
  const people = (round: number, name: string, count: number) =>
    csvOf(
      'Name,Phone',
      ...Array.from({ length: count }, (_, n) => `Person ${name},+65812${round}${name}${n}${name}`),
    )
  for (let round = 10; round < 20; round++) {
    const id = randomUUIDv7()
    await sent(people(round, '0', 1), { id, by })
    // both are checked, and then wait for the import, which something else holds
    const session = await StaffImports.startSession()
    session.startTransaction()
    await StaffImports.updateOne({ _id: id }, { $set: { country: 'SG' } }, { session })
    const both = [people(round, '1', 3), people(round, '2', 5)].map((file) =>
      sent(file, { id, by }),
    )
    await expect.poll(() => StaffImportRows.distinct('revision', { import: id })).toHaveLength(3)
    await session.abortTransaction()
    await session.endSession()
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200])

    const { body } = await by.client.get(importPath(id))
    expect([3, 5]).toContain(body.good)
    expect(body.counts.ready).toBe(body.good)
    expect(await StaffImportRows.countDocuments({ import: id })).toBe(body.total)
    const { file } = (await StaffImports.findById(id).lean()) ?? {}
    const kept = await StaffImportFiles.find({ import: id }).lean()
    expect(kept.map(({ _id }) => _id)).toEqual([file])
    const names = new Set((await rowsOf(by, id)).map(({ name }) => name))
    expect([...names]).toEqual([body.good === 3 ? 'Person 1' : 'Person 2'])

    const start = await by.client.post(`${importPath(id)}/start`, { revision: body.revision })
    expect(start.status).toBe(200)
    await addPeople.feed(id)
    const added = await StaffMembers.countDocuments({
      iso: by.workspace._id,
      phone: { $regex: `^\\+65812${round}` },
    })
    expect(added).toBe(body.good)
    expect(await StaffImportFiles.countDocuments({ import: id })).toBe(0)
  }
}, 60_000)

test('5,000 people are a file, one more are too many', async () => {
  const people = (count: number) =>
    csvOf('Name,Phone', ...Array.from({ length: count }, (_, n) => `P ${n},+658${1_000_000 + n}`))
  const { body } = await sent(people(5_000))
  expect(body).toMatchObject({ total: 5_000, good: 5_000 })
  const refused = await sent(people(5_001))
  expect([refused.status, refused.body.code]).toEqual([413, 'too_many_rows'])
  expect(refused.body.about).toEqual({ rows: 5_001, most: 5_000 })
})

test('the template is a sheet that can be filled in and sent, in both languages', async () => {
  for (const [language, header] of [
    ['en', ['Name', 'Phone number']],
    ['zh-CN', ['姓名', '手机号']],
  ] as const) {
    const address = `/api/v1/staff-import-template?language=${language}`
    const xlsx = await admin.client.get(address)
    expect(xlsx.headers.get('content-disposition')).toContain('staff-template.xlsx')
    expect((await readSheet(xlsx.body))[0]).toEqual(header)
    // what is typed below the head stays as it is typed, and the second page explains it
    expect(partOf(xlsx.body, 'xl/worksheets/sheet1.xml')).toMatch(/(<col [^>]*style="3"[^>]*>){2}/)
    expect(partOf(xlsx.body, 'xl/styles.xml')).toMatch(/<xf numFmtId="49"[^>]*><\/cellXfs>/)
    expect((await readSheet(xlsx.body, 2)).length).toBeGreaterThan(3)
    const csv = await admin.client.get(`${address}&format=csv`)
    expect(csv.body.toString()).toBe(`\ufeff"${header.join('","')}"\r\n`)
    const filled = Buffer.concat([csv.body, Buffer.from('Lin Wei,+6581234567')])
    expect((await readRows(new Uint8Array(filled))).map(inShort)).toEqual([lin])
  }
})

test('what a report says can be opened without harm, and shows what happened', async () => {
  const { body } = await sent(csvOf('Name,Phone', '=1+1,+6581239004', '"@SUM(A1)",81'))
  const csv = await admin.client.get(`${importPath(body.id)}/report?format=csv&language=en`)
  const text = csv.body.toString()
  expect(text.split('\r\n')[1]).toBe(
    `"2","'=1+1","+6581239004","+6581239004","The name holds a formula","Write the name as plain text."`,
  )
  // a number alone calculates nothing
  const formula = /(^|,|")(?!\+\d+"(,|$))[=@+]/
  for (const line of text.slice(1).split('\r\n')) expect(line).not.toMatch(formula)
  const xlsx = await admin.client.get(`${importPath(body.id)}/report?language=zh-CN`)
  const [header, first] = await readSheet(xlsx.body)
  expect(header).toEqual(['行号', '姓名', '手机号', '文件中的内容', '结果', '如何处理'])
  expect(first).toEqual([
    2,
    '=1+1',
    '+6581239004',
    '+6581239004',
    '姓名是一个公式',
    '请改为纯文本。',
  ])
})

test('a sign that turns the direction is seen in a report, and turns nothing around', async () => {
  const { body } = await sent(csvOf('Name,Phone', 'Ann\u202eeeL,81\u202e', 'Bob\u0007,+6581239004'))
  const csv = await admin.client.get(`${importPath(body.id)}/report?format=csv&language=en`)
  const text = csv.body.toString()
  expect(text).toContain('"2","Ann\ufffdeeL","","81\ufffd"')
  expect(text).toContain('"3","Bob\ufffd"')
  for (const sign of ['\u0007', '\u202e']) expect(text).not.toContain(sign)
})

test('previews that were not started are gone after a day', async () => {
  const { body } = await sent(csvOf('Name,Phone', 'Lin Wei,+6581234567'))
  await sweepPreviews()
  expect(await StaffImports.countDocuments({ _id: body.id })).toBe(1)
  clock.arrange(() => new Date(Date.now() + 25 * 3_600_000))
  await sweepPreviews()
  clock.arrange()
  expect(await StaffImports.countDocuments({ _id: body.id })).toBe(0)
  expect(await StaffImportRows.countDocuments({ import: body.id })).toBe(0)
})
