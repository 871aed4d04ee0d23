import { describe, expect, test } from 'vitest'
import { csvOf, headerRow, workbookOf, workbookWith, zipOf } from './files.ts'
import { check, importPath, read, rowsOf } from './previews.ts'
import { admin, cover, list } from './sheet-lists.ts'

describe('of several sheets', () => {
  const old = list('Zed Old', '+6581231599')
  const now = list('Ann Now', '+6581231502')
  const more = list('Cai More', '+6581231503')
  test.each([
    [
      'the one that was open',
      [
        ['Old', old],
        ['Now', now],
        ['More', more],
      ],
      1,
      'Now',
    ],
    [
      'the first that can be seen, where the open one has no list',
      [
        ['Old', old, 'hidden'],
        ['Cover', cover],
        ['Now', now],
      ],
      1,
      'Now',
    ],
    [
      'never one that is hidden, though it was open',
      [
        ['Old', old, 'hidden'],
        ['Now', now],
      ],
      0,
      'Now',
    ],
    [
      'never one that only a program can show',
      [
        ['Old', old, 'veryHidden'],
        ['Now', now],
      ],
      0,
      'Now',
    ],
    [
      'one with people, where the open one has none',
      [
        ['Old', headerRow],
        ['Now', now],
      ],
      0,
      'Now',
    ],
  ] as const)('%s is read', async (_, sheets, active, expected) => {
    const { one, rows } = await read(admin, workbookOf(sheets, active))
    expect(one?.reading?.sheet).toBe(expected)
    expect(rows).toEqual([[2, 'Ann Now', '+6581231502']])
  })

  test('the others are named and can be chosen, one that is hidden too', async () => {
    const file = workbookOf(
      [
        ['Old', old, 'hidden'],
        ['Cover', cover],
        ['Now', now],
        ['More', more],
      ],
      2,
    )
    const { one } = await read(admin, file)
    expect(one?.reading?.sheets).toEqual([
      { name: 'Old', hidden: true },
      { name: 'Now', hidden: false },
      { name: 'More', hidden: false },
    ])
    const chosen = await admin.client.patch(importPath(one?.id ?? ''), { sheet: 'Old' })
    expect(chosen.body.reading.sheet).toBe('Old')
    expect((await rowsOf(admin, one?.id ?? '')).map(({ name }) => name)).toEqual(['Zed Old'])
    const wrong = await admin.client.patch(importPath(one?.id ?? ''), { sheet: 'Cover' })
    expect([wrong.status, wrong.body.field]).toEqual([400, 'sheet'])
    const first = await check(admin, file, { sheet: 'More' })
    expect(first.body.reading.sheet).toBe('More')
  })

  test('only hidden ones with a list are as good as none', async () => {
    const answer = await check(
      admin,
      workbookOf(
        [
          ['Old', old, 'hidden'],
          ['Cover', cover],
        ],
        1,
      ),
    )
    expect([answer.status, answer.body.code]).toEqual([400, 'columns_missing'])
    // and the refusal names it
    expect(answer.body.about).toEqual({ missing: ['name', 'phone'], hiddenSheet: 'Old' })
  })

  test('two tables side by side are refused with a reason of their own', async () => {
    const answer = await check(
      admin,
      csvOf('Name,Phone,Name,Phone', 'Ann,+6581231502,Bob,+6581231503'),
    )
    expect([answer.status, answer.body.code]).toEqual([400, 'two_tables'])
  })
})

describe('is refused:', () => {
  const parts = workbookWith(list('Ann', '+6581231221'))
  const path = 'xl/worksheets/sheet1.xml'
  test.each<[string, Record<string, string>]>([
    [
      'a document type, with entities or without',
      {
        [path]: String(parts[path]).replace(
          '?>',
          '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        ),
      },
    ],
    ['a workbook with no sheet', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }],
    ['a workbook that is no XML', { 'xl/workbook.xml': 'PK' }],
  ])('%s', async (_, changed) => {
    const answer = await check(admin, zipOf({ ...parts, ...changed }))
    expect([answer.status, answer.body.code]).toEqual([415, 'not_a_spreadsheet'])
  })

  test('half a million rows', async () => {
    const file = zipOf(workbookWith(headerRow + '<row><c><v>1</v></c></row>'.repeat(500_000)))
    const answer = await check(admin, file)
    expect([answer.status, answer.body.code]).toEqual([413, 'too_many_rows'])
    const lines = await check(admin, csvOf('Name,Phone', '\n'.repeat(500_000)))
    expect([lines.status, lines.body.code]).toEqual([413, 'too_many_rows'])
  })
})

describe('whatever stands between cells,', () => {
  const people = [
    [2, 'Ann Semi', '+6581230801'],
    [3, 'Bob', '+6581230802'],
  ]
  test.each([',', ';', '\t', '|', '，', '；'])('as %s', async (sign) => {
    const file = csvOf(`Name${sign}Phone`, `Ann Semi${sign}+6581230801`, `Bob${sign}+6581230802`)
    const { one, rows } = await read(admin, file)
    expect([one?.reading?.separator, rows]).toEqual([sign, people])
  })

  test('two rows are enough, and a comma in a name is part of it', async () => {
    const { rows } = await read(admin, csvOf('Name;Phone', 'Tan, Ann;+6581230801'))
    expect(rows).toEqual([[2, 'Tan, Ann', '+6581230801']])
  })

  test('another one can be chosen where two find the header', async () => {
    const file = csvOf('Name,Phone', 'Name;Phone', 'Ann;+6581230801', 'Bob,+6581230802')
    const { one, rows } = await read(admin, file)
    expect(one?.reading).toMatchObject({ separator: ',', separators: [',', ';'] })
    expect(rows?.at(-1)).toEqual([4, 'Bob', '+6581230802'])
    const chosen = await admin.client.patch(importPath(one?.id ?? ''), { separator: ';' })
    expect(chosen.body.reading.separator).toBe(';')
    expect((await rowsOf(admin, one?.id ?? ''))[0]).toMatchObject({ row: 3, name: 'Ann' })
  })

  test.each(['\n', '\r', '\r\n'])('lines end as they like (%j)', async (end) => {
    const text = ['Name,Phone', 'Ann Semi,+6581230801', 'Bob,+6581230802'].join(end)
    expect((await read(admin, csvOf(text))).rows).toEqual(people)
    // a program that mixes line ends hides no one
    const mixed = text.replace(/[\r\n]+(?=Bob)/, '\n')
    expect((await read(admin, csvOf(mixed))).rows).toEqual(people)
  })
})

describe('no one is swallowed by quotation marks:', () => {
  test.each<[string, string[], unknown[]]>([
    [
      'a nickname at the beginning',
      ['+6581231021,Ann', '+6581231022,"Ah Beng" Tan', '+6581231023,Cai', '+6581231024,Eve'],
      [
        [2, 'Ann', '+6581231021'],
        [3, '"Ah Beng" Tan', 'line_broken'],
        [4, 'Cai', '+6581231023'],
        [5, 'Eve', '+6581231024'],
      ],
    ],
    [
      'one that is never closed',
      ['+6581231021,"Ann', '+6581231022,Bob'],
      [
        [2, '"Ann', 'line_broken'],
        [3, 'Bob', '+6581231022'],
      ],
    ],
    [
      'one that the next one closes',
      ['+6581231021,"Ann', '+6581231022,Bob"', '+6581231023,Cai'],
      [
        [2, '"Ann', 'line_broken'],
        [3, 'Bob"', 'line_broken'],
        [4, 'Cai', '+6581231023'],
      ],
    ],
    [
      'a nickname in the middle',
      ['+6581231021,Ann "Annie" Lee', '+6581231022,Bob'],
      [
        [2, 'Ann "Annie" Lee', '+6581231021'],
        [3, 'Bob', '+6581231022'],
      ],
    ],
    [
      'a line end inside a name',
      ['+6581231021,"Ann', 'Lee"', '+6581231022,Bob'],
      [
        [2, 'Ann Lee', '+6581231021'],
        [3, 'Bob', '+6581231022'],
      ],
    ],
    [
      'quotation marks in quotation marks',
      ['+6581231021,"Ann ""Annie"" Lee"'],
      [[2, 'Ann "Annie" Lee', '+6581231021']],
    ],
    [
      'a separator in a name that is not quoted',
      ['+6581231021,Tan, Ann', '+6581231022,Bob'],
      [
        [2, 'Tan', 'too_many_cells'],
        [3, 'Bob', '+6581231022'],
      ],
    ],
  ])('%s', async (_, lines, expected) => {
    expect((await read(admin, csvOf('Phone,Name', ...lines))).rows).toEqual(expected)
  })

  test('a remark that hides a shorter row than its own shows it', async () => {
    const file = csvOf(
      'Name,Phone,Note',
      'Ann,+6581231021,"x',
      'Bob,+6581231022"',
      'Cai,+6581231023,',
    )
    expect((await read(admin, file)).rows).toEqual([
      [2, 'Ann', 'line_broken'],
      [3, 'Bob', 'line_broken'],
      [4, 'Cai', '+6581231023'],
    ])
  })

  test('a remark that is not closed hides no one', async () => {
    const file = csvOf(
      'Name,Phone,Remark',
      'Ann,+6581231021,"tea',
      'Bob,+6581231022,ok',
      'Cai,+6581231023,milk"',
    )
    const rows = (await read(admin, file)).rows ?? []
    expect(rows.map(([line, name]) => [line, name])).toEqual([
      [2, 'Ann'],
      [3, 'Bob'],
      [4, 'Cai'],
    ])
  })
})
