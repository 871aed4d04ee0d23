import { expect, test } from 'vitest'
import { readPeople } from './reading.ts'

const read = (...lines: string[]) => {
  const answer = readPeople(new Uint8Array(Buffer.from(lines.join('\n'))), {})
  return 'reading' in answer
    ? [answer.reading.columns.name, ...answer.rows.map(({ name }) => name)]
    : answer
}

test.each([
  ['First name,Last name,Mobile', 'Wei Ling,Tan', 'First name + Last name', 'Wei Ling Tan'],
  ['Last name *,First name *,Mobile', 'Tan,Wei Ling', 'First name * + Last name *', 'Wei Ling Tan'],
  ['Surname,Given name,Mobile', '林,伟', 'Given name + Surname', '林伟'],
  ['姓,名,手机', '林,伟', '名 + 姓', '林伟'],
  ['姓氏,名字,手机', 'Lin,Wei', '名字 + 姓氏', 'Lin Wei'],
  ['ชื่อ,นามสกุล,เบอร์โทร', 'สมชาย,ใจดี', 'ชื่อ + นามสกุล', 'สมชาย ใจดี'],
  ['Nombre,Apellidos,Teléfono móvil', 'Ana,Ruiz Gil', 'Nombre + Apellidos', 'Ana Ruiz Gil'],
  ['First name,Last name,Mobile', 'Suharto,', 'First name + Last name', 'Suharto'],
])('%s: the parts of %s are joined', (header, name, titles, whole) => {
  expect(read(header, `${name},+6581234567`)).toEqual([titles, whole])
})

test('a column with the whole name is better than its parts', () => {
  expect(read('First name,Last name,Name,Mobile', 'Wei,Tan,Tan Wei Ling,+6581234567')).toEqual([
    'Name',
    'Tan Wei Ling',
  ])
})

test.each(['First name,Mobile', 'First name,First name,Last name,Mobile'])(
  '%s is not enough for a name',
  (header) => {
    expect(read(header, 'Ann,Lee,Tan,+6581234567')).toMatchObject({
      refused: 'columns_missing',
      missing: ['name'],
    })
  },
)

test('a letter that was lost in the last name is a problem of the row', () => {
  const file = new Uint8Array(Buffer.from('First name,Last name,Mobile\nAnn,L\ufffd,+6581234567'))
  expect(readPeople(file, {})).toMatchObject({ rows: [{ fault: 'text_unreadable' }] })
})
