import { describe, expect, test } from 'vitest'
import { headerRow, textCell, workbookOf } from './files.ts'
import { ann, lines, listed, outcome, sheet } from './header-rows.ts'

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
