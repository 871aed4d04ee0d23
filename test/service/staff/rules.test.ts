/** The state table of an association, in full. */
import { describe, expect, test } from 'vitest'
import { staffStatuses } from '../../../service/staff/contract.ts'
import { mayHappen, transitions, type Transition } from '../../../service/staff/rules.ts'

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
