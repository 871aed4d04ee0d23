import { describe, expect, test } from 'vitest'
import { headerRow, textCell, workbookOf, workbookWith, zipOf } from './files.ts'
import { readPeople } from './reading.ts'

const outcome = (bytes: Uint8Array) => {
  const answer = readPeople(bytes, {})
  if (!('reading' in answer)) return answer
  const { name, phone } = answer.reading.columns
  const rows = answer.rows.map((row) => [row.row, row.name, row.phone, row.fault])
  return [`${name} | ${phone}`, ...rows]
}
const lines = (...text: string[]) => outcome(new Uint8Array(Buffer.from(text.join('\n'))))

const listed = (...text: string[]) => lines(...text) as unknown[]

/** A sheet with these cells, row by row, and merged ones. */
function sheet(rows: string[][], merged: string[] = [], before = ''): Uint8Array {
  const xml = rows.map((cells, at) => {
    const written = cells.map((text, n) =>
      text ? textCell(`${String.fromCharCode(65 + n)}${at + 1}`, text) : '',
    )
    return `<row r="${at + 1}">${written.join('')}</row>`
  })
  const parts = workbookWith(xml.join(''))
  const path = 'xl/worksheets/sheet1.xml'
  const refs = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  return zipOf({
    ...parts,
    [path]: String(parts[path])
      .replace('<sheetData>', `${before}<sheetData>`)
      .replace('</sheetData>', `</sheetData><mergeCells>${refs}</mergeCells>`),
  })
}

const ann = '+6581234567'

describe('a second row of titles is read with the first:', () => {
  test.each<[string, string[], string, string]>([
    [
      'parts of a name',
      ['Name,,Phone', 'First,Last,', `Ann,Lee,${ann}`],
      'First + Last | Phone',
      'Ann Lee',
    ],
    [
      'in full words',
      ['Name,,Phone', 'First name,Surname,', `Ann,Lee,${ann}`],
      'First name + Surname | Phone',
      'Ann Lee',
    ],
    [
      'after the number',
      ['Phone,Name,', ',Last,First', `${ann},Lee,Ann`],
      'First + Last | Phone',
      'Ann Lee',
    ],
    [
      'three of them',
      ['Name,,,Phone', 'First,Middle,Last,', `Ann,May,Lee,${ann}`],
      'First + Middle + Last | Phone',
      'Ann May Lee',
    ],
    [
      'with the number in two columns',
      ['Name,,Phone,', 'First,Last,Home,Mobile', `Ann,Lee,+6561234567,${ann}`],
      'First + Last | Mobile',
      'Ann Lee',
    ],
    [
      'the number alone',
      ['Name,Phone,', ',Home,Mobile', `Ann Lee,+6561234567,${ann}`],
      'Name | Mobile',
      'Ann Lee',
    ],
    [
      'repeated by a program',
      ['Name,Name,Phone', 'First,Last,', `Ann,Lee,${ann}`],
      'First + Last | Phone',
      'Ann Lee',
    ],
    [
      'repeated for both',
      ['Name,Name,Phone,Phone', 'First,Last,Mobile,Home', `Ann,Lee,${ann},`],
      'First + Last | Mobile',
      'Ann Lee',
    ],
    ['Chinese', ['姓名,,手机', '姓,名,', `林,伟,${ann}`], '名 + 姓 | 手机', '林伟'],
    [
      'in two languages',
      ['姓名 Name,,手机', '姓 Last name,名 First name,', `林,伟,${ann}`],
      '名 First name + 姓 Last name | 手机',
      '林伟',
    ],
    ['Vietnamese', ['Họ và tên,,SĐT', 'Họ,Tên,', `Lê,An,${ann}`], 'Tên + Họ | SĐT', 'Lê An'],
    [
      'below a title of the list',
      ['Our staff', 'Staff,,Phone', 'First,Last,', `Ann,Lee,${ann}`],
      'First + Last | Phone',
      'Ann Lee',
    ],
  ])('%s', (_, text, columns, name) => {
    expect(lines(...text)).toEqual([columns, [text.length, name, ann, undefined]])
  })

  test.each<[string, string[][], string, string]>([
    [
      'merged',
      [
        ['Name', '', 'Phone'],
        ['First', 'Last'],
        ['Ann', 'Lee', ann],
      ],
      'First + Last | Phone',
      'Ann Lee',
    ],
    [
      'merged, Chinese',
      [
        ['姓名', '', '手机'],
        ['姓', '名'],
        ['林', '伟', ann],
      ],
      '名 + 姓 | 手机',
      '林伟',
    ],
  ])('%s cells', (_, rows, columns, name) => {
    expect(outcome(sheet(rows, ['A1:B1', 'C1:C2']))).toEqual([columns, [3, name, ann, undefined]])
  })
})

describe('a row of people is no second row of titles:', () => {
  test.each(['Ann Lee', 'Dong', 'Tel', 'Nama'])('%s without a number', (name) => {
    expect(lines('Name,Phone', `${name},`, `Bob,${ann}`)).toEqual([
      'Name | Phone',
      [2, name, '', undefined],
      [3, 'Bob', ann, undefined],
    ])
  })

  test('the number of another person is not read', () => {
    expect(
      lines('Name,Phone,Emergency contact,', ',,Name,Mobile', `Ann,${ann},Bob,+6591234567`),
    ).toEqual(['Name | Phone', [3, 'Ann', ann, undefined]])
  })
})

describe('no one is named by half:', () => {
  test.each<[string, string[], string]>([
    ['Name | Surname', ['Name,Surname,Mobile', `Ann,Lee,${ann}`], 'Ann Lee'],
    ['the surname is in both', ['Name,Surname,Mobile', `Ann Lee,Lee,${ann}`], 'Ann Lee'],
    ['First | Last in one row', ['First,Last,Mobile', `Ann,Lee,${ann}`], 'Ann Lee'],
    [
      'a middle name',
      ['First name,Middle name,Last name,Mobile', `Ann,May,Lee,${ann}`],
      'Ann May Lee',
    ],
    [
      'two last names',
      ['Nombre,Apellido paterno,Apellido materno,Celular', `Ana,Ruiz,Gil,${ann}`],
      'Ana Ruiz Gil',
    ],
    ['Vietnamese', ['Họ và tên đệm,Tên,SĐT', `Lê Văn,An,${ann}`], 'Lê Văn An'],
  ])('%s', (_, text, name) => {
    expect(listed(...text)[1]).toEqual([2, name, ann, undefined])
  })

  test.each<[string, () => unknown]>([
    ['a name over two columns', () => lines('Name,,Phone', `Ann,Lee,${ann}`, `Bob,,+6591234567`)],
    [
      'merged',
      () =>
        outcome(
          sheet(
            [
              ['Name', '', 'Phone'],
              ['Ann', 'Lee', ann],
              ['Bob', '', '+6591234567'],
            ],
            ['A1:B1'],
          ),
        ),
    ],
    [
      'a title that is there twice',
      () => lines('Name,Name,Phone', `Ann,Lee,${ann}`, `Bob,,+6591234567`),
    ],
  ])('%s is for the admin to decide', (_, read) => {
    expect(read()).toEqual([
      'Name | Phone',
      [2, 'Ann Lee', ann, 'too_many_cells'],
      [3, 'Bob', '+6591234567', undefined],
    ])
  })

  test.each<[string, string[], string]>([
    ['alone', ['First name,Mobile', `Ann,${ann}`], 'First name'],
    ['alone below Name', ['Name,,Phone', 'First,Nick,', `Ann,Annie,${ann}`], 'First'],
    ['alone in Chinese', ['姓,手机', `林,${ann}`], '姓'],
  ])('a part %s is named in the refusal', (_, text, part) => {
    expect(lines(...text)).toEqual({ refused: 'columns_missing', missing: ['name'], part })
  })
})

describe('two tables side by side are refused:', () => {
  test.each<[string, string[]]>([
    [
      'below names of teams',
      ['Team A,,Team B,', 'Name,Phone,Name,Phone', `Ann,${ann},Bob,+6591234567`],
    ],
    ['with a column between them', ['Name,Phone,,Staff,Mobile', `Ann,${ann},,Bob,+6591234567`]],
    [
      'the better number in the other one',
      ['Name,Phone,Staff,Mobile', `Ann,${ann},Bob,+6591234567`],
    ],
    ['numbers first', ['Phone,Name,Phone,Name', `${ann},Ann,+6591234567,Bob`]],
    ['names together', ['Name,Name,Phone,Phone', `Ann,Bob,${ann},+6591234567`]],
    [
      'with parts of a name',
      ['First name,Last name,Phone,Name,Phone', `Ann,Lee,${ann},Bob,+6591234567`],
    ],
    ['in Chinese', ['姓名,手机,姓名,手机', `林伟,${ann},王芳,+6591234567`]],
  ])('%s', (_, text) => {
    expect(lines(...text)).toEqual({ refused: 'two_tables' })
  })

  test('in the open sheet, though another one can be read', () => {
    const row = (n: number, ...cells: string[]) =>
      `<row r="${n}">${cells.map((text, at) => textCell(`${'ABCD'[at]}${n}`, text)).join('')}</row>`
    const two = row(1, 'Name', 'Phone', 'Name', 'Phone') + row(2, 'Ann', ann, 'Bob', '+6591234567')
    const one = headerRow + row(2, 'Zed', '+6591234568')
    const file = (active: number) =>
      workbookOf(
        [
          ['Old', one],
          ['Now', two],
        ],
        active,
      )
    expect(outcome(file(1))).toEqual({ refused: 'two_tables' })
    expect(outcome(file(0))).toEqual(['Name | Phone number', [2, 'Zed', '+6591234568', undefined]])
  })

  test.each([
    ['姓名,Name,电话,手机', `林伟,Lin,+6561234567,${ann}`],
    ['Name,Mobile,Name (Chinese)', `Lin,${ann},林伟`],
    ['Tel,Name,Mobile', `+6561234567,Lin,${ann}`],
  ])('%s is one table', (...text) => {
    expect(lines(...text)).toHaveLength(2)
  })
})

describe('a hidden column is not read:', () => {
  const rows = [
    ['Name', 'Mobile', 'Phone'],
    ['Ann', '+6591234567', ann],
  ]
  test.each([
    '<col min="2" max="2" hidden="1"/>',
    '<col min="1" max="1" width="20"/><col min="2" max="2" width="0" customWidth="1"/>',
    '<col min="2" max="2" hidden="true" outlineLevel="1"/><col min="3" max="3" collapsed="1"/>',
  ])('%s', (cols) => {
    expect(outcome(sheet(rows, [], `<cols>${cols}</cols>`))).toEqual([
      'Name | Phone',
      [2, 'Ann', ann, undefined],
    ])
  })

  test('several at once, and a title merged over one stands in the next', () => {
    const wide = [
      ['Tel', 'Mobile', 'Name', '', 'Phone'],
      ['', '', 'old', 'Ann', ann],
    ]
    const cols = '<cols><col min="1" max="3" hidden="1"/></cols>'
    expect(outcome(sheet(wide, ['C1:D1'], cols))).toEqual([
      'Name | Phone',
      [2, 'Ann', ann, undefined],
    ])
  })

  test('one that is needed is named', () => {
    const cols = '<cols><col min="2" max="3" hidden="1"/></cols>'
    expect(outcome(sheet(rows, [], cols))).toEqual({
      refused: 'columns_missing',
      missing: ['phone'],
      hiddenColumns: ['Mobile'],
    })
    const part = [
      ['First name', 'Last name', 'Phone'],
      ['Ann', 'Lee', ann],
    ]
    expect(
      outcome(sheet(part, [], '<cols><col min="2" max="2" hidden="1"/></cols>')),
    ).toMatchObject({ missing: ['name'], hiddenColumns: ['Last name'] })
  })

  test('a row of no height is hidden too, and a hidden row of titles gives way to one that is seen', () => {
    const text = (file: Uint8Array) => outcome(file)
    const low = zipOf(
      workbookWith(
        `<row r="1" hidden="1">${textCell('A1', 'Name')}${textCell('B1', 'Mobile')}</row>` +
          `<row r="2">${textCell('A2', 'Full name')}${textCell('C2', 'Phone')}</row>` +
          `<row r="3" ht="0" customHeight="1">${textCell('A3', 'Old')}${textCell('C3', ann)}</row>` +
          `<row r="4" ht="15">${textCell('A4', 'Ann')}${textCell('B4', '+6591234567')}${textCell('C4', ann)}</row>`,
      ),
    )
    expect(text(low)).toEqual([
      'Full name | Phone',
      [3, 'Old', ann, 'row_hidden'],
      [4, 'Ann', ann, undefined],
    ])
  })
})

describe('any sign that parts the lines may stand between cells:', () => {
  test.each([':', '^', '~', '/', '-', '#', '*', '=', '\u3000', '、', '：', '\u0001'])(
    'as %j',
    (sign) => {
      const text = [`Name${sign}Phone`, `Ann Lee${sign}${ann}`, `Bob${sign}+6591234567`]
      expect(lines('Our staff', ...text)).toEqual([
        'Name | Phone',
        [3, 'Ann Lee', ann, undefined],
        [4, 'Bob', '+6591234567', undefined],
      ])
    },
  )

  test.each([
    ['a hyphen inside a name', ['Name-Phone', `Ann-Marie Lee-${ann}`, `Bob-${ann}`]],
    ['a time', ['Name: Phone', `Ann 10:30: ${ann}`]],
    ['a space', ['Name Phone', `Ann Lee ${ann}`]],
    ['a number in groups', ['Name.Phone', 'Ann.8123.4567']],
  ])('not %s', (_, text) => {
    expect(lines(...text)).toMatchObject({ refused: 'columns_missing' })
  })

  test('the usual ones come first', () => {
    expect(listed('Name;Phone:', `Ann:Lee;${ann}`)[1]).toEqual([2, 'Ann:Lee', ann, undefined])
  })
})

test.each([
  ['姓　名,电　话', '姓 名 | 电 话'],
  ['姓 名,手 机 号', '姓 名 | 手 机 号'],
  ['姓  名,联系 电话', '姓 名 | 联系 电话'],
  ['员工 姓 名,手机 号码', '员工 姓 名 | 手机 号码'],
  ['姓 名 Name,手 机 Mobile', '姓 名 Name | 手 机 Mobile'],
  ['氏　名,電　話', '氏 名 | 電 話'],
  ['성 명,연 락 처', '성 명 | 연 락 처'],
  ['姓 名（必 填）,手 机 号 码', '姓 名（必 填） | 手 机 号 码'],
])('spaces between the letters of %s do not matter', (titles, columns) => {
  expect(listed(titles, `林伟,${ann}`)[0]).toBe(columns)
})
