import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { csvOf } from './files.ts'
import { check, importPath, read } from './previews.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const pasted = (...lines: string[]) =>
  read(admin, csvOf(...lines), { pasted: 'true', encoding: 'utf-8' })

test('rows copied from a spreadsheet with their header are read as a file is', async () => {
  const { rows } = await pasted('Team\tMobile\tName', 'A\t+6581234567\tLin Wei')
  expect(rows).toEqual([[2, 'Lin Wei', '+6581234567']])
})

describe('lines without a header are people:', () => {
  test.each([
    ['copied from a spreadsheet', ['Lin Wei\t+65 8123 4567', 'Mei\t+6581239777']],
    ['the number first', ['+65 8123 4567\tLin Wei', '+6581239777\tMei']],
    ['with commas', ['Lin Wei, +65 8123 4567', 'Mei,+6581239777']],
    ['with nothing between', ['Lin Wei +65 8123 4567', 'Mei +6581239777']],
    ['as a list of a message', ['1. Lin Wei: +65 8123 4567', '2. Mei – +6581239777']],
    ['with dashes', ['- Lin Wei - (+65) 8123-4567', '- Mei - +6581239777']],
  ])('%s', async (_, lines) => {
    expect((await pasted(...lines)).rows).toEqual([
      [1, 'Lin Wei', '+6581234567'],
      [2, 'Mei', '+6581239777'],
    ])
  })

  test('what is no person is a problem of its line', async () => {
    const { rows } = await pasted(
      'Our people:',
      'Lin Wei +65 8123 4567',
      '',
      '+65 8123 9777',
      'Mei +6581234567 +6581234568',
    )
    expect(rows).toEqual([
      [1, 'Our people', 'phone_missing'],
      [2, 'Lin Wei', '+6581234567'],
      [4, '', 'name_missing'],
      [5, 'Mei', 'bad_phone_number'],
    ])
  })
})

test('without a number in any line it is refused, and a file without a header always is', async () => {
  expect((await pasted('Lin Wei', 'Mei')).refused).toEqual([400, 'columns_missing'])
  expect((await read(admin, csvOf('Lin Wei,+6581234567'))).refused).toEqual([
    400,
    'columns_missing',
  ])
})

test('rows with a problem can be asked for first, page by page', async () => {
  const { body } = await check(
    admin,
    csvOf('Name,Phone', 'A,+6581234001', 'B,no', 'C,+6581234002', 'D,no', 'E,no'),
  )
  const rows: number[] = []
  let after = ''
  do {
    const page = await admin.client.get(
      `${importPath(body.id)}/rows?first=problems&limit=2${after}`,
    )
    rows.push(...page.body.items.map(({ row }: { row: number }) => row))
    after = page.body.next ? `&after=${page.body.next}` : ''
  } while (after)
  expect(rows).toEqual([3, 5, 6, 2, 4])
})
