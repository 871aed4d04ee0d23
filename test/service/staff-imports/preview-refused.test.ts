/** Files and starts that are refused, and what others see of a preview. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { csvOf, headerRow, workbookWith, xlsxOf, zipOf } from './files.ts'
import { admin, inShort, lin, readRows, sent, service } from './previewed.ts'
import { importPath } from './previews.ts'

describe('is refused, and says why:', () => {
  const bomb = workbookWith(headerRow)
  const sheet = 'xl/worksheets/sheet1.xml'
  const zeros = new Uint8Array(60 * 1024 * 1024).fill(32)

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, number, string]>([
    ['a PDF', () => csvOf('%PDF-1.7', 'x'), 415, 'not_a_spreadsheet'],
    [
      'a picture',
      () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]),
      415,
      'not_a_spreadsheet',
    ],
    [
      'an old or locked Excel file',
      () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]),
      415,
      'not_a_spreadsheet',
    ],
    ['a Word file', () => zipOf({ 'word/document.xml': '<x/>' }), 415, 'not_a_spreadsheet'],
    [
      'half an XLSX',
      async () => (await xlsxOf([['Name', 'Phone']])).slice(0, 900),
      415,
      'not_a_spreadsheet',
    ],
    [
      'an XLSX whose sheet is no XML',
      () => zipOf({ ...bomb, [sheet]: 'rubbish' }),
      415,
      'not_a_spreadsheet',
    ],
    ['nothing', () => new Uint8Array(), 400, 'columns_missing'],
    [
      'a file of 40 MB',
      () => new Uint8Array(40 * 1024 * 1024).fill(65),
      413,
      'spreadsheet_too_large',
    ],
    ['a bomb', () => zipOf({ ...bomb, [sheet]: zeros }), 413, 'spreadsheet_too_large'],
    [
      'a bomb that says it is none',
      () => zipOf({ ...bomb, [sheet]: zeros }, { [sheet]: 900 }),
      415,
      'not_a_spreadsheet',
    ],
    ['no header', () => csvOf('Lin Wei,+6581234567'), 400, 'columns_missing'],
    ['a header and no people', () => csvOf('Name,Phone', ',', ' , '), 400, 'no_rows'],
  ])('%s', async (_, make, status, code) => {
    const answer = await sent(await make())
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('a small file whose rows take more memory than a file may', async () => {
    // a cell so far to the right makes the engine keep room for all before it
    const far = '<row><c r="AMJ1"><v>1</v></c></row>'.repeat(60_000)
    const file = zipOf(workbookWith(headerRow + far))
    expect(file.length).toBeLessThan(10_000)
    const answer = await sent(file)
    expect([answer.status, answer.body.code]).toEqual([413, 'spreadsheet_too_large'])
    expect((await readRows(csvOf('Name,Phone', 'Lin Wei,+6581234567'))).map(inShort)).toEqual([lin])
  })

  test('one column without the other, naming which', async () => {
    const { body } = await sent(csvOf('Name,Team', 'Lin,A'))
    expect(body).toMatchObject({ code: 'columns_missing', about: { missing: ['phone'] } })
  })
})

test('another ISO sees nothing of it and cannot take its id', async () => {
  const other = await buildOperator(service.url)
  const id = randomUUIDv7()
  const file = csvOf('Name,Phone', 'Lin Wei,+6581234567')
  await sent(file, { id })
  for (const answer of [
    await other.client.get(importPath(id)),
    await other.client.get(`${importPath(id)}/rows`),
    await other.client.get(`${importPath(id)}/report?language=en`),
    await sent(file, { id, by: other }),
    await other.client.post(`${importPath(id)}/start`, { revision: 1 }),
    await other.client.post(`${importPath(id)}/cancel`),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  }
})

test('what was not seen, or adds no one, cannot be started', async () => {
  const { body } = await sent(csvOf('Name,Phone', 'National,81239003'))
  const start = (revision: number) =>
    admin.client.post(`${importPath(body.id)}/start`, { revision })
  expect((await start(body.revision)).body.code).toBe('no_rows')
  await admin.client.patch(importPath(body.id), { country: 'SG' })
  expect((await start(body.revision)).body.code).toBe('import_changed')
  expect((await admin.client.post(`${importPath(body.id)}/pause`)).body.code).toBe('wrong_state')
})

test('an admin who sends many files that are hard to read holds up only their own', async () => {
  const [one, two, three] = [
    await buildOperator(service.url),
    await buildOperator(service.url),
    await buildOperator(service.url),
  ]
  const row = `<row>${'<c><v>1</v></c>'.repeat(10)}</row>`
  const hard = zipOf(workbookWith(headerRow + row.repeat(6_000)))
  // refused as soon as it is read, as the others are
  const easy = csvOf('Nobody')
  const done: string[] = []
  const send = async (name: string, { client }: TestOperator, file: Uint8Array) => {
    const { status } = await client.put(importPath(randomUUIDv7()), file)
    done.push(`${name} ${status}`)
  }
  const many = Array.from({ length: 6 }, () => [send('one', one, hard), send('two', two, hard)])
  // all of theirs are there, and wait, when the third one sends
  await Promise.race(many.flat())
  await Promise.all([...many.flat(), send('three', three, easy)])
  expect(done).toHaveLength(13)
  // both ISOs still have a file to go when the third one has had its turn
  const after = done.slice(done.indexOf('three 400') + 1)
  expect(done).toContain('three 400')
  expect(after).toContain('one 413')
  expect(after).toContain('two 413')
}, 60_000)
