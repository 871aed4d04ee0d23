/** Hidden columns are not read, and any sign may stand between cells. */
import { describe, expect, test } from 'vitest'
import { textCell, workbookWith, zipOf } from './files.ts'
import { ann, lines, listed, outcome, sheet } from './header-rows.ts'

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
