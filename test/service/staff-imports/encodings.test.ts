import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StaffImportFiles } from '../../../service/staff-imports/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { encoded } from './encoded.ts'
import { csvOf, xlsxOf } from './files.ts'
import { check, importPath, read, rowsOf } from './previews.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const samplesOf = (one: {
  reading: { encodings: { encoding: string; samples: string[] }[] } | null
}) =>
  Object.fromEntries(
    (one.reading?.encodings ?? []).map(({ encoding, samples }) => [encoding, samples]),
  )

describe('names that can be read in two ways add no one yet, and the likeliest encoding is shown:', () => {
  test.each([
    ['windows-1252', 'María Peña', '+525512345678'],
    ['windows-1252', 'Zoë', '+525512345678'],
    ['big5', '陳大文', '+85291234401'],
    ['gb18030', '林伟', '+8613812345678'],
    ['shift_jis', '田中太郎', '+819012345678'],
    ['shift_jis', 'タナカ', '+819012345678'],
    ['euc-jp', '山田さくら', '+819012345678'],
    ['euc-kr', '김민수', '+821012345678'],
    ['windows-874', 'สมชาย ใจดี', '+66812345678'],
    ['windows-1250', 'Łukasz Żak', '+48512345678'],
    ['windows-1251', 'Иван Петров', '+77012345678'],
    ['macintosh', 'María Peña', '+525512345678'],
    ['koi8-r', 'Иван Петров', '+77012345678'],
    ['ibm866', 'Иван Петров', '+77012345678'],
  ])('%s, %s', async (encoding, name, phone) => {
    const file = encoded(encoding, `Name,Phone\r\n${name},${phone}\r\nAnn Plain,+6581232222\r\n`)
    const { one, rows } = await read(admin, file)
    expect(one?.reading).toMatchObject({ encoding, unsure: true })
    expect(rows).toEqual([
      [2, name, 'encoding_unsure'],
      [3, 'Ann Plain', '+6581232222'],
    ])
    expect(samplesOf(one as never)[encoding]).toEqual([name])
    // no one at all is invited while it is not known
    const start = await admin.client.post(`${importPath(one?.id ?? '')}/start`, {
      revision: one?.revision,
    })
    expect([start.status, start.body.code]).toEqual([409, 'encoding_not_chosen'])
    const chosen = await admin.client.patch(importPath(one?.id ?? ''), { encoding })
    expect(chosen.body).toMatchObject({ good: 2, reading: { encoding, unsure: false } })
    const [first] = await rowsOf(admin, one?.id ?? '')
    expect([first?.name, first?.phone, first?.outcome]).toEqual([name, phone, 'ready'])
  })
})

test.each([
  ['x-mac-cyrillic', 'Иван Петров'],
  ['koi8-u', 'Іван Їжак'],
  ['iso-8859-2', 'Šárka Žáková'],
  ['iso-8859-5', 'Иван Петров'],
])('%s is offered, and no one is added before it is chosen', async (encoding, name) => {
  const { one, rows } = await read(
    admin,
    encoded(encoding, `Name,Phone\r\n${name},+77012345678\r\n`),
  )
  expect(rows?.map(([, , came]) => came)).toEqual(['encoding_unsure'])
  expect(samplesOf(one as never)[encoding]).toEqual([name])
  const chosen = await admin.client.patch(importPath(one?.id ?? ''), { encoding })
  expect([chosen.status, chosen.body.good]).toEqual([200, 1])
})

test('another encoding may be chosen, with names as they would be read in it', async () => {
  const file = encoded('gb18030', 'Name,Phone\r\n欧阳娜,+8613812345678\r\n')
  const { one } = await read(admin, file)
  const samples = samplesOf(one as never)
  expect(samples['gb18030']).toEqual(['欧阳娜'])
  expect(Object.keys(samples).length).toBeGreaterThan(2)
  const [other = ''] = Object.keys(samples).filter((encoding) => encoding !== 'gb18030')
  await admin.client.patch(importPath(one?.id ?? ''), { encoding: other })
  expect((await rowsOf(admin, one?.id ?? ''))[0]?.name).toBe(samples[other]?.[0])
  // and the country of the file stays what it was
  await admin.client.patch(importPath(one?.id ?? ''), { country: 'SG' })
  const back = await admin.client.patch(importPath(one?.id ?? ''), { encoding: 'gb18030' })
  expect(back.body).toMatchObject({ country: 'SG', reading: { encoding: 'gb18030' } })
})

describe('there is nothing to choose where', () => {
  const lin = [[2, '林伟', '+8613812345678']]
  test.each<[string, Uint8Array, string]>([
    ['it is UTF-8', csvOf('Name,Phone', '林伟,+8613812345678'), 'utf-8'],
    ['a title proves it', encoded('gb18030', '姓名,手机号\r\n林伟,+8613812345678\r\n'), 'gb18030'],
    [
      'it is UTF-16 without a mark, with a sign whose lower half is zero',
      new Uint8Array(
        Buffer.from('Name,Phone\r\n林伟,+8613812345678\r\n一,+8613812345679', 'utf16le'),
      ),
      'utf-16le',
    ],
  ])('%s', async (_, file, encoding) => {
    const { one, rows } = await read(admin, file)
    expect(one?.reading).toMatchObject({ encoding, unsure: false })
    expect(rows?.slice(0, 1)).toEqual(lin)
  })

  test('letters beyond ASCII stand only in columns that are not read', async () => {
    const file = encoded('windows-1252', 'Name,Phone,Team\r\nLin,+6581234567,São Paulo\r\n')
    const { one, rows } = await read(admin, file)
    expect(one?.reading?.unsure).toBe(false)
    expect(rows).toEqual([[2, 'Lin', '+6581234567']])
  })
})

test('Chinese that happens to be valid UTF-8 is asked for', async () => {
  const file = encoded('gb18030', 'Name,Phone\r\n谩谩,+8613812345678\r\n')
  const { one, rows } = await read(admin, file)
  expect(rows).toEqual([[2, 'áá', 'encoding_unsure']])
  expect(samplesOf(one as never)).toMatchObject({ 'utf-8': ['áá'], gb18030: ['谩谩'] })
})

test('a sign that was lost is a problem of its row, and the others are read', async () => {
  const good = new TextEncoder().encode('Name,Phone\r\n林伟,+8613812345678\r\n王')
  const rest = new TextEncoder().encode(',+8613812345679\r\nAnn \ufffd,+6581234567\r\n')
  // half of a sign, as programs cut it that count bytes
  const { rows } = await read(admin, new Uint8Array([...good, 0xe4, 0xbc, ...rest]), {
    encoding: 'utf-8',
  })
  expect(rows).toEqual([
    [2, '林伟', '+8613812345678'],
    [3, '王\ufffd', 'text_unreadable'],
    [4, 'Ann \ufffd', 'text_unreadable'],
  ])
})

describe('a broken byte in a file that names its encoding is a problem of its row only:', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)),
    )

  test('UTF-8 with a byte order mark', async () => {
    const file = bytes('\ufeffName,Phone\r\nAnn,+6581234567\r\nJos', [0xe9], ',+6581234568\r\n')
    const { one, rows } = await read(admin, file)
    expect(one?.reading).toMatchObject({ encoding: 'utf-8', unsure: false })
    expect(rows).toEqual([
      [2, 'Ann', '+6581234567'],
      [3, 'Jos\ufffd', 'text_unreadable'],
    ])
  })

  test('UTF-16 with half a character at its end', async () => {
    const text = '\ufeffName,Phone\r\nAnn,+6581234567\r\nBob,+6581234568'
    const { rows } = await read(admin, bytes([...Buffer.from(text, 'utf16le')], [0x39]))
    expect(rows).toEqual([
      [2, 'Ann', '+6581234567'],
      [3, 'Bob', 'text_unreadable'],
    ])
  })
})

describe('a choice is refused', () => {
  test('that the file does not offer', async () => {
    const { body } = await check(admin, csvOf('Name,Phone', 'Zoë,+6581234567'))
    for (const [field, value] of Object.entries({
      encoding: 'utf-16be',
      sheet: 'Staff',
      separator: ';',
    })) {
      const answer = await admin.client.patch(importPath(body.id), { [field]: value })
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([
        400,
        'bad_input',
        field,
      ])
    }
    const nothing = await admin.client.patch(importPath(body.id), {})
    expect([nothing.status, nothing.body.code]).toEqual([400, 'bad_input'])
    // and the preview stands as it was
    expect((await rowsOf(admin, body.id)).map(({ name }) => name)).toEqual(['Zoë'])
  })

  test('to strangers, to another ISO, and once it was started', async () => {
    const other = await buildOperator(service.url)
    const { body } = await check(admin, csvOf('Name,Phone', 'Zoë,+6581234567'))
    const change = { encoding: 'windows-1252' }
    expect((await other.client.patch(importPath(body.id), change)).status).toBe(404)
    expect((await other.client.patch(importPath(randomUUIDv7()), change)).status).toBe(404)
    expect(await StaffImportFiles.countDocuments({ import: body.id })).toBe(1)
    const { revision } = body
    await admin.client.post(`${importPath(body.id)}/start`, { revision })
    const late = await admin.client.patch(importPath(body.id), change)
    expect([late.status, late.body.code]).toEqual([409, 'wrong_state'])
    // what can be chosen from no longer is not kept
    expect(await StaffImportFiles.countDocuments({ import: body.id })).toBe(0)
  })

  test('when the file is not kept any more, and the country can still be chosen', async () => {
    const { body } = await check(admin, csvOf('Name,Phone', 'Zoë,81234567'))
    await StaffImportFiles.deleteMany({ import: body.id })
    const answer = await admin.client.patch(importPath(body.id), { encoding: 'utf-8' })
    expect([answer.status, answer.body.code]).toEqual([410, 'file_gone'])
    const country = await admin.client.patch(importPath(body.id), { country: 'SG' })
    expect([country.status, country.body.good]).toEqual([200, 1])
  })
})

test('only the file of the last check is kept', async () => {
  const id = randomUUIDv7()
  const send = (file: Uint8Array) => admin.client.put(`${importPath(id)}?fileName=a.csv`, file)
  await send(csvOf('Name,Phone', 'Zoë,+6581234567'))
  await send(
    await xlsxOf([
      ['Name', 'Phone'],
      ['Lin Wei', '+6581234567'],
    ]),
  )
  expect(await StaffImportFiles.countDocuments({ import: id })).toBe(1)
})
