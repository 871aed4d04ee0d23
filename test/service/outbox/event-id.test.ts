/** Events that happen in one millisecond keep their order. */
import { expect, test } from 'vitest'
import { nextEventId } from '../../../service/outbox/event-id.ts'

test('ten thousand ids in a row rise, are different, and are UUIDv7 of now', () => {
  const before = Date.now()
  const ids = Array.from({ length: 10_000 }, nextEventId)
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const made = Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)
  expect(Math.abs(made - before)).toBeLessThan(5_000)
})
