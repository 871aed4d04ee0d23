/** The state table of an association, in full, and what a search looks for. */
import { describe, expect, test } from 'vitest'
import { staffStatuses } from '../../../service/staff/contract.ts'
import {
  mayHappen,
  searchKeysOf,
  searchStart,
  transitions,
  type Transition,
} from '../../../service/staff/rules.ts'

/** Who may start where, written down by hand from the design: `x` means it may. */
const table: Record<Transition, string> = {
  //          none req app inv ass rej fai rem left
  add: '       x   .   .   .   .   x   .   x   x',
  request: '   x   .   .   .   .   x   .   x   x',
  approve: '   .   x   .   .   .   .   .   .   .',
  reject: '    .   x   .   .   .   .   .   .   .',
  invite: '    .   .   x   x   .   .   .   .   .',
  fail: '      .   .   x   x   .   .   .   .   .',
  decline: '   .   .   .   x   .   .   x   .   .',
  retry: '     .   .   .   x   .   .   x   .   .',
  associate: ' .   .   x   x   .   .   x   .   .',
  cancel: '    .   .   x   x   .   .   x   .   .',
  remove: '    .   .   x   x   x   .   x   .   .',
  leave: '     .   .   .   .   x   .   .   .   .',
}

describe.each(Object.keys(transitions) as Transition[])('%s', (verb) => {
  const marks = table[verb].trim().split(/\s+/)
  test.each(
    (['none', ...staffStatuses] as const).map((status, index) => [status, marks[index]] as const),
  )('from %s: %s', (status, mark) => {
    expect(mayHappen(verb, status)).toBe(mark === 'x')
  })
})

test('a search looks at words of the name and at the number with or without its country', () => {
  expect(searchKeysOf('Lin Wei', '+6581230002')).toEqual([
    'lin wei',
    'wei',
    '6581230002',
    '81230002',
  ])
  expect(searchKeysOf(' Ana  Maria Lim ', '+6581230002').slice(0, 3)).toEqual([
    'ana maria lim',
    'maria lim',
    'lim',
  ])
  expect(searchStart(' +65 8123 ')).toBe('658123')
  expect(searchStart('081 234')).toBe('81234')
  expect(searchStart(' ( ) ')).toBe('( )')
  expect(searchStart('Wei')).toBe('wei')
})
