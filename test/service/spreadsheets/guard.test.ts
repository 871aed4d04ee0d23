/** No cell of a CSV calculates, in any program; read in again, every text is as it was. */
import { expect, test } from 'vitest'
import { csvOf } from '../../../service/spreadsheets/csv.ts'
import { guarded, unguarded } from '../../../service/spreadsheets/guard.ts'
import type { Cell } from '../../../service/spreadsheets/sheet.ts'

const dangerous = [
  ...['=1+1', '+cmd', '-2+3', '@SUM(A1)', ';=1+1', '|calc', '%0A=1', '\t=1', '\r=1', '\n=1'],
  ...[
    '＝1+1',
    '＋cmd',
    '－2',
    '＠SUM(A1)',
    '；=1',
    '｜calc',
    '％0A',
    '−2+3',
    '﹢1',
    '﹣1',
    '﹦1',
    '﹫A',
  ],
  ...[' =1', '\u00a0=1', '\u200b=1', '\ufeff=1', '\u3000＝1', '\u2060 @A', '\u3164=1', '\u0000=1'],
  '+65 8123 4567',
  '-',
]
const harmless = [
  ...['Ana', '+6581234567', '6581234567', "O'Brien", "'quoted'", 'a=1', '', '姓名', '#1', '(+65)'],
]

test.each(dangerous)('%j gets an apostrophe, and loses it when it is read', (text) => {
  expect(guarded(text)).toBe(`'${text}`)
  expect(unguarded(guarded(text))).toBe(text)
  // however often it goes out and comes in
  expect(guarded(unguarded(guarded(text)))).toBe(`'${text}`)
})

test.each(harmless)('%j goes out and comes in as it is', (text) => {
  expect(guarded(text)).toBe(text)
  expect(unguarded(text)).toBe(text)
})

test('every field is quoted, whatever is in it; a number stays one', async () => {
  const rows: Cell[][] = [
    ['a"b', 'c;d', 'e,f'],
    [12, -3.5, null],
    [new Date(0), '', '＝1'],
  ]
  let text = ''
  const columns = ['=One', 'Two', 'Three'].map((title) => ({ title, width: 9 }))
  for await (const part of csvOf({ name: 'Sheet', columns, rows, timeZone: 'UTC' })) text += part
  expect(text.split('\r\n')).toEqual([
    `\ufeff"'=One","Two","Three"`,
    '"a""b","c;d","e,f"',
    '"12","-3.5",""',
    `"1970-01-01 00:00","","'＝1"`,
    '',
  ])
})
