/** The typed client fails a test where an answer is another than the contract says. */
import { expect, test } from 'vitest'
import { installation } from '../../service/workspaces/contract/sign-in.ts'
import { confirmHolder } from '../../service/staff/self/contract.ts'
import { problemBody } from '../../service/http/problem-answers.ts'
import { Refusal } from '../../service/errors.ts'
import type { ProblemCode } from '../../service/problems/contract.ts'
import { callsBy, type Answer } from './calls.ts'

const answered = (status: number, body: unknown, type = 'application/json'): Answer => ({
  status,
  headers: new Headers({ 'content-type': type }),
  body,
})

const refusedBy = (code: ProblemCode, more = {}): Answer => {
  const body = { ...problemBody(new Refusal(code), 'a-request'), ...more }
  return answered(body.status, JSON.parse(JSON.stringify(body)), 'application/problem+json')
}

const caller = (answer: Answer) => callsBy(() => Promise.resolve(answer))

test('an answer that fits is given as it came', async () => {
  const answer = { hasOperators: true }
  expect(await caller(answered(200, answer)).call(installation)).toEqual(answer)
})

test.each([
  ['with another status', answered(201, { hasOperators: true }), /answers 201, not 200/],
  ['without a field', answered(200, {}), /otherwise than declared/],
  ['with a field too many', answered(200, { hasOperators: true, key: 'k' }), /more than declared/],
  ['that is a refusal', refusedBy('unavailable'), /answers 503, not 200: .*"unavailable"/],
])('an answer %s is none', async (_, answer, words) => {
  await expect(caller(answer).call(installation)).rejects.toThrow(words)
})

const body = { code: 'x' }

test('a refusal is given with its status, code and field', async () => {
  const refusal = await caller(refusedBy('bad_input', { field: 'code' })).refused(confirmHolder, {
    body,
  })
  expect(refusal).toMatchObject({ status: 400, code: 'bad_input', field: 'code' })
})

test.each([
  ['what was done', answered(200, {}), /is not refused/],
  ['a page of another server', answered(502, 'Bad gateway', 'text/html'), /502 without a problem/],
  ['a code that is not declared', refusedBy('already_staff'), /which it does not declare/],
])('%s is no refusal', async (_, answer, words) => {
  await expect(caller(answer).refused(confirmHolder, { body })).rejects.toThrow(words)
})

test('parameters, query, key and owner go where the contract and HTTP have them', async () => {
  const sent: unknown[] = []
  const { call } = callsBy((...request) => {
    sent.push(request)
    return Promise.resolve(answered(200, {}))
  })
  await call(confirmHolder, { body, key: 'k1', owner: 'mei' }).catch(() => undefined)
  expect(sent).toEqual([
    ['POST', '/api/v1/sessions/staff/holder', body, { 'idempotency-key': 'k1', 'staff-id': 'mei' }],
  ])
})
