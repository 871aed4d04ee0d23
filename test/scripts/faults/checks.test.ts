/** A run of the faults fails for everything that the service does not promise, and only for that. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import {
  checkAnswers,
  checkErrorLines,
  checkPhotos,
  checkRefusals,
  checkServedMeanwhile,
  checkStepDowns,
  checkVisits,
} from '../../../scripts/faults/checks.ts'
import { isFinal } from '../../../scripts/faults/client.ts'
import { ledgerOf, sumOf } from '../../../scripts/faults/ledger.ts'
import { TimeLimitExceeded, withTimeLimit } from '../../../scripts/faults/time-limit.ts'

const counts = (answers: Record<string, number>) => new Map(Object.entries(answers))

test('a 5xx other than a 503 with Retry-After makes a run differ', () => {
  expect(checkAnswers(counts({ 200: 100, 409: 1, 503: 20 }))).toEqual([])
  expect(checkAnswers(counts({ 200: 100, 500: 1 }))).toEqual(['1 answers 500'])
  expect(checkAnswers(counts({ 200: 100, 502: 2, 504: 3 }))).toEqual([
    '2 answers 502',
    '3 answers 504',
  ])
  expect(checkAnswers(counts({ '503 without Retry-After': 4 }))).toEqual([
    '4 answers 503 without Retry-After',
  ])
})

test('a request without an answer is expected only where instances are killed', () => {
  expect(checkAnswers(counts({ 200: 1, none: 5 }))).toEqual(['5 requests without an answer'])
  expect(checkAnswers(counts({ 200: 1, none: 5 }), true)).toEqual([])
  expect(checkAnswers(counts({ 500: 1, none: 5 }), true)).toEqual(['1 answers 500'])
})

test('everything that was sent must be acknowledged in the end, and some of it after the fault', () => {
  const all = { begun: 120, acknowledged: 120, afterFault: 30, refused: [] }
  expect(checkVisits(all)).toEqual([])
  expect(checkVisits({ ...all, acknowledged: 1 })).toEqual(['119 of 120 visits not acknowledged'])
  expect(checkVisits({ ...all, acknowledged: 119 })).toEqual(['1 of 120 visits not acknowledged'])
  expect(checkVisits({ ...all, afterFault: 9 })).toEqual([
    '9 visits acknowledged after the fault, fewer than 10',
  ])
  expect(
    checkVisits({ ...all, acknowledged: 118, refused: Array(2).fill('409 already_decided') }),
  ).toEqual(['2 requests refused (409 already_decided)'])
})

test('a refusal that comes late, or none where there must be some, makes a run differ', () => {
  expect(checkRefusals(20, 1_900)).toEqual([])
  expect(checkRefusals(20, 2_700)).toEqual(['slowest refusal 2700 ms, more than 2000'])
  expect(checkRefusals(0, 0)).toEqual([])
  expect(checkRefusals(0, 0, 1)).toEqual(['0 requests refused with 503, fewer than 1'])
})

test('too few step-downs and too few photos make a run differ', () => {
  expect(checkStepDowns(5, 5)).toEqual([])
  expect(checkStepDowns(4, 5)).toEqual(['only 4 of 5 step-downs during the traffic'])
  expect(checkPhotos(2_000, 2_000, 2_000)).toEqual([])
  expect(checkPhotos(1_658, 1_657, 2_000)).toEqual([
    '1658 photos sent, fewer than 2000',
    '1 photos not acknowledged',
  ])
})

test('others must be served while uploads are held, not only after that', () => {
  expect(checkServedMeanwhile(60, 58)).toEqual([])
  expect(checkServedMeanwhile(60, 3)).toEqual([
    'only 3 of 60 visits acknowledged while the uploads were held',
  ])
})

test('error lines that the fault does not explain make a run differ', () => {
  const outage = 'MongoDB does not answer: requests are refused until it does'
  expect(checkErrorLines([outage, outage], ['MongoDB does not answer'])).toEqual([])
  expect(checkErrorLines([outage], [])).toEqual([`1 unexpected error lines (${outage})`])
  const failed = 'a request failed, MongoServerError'
  expect(checkErrorLines([failed, outage, failed], ['MongoDB does not answer'])).toEqual([
    `2 unexpected error lines (${failed})`,
  ])
})

test('a client retries while there is no answer, a failure, a limit, or a key in use', () => {
  const answer = (status: number, text = '') => ({ status, text, headers: {} })
  expect([200, 400, 404, 409].map((status) => isFinal(answer(status)))).toEqual(Array(4).fill(true))
  expect([0, 429, 500, 503].map((status) => isFinal(answer(status)))).toEqual(Array(4).fill(false))
  expect(isFinal(answer(409, '{"code":"already_decided"}'))).toBe(true)
  expect(isFinal(answer(409, '{"code":"idempotency_key_in_use"}'))).toBe(false)
})

test('a round that takes too long is aborted, and one in time returns its result', async () => {
  expect(await withTimeLimit(Promise.resolve('done'), 60, () => undefined)).toBe('done')
  await expect(
    withTimeLimit(Promise.reject(new Error('broke')), 60, () => undefined),
  ).rejects.toThrow('broke')
  const controller = new AbortController()
  const endless = sleep(3_600_000, undefined, { signal: controller.signal })
  await expect(withTimeLimit(endless, 0.05, () => controller.abort())).rejects.toThrow(
    new TimeLimitExceeded('stopped after 0.05 s'),
  )
  expect(controller.signal.aborted).toBe(true)
})

test('rounds are counted together', () => {
  const visit = { id: '1', stored: 1, events: { a: 1 } }
  const first = ledgerOf([visit, { ...visit, stored: 0 }], { acknowledged: 2, readable: 1 })
  const second = ledgerOf([{ ...visit, stored: 2 }], { acknowledged: 3, readable: 3 })
  expect(sumOf([first, second])).toEqual({
    acknowledged: 3,
    stored: 2,
    events: 3,
    notifications: undefined,
    doubled: 1,
    photos: { acknowledged: 5, readable: 4 },
  })
})
