/** Every address says which methods it takes, and refuses the others in the same way. */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../service/app.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService

beforeAll(async () => {
  const built = join(import.meta.dirname, '../../../dist/miniapp')
  // a fresh clone has not built the pages yet
  if (!existsSync(join(built, 'index.html'))) {
    await mkdir(built, { recursive: true })
    await writeFile(join(built, 'index.html'), '<!doctype html><title>Partner Workspace</title>')
  }
  service = await startTestService()
})
afterAll(() => service.stop())

/** With any method, also one that fetch does not send. */
async function send(method: string, path: string) {
  const { hostname, port } = new URL(service.url)
  const asked = request({ hostname, port, path, method, headers: { connection: 'close' } })
  const answer = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject).end()
  })
  const body = await text(answer)
  const isProblem = answer.headers['content-type']?.includes('problem+json')
  return {
    status: answer.statusCode,
    allow: answer.headers.allow,
    code: isProblem && body ? JSON.parse(body).code : undefined,
    body,
  }
}

const pathOf = (path: string) => path.replace(/:\w+/g, 'some-thing')
const paths = [...new Set(routes.map(({ endpoint }) => pathOf(endpoint.path)))]

test.each(paths)('%s: no method is named twice, and any other is refused', async (path) => {
  const { status, allow, code } = await send('PURGE', path)
  expect([status, code]).toEqual([405, 'method_not_allowed'])
  const named = allow?.split(', ') ?? []
  expect(named.length).toBeGreaterThan(0)
  expect(named).toEqual([...new Set(named)])
  const declared = routes.flatMap(({ endpoint }) =>
    pathOf(endpoint.path) === path ? [endpoint.method] : [],
  )
  // another path may be of the same shape
  expect(named).toEqual(expect.arrayContaining(declared))
  expect(named.includes('HEAD')).toBe(named.includes('GET'))
})

const literal = paths.filter((path) => !path.includes('some-thing'))

test.each(literal)('%s is never read as the id of something', async (path) => {
  const declared = routes.flatMap(({ endpoint }) =>
    endpoint.path === path ? [endpoint.method as string] : [],
  )
  const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
    (method) => !declared.includes(method),
  )
  for (const method of others) {
    const { status, allow, code } = await send(method, path)
    expect([method, status, code]).toEqual([method, 405, 'method_not_allowed'])
    expect(
      allow
        ?.split(', ')
        .filter((name) => name !== 'HEAD')
        .toSorted(),
    ).toEqual([...new Set(declared)].toSorted())
  }
})

test.each([
  ['/healthz', 'HEAD, GET'],
  ['/readyz', 'HEAD, GET'],
  ['/metrics', 'HEAD, GET'],
  ['/openapi.json', 'HEAD, GET'],
  ['/docs', 'HEAD, GET'],
  ['/docs/start.js', 'HEAD, GET'],
  ['/dingtalk/callback', 'POST'],
  ['/dingtalk/robot', 'POST'],
  ['/dingtalk/card', 'POST'],
  ['/', 'GET, HEAD'],
  ['/staff/results', 'GET, HEAD'],
  ['/index.html', 'GET, HEAD'],
])('%s takes %s and nothing else', async (path, allowed) => {
  const isRead = allowed.includes('GET')
  for (const method of ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE']) {
    if (method === 'POST' ? !isRead : method === 'GET' && isRead) continue
    const { status, allow, code } = await send(method, path)
    expect([method, status, code, allow]).toEqual([method, 405, 'method_not_allowed', allowed])
  }
  const options = await send('OPTIONS', path)
  expect([options.status, options.allow, options.body]).toEqual([204, allowed, ''])
  if (!isRead) return
  const [get, head] = [await send('GET', path), await send('HEAD', path)]
  expect([head.status, head.body]).toEqual([get.status, ''])
})

test.each(['/api/v1/nothing', '/old-file.js', '/docs/nothing/at/all', '/..%2fpackage.json'])(
  'what is not there is not found by any method: %s',
  async (path) => {
    for (const method of ['GET', 'POST', 'DELETE', 'PURGE']) {
      const { status, code, allow } = await send(method, path)
      expect([method, status, code, allow]).toEqual([method, 404, 'not_found', undefined])
    }
  },
)

test('reads work by HEAD, and writes are not taken for it', async () => {
  const read = await send('HEAD', '/api/v1/join/some-thing')
  expect([read.status, read.body]).toEqual([404, ''])
  const write = await send('HEAD', '/api/v1/sessions/refresh')
  expect([write.status, write.allow]).toEqual([405, 'POST'])
})
