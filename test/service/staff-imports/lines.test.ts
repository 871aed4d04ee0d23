import { expect, test } from 'vitest'
import { checkRow } from '../../../service/staff-imports/rules/check.ts'
import { peopleIn } from '../../../service/staff-imports/rules/lines.ts'

const people = (...lines: string[]) =>
  peopleIn(lines.join('\n')).map((row) => {
    const { name, phone, problem, why } = checkRow(row, 'SG')
    return [name, problem ? (why ?? problem) : phone]
  })

test.each([
  ['Ann 81231234', '+6581231234'],
  ['Ann (81231234)', '+6581231234'],
  ['Ann [+65 8123 1234]', '+6581231234'],
  ['Ann: (+65) 8123-1234', '+6581231234'],
  ['81231234 Ann', '+6581231234'],
  ['(81231234) Ann', '+6581231234'],
  ['Ann, 8123 1234', '+6581231234'],
  ['Ann ８１２３１２３４', '+6581231234'],
  ['Ann ๘๑๒๓๑๒๓๔', '+6581231234'],
  ['Ann ٨١٢٣١٢٣٤', '+6581231234'],
  ['๘๑๒๓๑๒๓๔ Ann', '+6581231234'],
  ['Ann 81231234 (mobile)', '+6581231234'],
])('%s is one person', (line, phone) => {
  expect(people(line)).toEqual([['Ann', phone]])
})

test('a Chinese, Japanese or Thai name may touch its number', () => {
  expect(people('林伟81231234', 'ルーシー 81239777', 'สมชาย๘๑๒๓๑๒๓๕')).toEqual([
    ['林伟', '+6581231234'],
    ['ルーシー', '+6581239777'],
    ['สมชาย', '+6581231235'],
  ])
})

test.each([
  ['Ann 81231234 Bob 91231234', 'letters'],
  ['Ann 81231234 Bob', 'letters'],
  ['Ann 81231234 or 91231234', 'two_numbers'],
  ['Ann 81231234 ext 5', 'extension'],
  ['Ann +65-9123-1234 x5', 'extension'],
  ['Ann 91231234x5', 'extension'],
  ['Ann, 81231234, 91234567', 'two_numbers'],
  ['Ann, 81231234, ext 5', 'extension'],
  ['Ann 0081O81231234', 'letters'],
  ['Ann 8123123l', 'letters'],
  ['Ann 81231234, 91234567', 'two_numbers'],
  ['Ann, 81231234, Bob, 91234567', 'too_many_cells'],
  ['Ann, ask her', 'not_a_number'],
  ['Ann, Bob, 81231234', 'too_many_cells'],
  ['Room 512 Ann 81231234', 'letters'],
])('%s adds no one yet', (line, problem) => {
  const [row, ...more] = people(line, 'Cai 81230001')
  expect(row?.[1]).toBe(problem)
  expect(more).toEqual([['Cai', '+6581230001']])
})

test.each(['Ann, 81231234 91234567', '81231234 91234567 Ann', 'Ann 81231234 91234567'])(
  '%s has two numbers',
  (line) => {
    expect(['two_numbers', 'too_long']).toContain(people(line)[0]?.[1])
  },
)

test('a line that is too long to keep says so', () => {
  expect(people(`Ann 81231234 ${' '.repeat(1_000)}Bob 91231234`)).toEqual([
    ['Ann', 'cell_too_long'],
  ])
})
