/** The phone's log of field work: bounded, sent once each, in order whatever the clock does. */
import { expect, test } from 'vitest'
import {
  afterBatch,
  afterClockSet,
  emptyLog,
  entriesOfBatch,
  mostNoted,
  noted,
  withBatch,
  type Log,
} from '../../../miniapp/workspace/activity/log.ts'

const hour = 3_600_000
const at = Date.parse('2026-11-30T08:00:00Z')

const logOf = (count: number): Log =>
  Array.from({ length: count }).reduce<Log>(
    (log, _, n) => noted(log, 'photo', at + n),
    emptyLog('mei'),
  )
const times = ({ entries }: Log) => entries.map(([, time]) => time - at)

test('where nothing was done there is nothing to send', () => {
  expect(withBatch(emptyLog('mei'), () => 'one')).toBeUndefined()
})

test('it holds the newest thousand', () => {
  const log = logOf(mostNoted + 5)
  expect(log.entries).toHaveLength(mostNoted)
  expect(log.entries[0]).toEqual(['photo', at + 5])
})

test('a batch has at most 200 entries, and keeps its id and its entries until it has arrived', () => {
  const begun = withBatch(logOf(201), () => 'one') ?? expect.fail('no batch')
  expect([begun.batch, entriesOfBatch(begun).length]).toEqual([{ id: 'one', size: 200 }, 200])
  const later = noted(begun, 'submit', at + hour)
  const again = withBatch(later, () => 'two') ?? expect.fail('no batch')
  expect(again.batch?.id).toBe('one')
  expect(entriesOfBatch(again)).toEqual(entriesOfBatch(begun))

  const rest = afterBatch(again, 'one')
  expect(rest.entries.map(([kind]) => kind)).toEqual(['photo', 'submit'])
  // another tab has sent it already
  expect(afterBatch(rest, 'one')).toEqual(rest)
  expect(withBatch(rest, () => 'two')?.batch).toEqual({ id: 'two', size: 2 })
})

test('entries that are dropped for want of room are not counted as sent', () => {
  let log = withBatch(logOf(mostNoted), () => 'one') ?? expect.fail('no batch')
  for (let n = 0; n < 50; n++) log = noted(log, 'scan', at + hour + n)
  expect(log.batch).toEqual({ id: 'one', size: 150 })
  const sent = afterBatch(log, 'one')
  expect([sent.entries.length, sent.entries[0]]).toEqual([850, ['photo', at + 200]])
  for (let n = 0; n < 150; n++) log = noted(log, 'scan', at + 2 * hour + n)
  expect(log.batch).toBeNull()
})

test('when the clock is put back, what was noted before moves with it', () => {
  const log = noted(noted(emptyLog('mei'), 'start', at), 'photo', at + hour)
  expect(times(afterClockSet(log, -24 * hour))).toEqual([-24 * hour, -23 * hour])
  // a phone that slept looks like this
  expect(times(afterClockSet(log, 24 * hour))).toEqual([0, hour])
})

test('when it was put back while the app was closed, the order stays', () => {
  const log = noted(noted(emptyLog('mei'), 'start', at), 'photo', at + hour)
  const after = noted(log, 'submit', at - 10 * hour)
  expect(times(after)).toEqual([-11 * hour, -10 * hour, -10 * hour])
})
