import { expect, test } from 'vitest'
import { encoded } from './encoded.ts'
import { readPeople } from './reading.ts'

const rowsOf = (bytes: Uint8Array, choice: Parameters<typeof readPeople>[1] = {}) => {
  const answer = readPeople(bytes, choice)
  return 'reading' in answer
    ? [answer.reading.unsure, ...answer.rows.map(({ name, fault }) => [name, fault])]
    : answer
}
const utf8 = (text: string) => new Uint8Array(Buffer.from(text))

test.each([
  'Jos\u00c3\u00a9',
  'Zo\u00c3\u00ab Lee',
  '\u00e6\u017e\u2014\u00e4\u00bc\u0178',
  '~{MuF<~}',
  '&#26519;&#20255',
])('%s was damaged before it came here', (name) => {
  const file = `Name,Phone\n${name},+6581234567\nAnn,+6581234568\n`
  expect(rowsOf(utf8(file))).toEqual([false, [name, 'text_unreadable'], ['Ann', undefined]])
  // and in pasted lines
  expect(rowsOf(utf8(`${name}\t+6581234567\nAnn\t+6581234568`), { pasted: true })).toEqual([
    false,
    [name, 'text_unreadable'],
    ['Ann', undefined],
  ])
})

test.each([
  'José',
  'Tomáš',
  'ALEŠ',
  'Strauß’s',
  'ÅÄÖ Åsa',
  '“Ah Beng” Tan',
  'Nguyễn Thị Ánh',
  '林伟',
  'สมชาย',
  'Tan & Lee',
])('%s is a name', (name) => {
  expect(rowsOf(utf8(`Name,Phone\n${name},+6581234567\n`))).toEqual([false, [name, undefined]])
})

test('pasted lines whose encoding is not known add no one yet', () => {
  const bytes = encoded('big5', '陳大文\t+85291234401\nAnn\t+6581234568')
  expect(rowsOf(bytes, { pasted: true })).toEqual([
    true,
    ['陳大文', 'encoding_unsure'],
    ['Ann', undefined],
  ])
  expect(rowsOf(bytes, { pasted: true, encoding: 'big5' })).toEqual([
    false,
    ['陳大文', undefined],
    ['Ann', undefined],
  ])
})
