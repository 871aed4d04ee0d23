/** A token that was used before is known; it is worth no more for that. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { accessCookie } from '../../../service/http/authentication.ts'
import { buildOperator, buildStaff, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let client: Client

beforeAll(async () => {
  service = await startTestService()
  const { workspace } = await buildOperator(service.url)
  client = (await buildStaff(service.url, workspace._id)).client
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

const counts = '/api/v1/submissions/counts'

test('it ends ten minutes after it was issued, however often it was used', async () => {
  expect((await client.get(counts)).status).toBe(200)
  expect((await client.get(counts)).status).toBe(200)
  const now = Date.now()
  clock.arrange(() => new Date(now + 590_000))
  expect((await client.get(counts)).status).toBe(200)
  clock.arrange(() => new Date(now + 601_000))
  const answer = await client.get(counts)
  expect([answer.status, answer.body.code]).toEqual([401, 'session_expired'])
})

test('it cannot be passed off as that of an operator', async () => {
  expect((await client.get(counts)).status).toBe(200)
  const response = await fetch(`${service.url}/api/v1/me/operator`, {
    headers: { cookie: `${accessCookie('operator')}=${client.token}` },
  })
  expect([response.status, (await response.json()).code]).toEqual([401, 'session_expired'])
})

test('with a letter changed it is another one, and forged', async () => {
  expect((await client.get(counts)).status).toBe(200)
  const [head, claims, signature = ''] = client.token!.split('.')
  const other = signature.startsWith('A') ? 'B' : 'A'
  const response = await fetch(service.url + counts, {
    headers: { authorization: `Bearer ${head}.${claims}.${other}${signature.slice(1)}` },
  })
  expect([response.status, (await response.json()).code]).toEqual([401, 'session_expired'])
})
