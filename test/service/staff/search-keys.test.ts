/** What is stored of a person for searches, and what is looked for. */
import { expect, test } from 'vitest'
import { searchKeysOf, searchStarts } from '../../../service/staff/rules/search-keys.ts'

test('a search looks at words of the name and at the number, with or without its country, and from its end', () => {
  const numbers = ['6581230002', '81230002', '<2000321856']
  expect(searchKeysOf('Lin Wei', '+6581230002')).toEqual(['lin wei', 'wei', ...numbers])
  expect(searchKeysOf(' Ana  Maria-Lim ', '+6581230002').slice(0, 3)).toEqual([
    'ana maria lim',
    'maria lim',
    'lim',
  ])
  expect(searchKeysOf('欧阳小芳', '+6581230002')).toEqual([
    '欧阳小芳',
    '阳小芳',
    '小芳',
    '芳',
    ...numbers,
  ])
  expect(searchKeysOf('Mei 李小 Tan', '+6581230002').slice(0, -3)).toEqual([
    'mei 李小 tan',
    '李小 tan',
    '小 tan',
    'tan',
  ])
  const behind = ['dsouza ann', 'ann', 'souza ann']
  for (const name of ['D\u2019Souza Ann', "D'Souza Ann", 'D\u02bcSouza Ann']) {
    expect(searchKeysOf(name, '+6581230002').slice(0, -3)).toEqual(behind)
  }
  expect(searchKeysOf("Ann' 'Lee", '+6581230002').slice(0, -3)).toEqual(['ann lee', 'lee'])
  // no name makes an index entry without end
  expect(searchKeysOf('芳'.repeat(80), '+6581230002').length).toBeLessThan(45)
  expect(searchKeysOf('a '.repeat(40), '+6581230002').length).toBeLessThan(45)
})

test('what is typed is a beginning, of a number also from its end', () => {
  expect(searchStarts(' +65 8123 ')).toEqual(['658123'])
  expect(searchStarts('081 234')).toEqual(['81234', '<432180'])
  expect(searchStarts('\uff18\uff11\uff12\uff14')).toEqual(['8124', '<4218'])
  expect(searchStarts('81')).toEqual(['81'])
  expect(searchStarts(' ( ) ')).toEqual(['( )'])
  expect(searchStarts('Wei')).toEqual(['wei'])
  // also as an earlier release has stored it
  expect(searchStarts('Jos\u00e9')).toEqual(['jose', 'jos\u00e9'])
  expect(searchStarts("O'Brien")).toEqual(['obrien', "o'brien"])
  expect(searchStarts("O'")).toEqual(['o'])
})
