/** Odd cells are a matter of their row. */
import { describe, expect, test } from 'vitest'
import { csvOf, headerRow, textCell, workbookWith, xlsxOf, zipOf } from './files.ts'
import { read, rowsOf } from './previews.ts'
import { admin, row } from './sheet-lists.ts'

const oddCell = (cell: string) =>
  headerRow + `<row r="2">${textCell('A2', 'Ann Odd')}${cell}</row>` + row(3, 'Bob', '+6581231222')
const bob = [3, 'Bob', '+6581231222']

describe('an odd cell is a matter of its row:', () => {
  test.each<[string, string, string]>([
    [
      'a boolean as a word',
      '<c r="B2"><v>6581231221</v></c><c r="C2" t="b"><v>true</v></c>',
      '+6581231221',
    ],
    ['a boolean for a number', '<c r="B2" t="b"><v>1</v></c>', 'bad_phone_number'],
    ['a style where there are none', '<c r="B2" s="7"><v>6581231221</v></c>', '+6581231221'],
    ['a date as text', '<c r="B2" t="d"><v>2026-11-20</v></c>', 'bad_phone_number'],
    ['an error', '<c r="B2" t="e"><v>#N/A</v></c>', 'bad_phone_number'],
    ['a text that is not there', '<c r="B2" t="s"><v>99</v></c>', 'bad_phone_number'],
    ['an unknown kind', '<c r="B2" t="zz"><v>6581231221</v></c>', '+6581231221'],
    ['a number that is none', '<c r="B2"><v>6581231221x</v></c>', 'bad_phone_number'],
    ['a formula with its result', '<c r="B2"><f>A1</f><v>6581231221</v></c>', '+6581231221'],
    ['a formula that was never calculated', '<c r="B2"><f>6581231221</f></c>', 'bad_phone_number'],
    ['a power of ten', '<c r="B2"><v>6.581231221E9</v></c>', '+6581231221'],
    ['no address', '<c><v>6581231221</v></c>', '+6581231221'],
    [
      'a text in pieces',
      '<c r="B2" t="inlineStr"><is><r><t>+65 8123</t></r><r><t xml:space="preserve"> 1221</t></r></is></c>',
      '+6581231221',
    ],
    [
      'a text with escapes',
      '<c r="B2" t="inlineStr"><is><t>+65 8123_x000D_ 1221</t></is></c>',
      '+6581231221',
    ],
    [
      'a reading aid',
      '<c r="B2" t="inlineStr"><is><t>+6581231221</t><rPh sb="0" eb="1"><t>9</t></rPh></is></c>',
      '+6581231221',
    ],
    [
      'an address at the end of the sheet',
      '<c r="B2"><v>6581231221</v></c><c r="XFD2"><v>1</v></c>',
      '+6581231221',
    ],
    [
      'an address beyond it',
      '<c r="B2"><v>6581231221</v></c><c r="ZZZ2"><v>1</v></c>',
      '+6581231221',
    ],
  ])('%s', async (_, cell, expected) => {
    const { rows } = await read(admin, zipOf(workbookWith(oddCell(cell))))
    expect(rows).toEqual([[2, 'Ann Odd', expected], bob])
  })

  test('a date format on eight digits shows the digits', async () => {
    const styles =
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    const parts = workbookWith(oddCell('<c r="B2" s="1"><v>81231221</v></c>'))
    const { one } = await read(admin, zipOf({ ...parts, 'xl/styles.xml': styles }))
    expect((await rowsOf(admin, one?.id ?? ''))[0]?.given).toBe('81231221')
  })

  test('a row that is hidden, as by a filter, adds no one until the admin says so', async () => {
    const sheet =
      headerRow +
      row(2, 'Ann', '+6581231221').replace('<row', '<row hidden="1"') +
      row(3, 'Bob', '+6581231222')
    const { rows } = await read(admin, zipOf(workbookWith(sheet)))
    expect(rows).toEqual([[2, 'Ann', 'row_hidden'], bob])
  })

  test('a cell at the end of the sheet is no sheet that is too large', async () => {
    const far = `${headerRow}${row(3, 'Bob', '+6581231222')}<row r="1048576">${textCell('XFD1048576', 'far')}</row>`
    expect((await read(admin, zipOf(workbookWith(far)))).rows).toEqual([bob])
  })

  test('titles merged over two rows are titles', async () => {
    const sheet = `<row r="1">${textCell('A1', '姓名')}${textCell('B1', '联系方式表')}</row><row r="2">${textCell('B2', '手机')}${textCell('C2', '邮箱')}</row>${row(3, 'Bob', '+6581231222')}`
    const parts = workbookWith(sheet)
    const path = 'xl/worksheets/sheet1.xml'
    const merged =
      '</sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>'
    const xml = String(parts[path]).replace('</sheetData>', merged)
    expect((await read(admin, zipOf({ ...parts, [path]: xml }))).rows).toEqual([bob])
  })

  test('other names of parts and prefixes of other writers', async () => {
    const parts = workbookWith(
      `${headerRow}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>`,
    )
    const path = 'xl/worksheets/sheet1.xml'
    const rels = 'xl/_rels/workbook.xml.rels'
    const prefixed = String(parts[path])
      .replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:')
      .replace('xmlns=', 'xmlns:x=')
    const strings =
      '<Relationship Id="rId9" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings" Target="/xl/SharedStrings.xml"/></Relationships>'
    const file = zipOf({
      ...parts,
      [path]: prefixed,
      [rels]: String(parts[rels]).replace('</Relationships>', strings),
      'xl/sharedStrings.xml':
        '<sst><si><t>Lin Wei</t></si><si><r><t>+65</t></r><r><t>81231221</t></r></si></sst>',
    })
    expect((await read(admin, file)).rows).toEqual([[2, 'Lin Wei', '+6581231221']])
  })
})

test('a cell of a million signs is a problem of its row', async () => {
  const file = csvOf(
    'Name,Phone',
    `${'x'.repeat(1e6)},+6581231021`,
    `Bob,${'1'.repeat(1e6)}`,
    'Cai,+6581231023',
  )
  const { rows } = await read(admin, file)
  expect(rows?.map(([n, name, came]) => [n, String(name).length < 300, came])).toEqual([
    [2, true, 'name_too_long'],
    [3, true, 'cell_too_long'],
    [4, true, '+6581231023'],
  ])
  const xlsx = await read(
    admin,
    await xlsxOf([
      ['Name', 'Phone'],
      ['x'.repeat(30_000), '+6581231021'],
      ['Cai', '+6581231023'],
    ]),
  )
  expect(xlsx.rows?.map(([, , came]) => came)).toEqual(['name_too_long', '+6581231023'])
})
