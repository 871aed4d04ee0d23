/** The state table of a verification task in full, and what answers must be like. */
import { describe, expect, test } from 'vitest'
import { taskStatuses } from '../../../service/inspections/contract.ts'
import {
  isOpen,
  statesBefore,
  taskAfter,
  taskSteps,
  wrongAnswers,
} from '../../../service/inspections/rules.ts'

/** Written down by hand from the design; `.` where it cannot happen. */
const table: Record<(typeof taskSteps)[number], string> = {
  //         unassigned assigned   started    submitted returned   accepted expired
  start: '   .          started    .          .         .          .        .',
  submit: '  .          submitted  submitted  .         submitted  .        .',
  accept: '  .          .          .          accepted  .          .        .',
  return: '  .          .          .          returned  .          .        .',
  reassign: 'assigned   assigned   assigned   .         assigned   .        .',
  extend: '  .          assigned   started    .         returned   .        .',
  give_back: '.         unassigned unassigned .         unassigned .        .',
  expire: '  expired    expired    expired    .         expired    .        .',
}

describe.each(taskSteps)('%s', (step) => {
  const marks = table[step].trim().split(/\s+/)
  test.each(taskStatuses.map((status, index) => [status, marks[index]] as const))(
    'from %s: %s',
    (status, mark) => {
      expect(taskAfter(status, step) ?? '.').toBe(mark)
    },
  )
})

test('a store has one open task until it is accepted or its time is over', () => {
  expect(taskStatuses.filter((status) => !isOpen(status))).toEqual(['accepted', 'expired'])
  expect(statesBefore('accept')).toEqual(['submitted'])
})

describe('answers', () => {
  const spots = [
    { id: 'a', before: { id: 'then' } },
    { id: 'b', before: null },
  ]
  const answer = (spot: string, finding: 'in_place' | 'missing' = 'in_place', note = '') => ({
    spot,
    finding,
    note,
    photo: `photo of ${spot}`,
  })
  const fields = (...given: ReturnType<typeof answer>[]) =>
    wrongAnswers(spots, { spots: given }).map(({ field }) => field)

  test('say of every spot once what was found', () => {
    expect(fields(answer('a'), answer('b'))).toEqual([])
    expect(fields(answer('a'))).toEqual(['spots'])
    expect(fields(answer('a'), answer('b'), answer('a'))).toEqual(['spots.2.spot'])
    expect(fields(answer('a'), answer('b'), answer('c'))).toEqual(['spots.2.spot'])
  })

  test('show each spot by a photo of its own, and none by what review saw before', () => {
    const shown = (spot: string, photo: string) => ({ ...answer(spot), photo })
    expect(fields(shown('a', 'then'), answer('b'))).toEqual(['spots.0.photo'])
    expect(fields(shown('a', 'one'), shown('b', 'one'))).toEqual(['spots.1.photo'])
  })

  test('say more of what is not in place', () => {
    expect(fields(answer('a', 'missing'), answer('b'))).toEqual(['spots.0.note'])
    expect(fields(answer('a', 'missing', 'The owner took it down.'), answer('b'))).toEqual([])
  })
})
