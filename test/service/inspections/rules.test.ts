/** When a task is open, and what answers must be like. */
import { describe, expect, test } from 'vitest'
import { taskStatuses } from '../../../service/inspections/contract/task.ts'
import { isOpen, wrongAnswers } from '../../../service/inspections/rules.ts'

test('a store has one open task until it is accepted or its time is over', () => {
  expect(taskStatuses.filter((status) => !isOpen(status))).toEqual(['accepted', 'expired'])
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
