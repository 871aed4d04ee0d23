/** What every endpoint has in common: problems, limits, headers, idempotency, documentation. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const newStaff = () => ({ id: randomUUIDv7(), name: 'Ana', phone: `+65812${tail()}` })
let n = 10_000
const tail = () => String(n++)

test('bad input names every field and what to do, and nothing is written', async () => {
  const answer = await admin.client.post('/api/v1/staff', { id: 'x', name: ' ', phone: 7 })
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.body).toMatchObject({ code: 'bad_input', status: 400, field: 'id' })
  expect(answer.body.fields.map(({ field }: { field: string }) => field)).toEqual([
    'id',
    'name',
    'phone',
  ])
  expect(answer.body.remedy).not.toBe('')
  expect(await StaffMembers.countDocuments()).toBe(0)
})

test('what is no JSON, too large, or of another type is refused', async () => {
  const send = (body: string, type = 'application/json') =>
    fetch(`${service.url}/api/v1/staff`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin.client.token}`, 'content-type': type },
      body,
    }).then(async (response) => [response.status, (await response.json()).code])
  expect(await send('{"name":')).toEqual([400, 'bad_input'])
  expect(await send(JSON.stringify({ name: 'x'.repeat(300_000) }))).toEqual([413, 'body_too_large'])
  expect(await send('<a/>', 'text/xml')).toEqual([415, 'unsupported_media'])
})

test('an address that is not there, and a method that is not taken', async () => {
  const { client } = admin
  expect((await client.get('/api/v1/nothing')).body.code).toBe('not_found')
  const refused = await client.delete('/api/v1/staff')
  expect([refused.status, refused.body.code]).toEqual([405, 'method_not_allowed'])
  expect(refused.headers.get('allow')).toBe('GET, HEAD, POST')
})

test('a path is found with a slash at its end, by HEAD, and with letters in it that are escaped', async () => {
  const { client } = admin
  expect((await client.get('/api/v1/staff/')).status).toBe(200)
  const head = await fetch(`${service.url}/api/v1/staff`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${client.token}` },
  })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const body = newStaff()
  expect((await client.post('/api/v1/staff', body)).status).toBe(201)
  const escaped = body.id.replaceAll('-', '%2D')
  expect((await client.get(`/api/v1/staff/${escaped}`)).body.id).toBe(body.id)
  expect((await client.get('/api/v1/staff/%E0%A4%A')).body.code).toBe('bad_input')
  await StaffMembers.deleteOne({ _id: body.id })
})

test('long answers are compressed for those who take it, and for no others', async () => {
  const ask = (encoding: string) =>
    fetch(`${service.url}/api/v1/products`, {
      headers: { authorization: `Bearer ${admin.client.token}`, 'accept-encoding': encoding },
    })
  const [packed, plain] = [await ask('gzip'), await ask('identity')]
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(plain.headers.get('content-encoding')).toBe(null)
  expect(await packed.json()).toEqual(await plain.json())
})

test('every answer has a request id, and a sensible one of the caller is kept', async () => {
  const answer = await clientOf(service.url).get('/api/v1/me/operator')
  expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId)
  const kept = await fetch(`${service.url}/healthz`, {
    headers: { 'x-request-id': 'from-caller-1' },
  })
  expect(kept.headers.get('x-request-id')).toBe('from-caller-1')
})

test('pages of the app may be framed by DingTalk and run only their own scripts', async () => {
  const policy =
    (await fetch(`${service.url}/healthz`)).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'self' https://*.dingtalk.com")
  expect(policy).not.toContain('upgrade-insecure-requests')
})

test('answers that are no page load nothing, are in no frame of another page, and are what they say they are', async () => {
  for (const path of ['/api/v1/products', '/api/v1/nowhere']) {
    const { headers } = await fetch(service.url + path)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})

test('a POST repeated with its Idempotency-Key is done once and answered the same', async () => {
  const { client } = admin
  const headers = { 'idempotency-key': 'first-key' }
  const body = newStaff()
  const first = await client.post('/api/v1/staff', body, headers)
  const again = await client.post('/api/v1/staff', body, headers)
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  const other = await client.post('/api/v1/staff', newStaff(), headers)
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  expect(await Events.countDocuments({ 'subject.id': body.id })).toBe(1)
})

test('a refusal is repeated too, but bad input frees the key', async () => {
  const { client } = admin
  const body = newStaff()
  await client.post('/api/v1/staff', body)
  const clash = { ...newStaff(), phone: body.phone }
  const refused = await client.post('/api/v1/staff', clash, { 'idempotency-key': 'k2' })
  expect(refused.body.code).toBe('already_staff')
  await StaffMembers.deleteOne({ _id: body.id })
  const again = await client.post('/api/v1/staff', clash, { 'idempotency-key': 'k2' })
  expect(again.body.code).toBe('already_staff')
  const bad = { ...newStaff(), name: '' }
  expect((await client.post('/api/v1/staff', bad, { 'idempotency-key': 'k3' })).status).toBe(400)
  const good = await client.post('/api/v1/staff', newStaff(), { 'idempotency-key': 'k3' })
  expect(good.status).toBe(201)
})

test('twins with one key at the same moment: one is done, the other is told to wait or gets the same answer', async () => {
  const body = newStaff()
  const send = () => admin.client.post('/api/v1/staff', body, { 'idempotency-key': 'twins' })
  const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status)
  expect(statuses).toContain(201)
  expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
  expect(await Events.countDocuments({ 'subject.id': body.id })).toBe(1)
})

test('the API describes itself in OpenAPI 3.1, browsable without another site', async () => {
  const document = await (await fetch(`${service.url}/openapi.json`)).json()
  expect(document.openapi).toBe('3.1.0')
  const add = document.paths['/api/v1/staff'].post
  expect(add.operationId).toBe('addStaff')
  expect(Object.keys(add.responses).map(Number)).toEqual(
    expect.arrayContaining([201, 400, 401, 403, 409, 413, 415, 500, 503]),
  )
  expect(add.responses['401'].description).toMatch(/`signed_out`.*`session_expired`/)
  expect(add.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key' }))
  expect(add.security).toEqual([{ operator: [] }, { bearer: [] }])
  expect(add.description).toBe('For operators of an ISO who hold `staff.add`.')
  expect([add['x-caller'], add['x-right']]).toEqual(['iso', 'staff.add'])
  expect(document.security).toContainEqual({ operator: [] })
  expect(document.components.securitySchemes.operator).toMatchObject({ in: 'cookie' })
  expect(document.paths['/api/v1/join/{joinCode}'].get.security).toEqual([])
  const ask = document.paths['/api/v1/join/{joinCode}/requests'].post
  expect(JSON.stringify(ask.parameters)).not.toContain('Idempotency-Key')
  const page = await (await fetch(`${service.url}/docs`)).text()
  for (const [, source] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect(source).toMatch(/^\//)
    expect((await fetch(service.url + source)).status).toBe(200)
  }
})

test('each operation in OpenAPI is summed up by what it does, beginning with a verb', async () => {
  const document = await (await fetch(`${service.url}/openapi.json`)).json()
  const verbs =
    'List|Get|Count|Check|Stream|Download|Export|Show|Choose|Change|Save|Set|Add|Assign|Upload|Submit|Send|' +
    'Start|Pause|Resume|Suspend|Cancel|Withdraw|Undo|Decide|Approve|Reject|Accept|Return|Reassign|Agree|Decline|' +
    'Appeal|Modify|Correct|Remove|Delete|Replace|Refresh|Retry|Resend|Retire|Request|Sign|Switch|Take|Link|' +
    'Unlink|Mail|Free|Confirm|Publish'
  const form = new RegExp(`^(${verbs}) .*[^.]$`)
  const summaries = Object.values<Record<string, { summary: string }>>(document.paths).flatMap(
    (item) => Object.values(item).map(({ summary }) => summary),
  )
  expect(summaries.length).toBeGreaterThan(100)
  expect(summaries.filter((summary) => !form.test(summary))).toEqual([])
})

test('OpenAPI names what the server itself refuses, and as what files come and go, with examples', async () => {
  const document = await (await fetch(`${service.url}/openapi.json`)).json()
  interface Operation {
    responses: Record<string, { content: Record<string, { example?: unknown }>; headers?: object }>
  }
  for (const [path, item] of Object.entries<Record<string, Operation>>(document.paths)) {
    for (const { responses } of Object.values(item)) {
      for (const status of ['400', '408', '431', '500', '503']) {
        const problem = responses[status]?.content['application/problem+json']
        expect([path, status, problem?.example]).toEqual([
          path,
          status,
          expect.objectContaining({ status: Number(status), code: expect.any(String) }),
        ])
      }
    }
  }
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  for (const path of [
    '/api/v1/staff/export',
    '/api/v1/workspace/submissions/export',
    '/api/v1/workspace/marketing-codes/export',
    '/api/v1/staff-imports/{importId}/report',
    '/api/v1/staff-import-template',
  ]) {
    const { content } = document.paths[path].get.responses['200']
    expect(Object.keys(content)).toEqual(['text/csv', xlsx])
    expect(content['text/csv'].example).toMatch(/^\ufeff"[^"]+",/)
    expect(content[xlsx].schema).toEqual({ type: 'string', format: 'binary' })
  }
  const sent = document.paths['/api/v1/staff-imports/{importId}'].put.requestBody.content
  expect(Object.keys(sent)).toEqual(['text/csv', xlsx])
  expect(document.paths['/api/v1/staff'].post.responses['201'].headers).toHaveProperty(
    'idempotency-replayed',
  )
})

test('what OpenAPI says of files is what comes', async () => {
  const document = await (await fetch(`${service.url}/openapi.json`)).json()
  for (const format of ['csv', 'xlsx']) {
    for (const path of ['/api/v1/staff/export', '/api/v1/staff-import-template']) {
      const { headers } = await admin.client.get(`${path}?format=${format}`)
      const type = headers.get('content-type')?.split(';')[0]
      expect(Object.keys(document.paths[path].get.responses['200'].content)).toContain(type)
    }
  }
})

test('health, readiness and metrics are there for those who run it', async () => {
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
  const metrics = await (await fetch(`${service.url}/metrics`)).text()
  expect(metrics).toContain('http_request_seconds_count{method="POST",route="/api/v1/staff"')
  expect(metrics).toMatch(/^outbox_oldest_due_seconds \d/m)
  expect(metrics).toMatch(/^outbox_failed_events 0$/m)
})

test('only one of our own proxies may say which caller it forwards', async () => {
  const address = '198.51.100.9'
  const ask = (forwarded: string) =>
    fetch(`${service.url}/api/v1/join/unknown-code`, { headers: { 'x-forwarded-for': forwarded } })
  clock.arrange()
  let last = 0
  // what a caller writes in front of its own address does not make it another caller
  for (let i = 0; i < 121; i++) last = (await ask(`10.9.8.${i % 250}, ${address}`)).status
  expect(last).toBe(429)
  expect((await ask('198.51.100.10')).status).toBe(404)
})
