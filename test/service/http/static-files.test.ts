/** Files of the mini-app: a browser keeps what never changes, and asks for what may have. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import Koa from 'koa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compression } from '../../../service/http/compression.ts'
import { problemAnswers } from '../../../service/http/problem-answers.ts'
import { isMiniAppBuilt, staticFiles } from '../../../service/http/static-files.ts'

const inline = 'say(1)'
const page = `<!doctype html><title>Workspace</title><script src="/a.js"></script><script>${inline}</script>`
const script = `console.log(${JSON.stringify('word '.repeat(1_000))})`

/** As the service does for pages. */
const policed: Koa.Middleware = (ctx, next) => {
  ctx.set('content-security-policy', "default-src 'self';script-src 'self';img-src data:")
  return next()
}

let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-workspace-static-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), page)
  await writeFile(join(folder, 'service-worker.js'), '// nothing')
  await writeFile(join(folder, 'assets/main-4f7k.js'), script)
  await writeFile(join(folder, 'assets/main-4f7k.js.br'), brotliCompressSync(script))
  const app = new Koa().use(policed).use(problemAnswers).use(compression).use(staticFiles(folder))
  server = createServer(app.callback()).listen(0)
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

// as a browser asks that has a copy; fetch by itself would ask for anything but a copy
const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(url + path, { headers: { 'cache-control': 'max-age=0', ...headers } })

test('a file whose name has its hash is kept without end', async () => {
  const answer = await ask('/assets/main-4f7k.js')
  expect(answer.headers.get('cache-control')).toBe('max-age=31536000,immutable')
  expect(answer.headers.get('content-type')).toMatch(/javascript/)
  expect(await answer.text()).toBe(script)
})

test('it comes as it was compressed when it was built', async () => {
  const answer = await ask('/assets/main-4f7k.js', { 'accept-encoding': 'br' })
  expect(answer.headers.get('content-encoding')).toBe('br')
  expect(answer.headers.get('content-length')).toBe(String(brotliCompressSync(script).length))
  expect(answer.headers.get('vary')).toMatch(/accept-encoding/i)
  expect(await answer.text()).toBe(script)
})

test.each(['/', '/staff/results', '/service-worker.js'])(
  '%s is asked for each time, and not sent again to a browser that has it',
  async (path) => {
    const first = await ask(path)
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    const etag = first.headers.get('etag') ?? ''
    const again = await ask(path, { 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('etag')).toBe(etag)
    expect(again.headers.get('cache-control')).toBe('no-cache')
    expect((await ask(path, { 'if-none-match': 'W/"other"' })).status).toBe(200)
  },
)

test('after another build the page is sent again', async () => {
  const etag = (await ask('/')).headers.get('etag') ?? ''
  await writeFile(join(folder, 'index.html'), page.replace('Workspace', 'Workspace 2'))
  const answer = await ask('/', { 'if-none-match': etag })
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringContaining('Workspace 2'),
  ])
})

test('what is not there, or is outside, is not found', async () => {
  for (const path of [
    '/assets/old-1.js',
    '/..%2f..%2fpackage.json',
    '/.env',
    '/assets/..%2f..%2fx.js',
  ])
    expect([path, (await ask(path)).status >= 400]).toEqual([path, true])
})

test('a mini-app that has not been built is noticed', () => {
  expect(isMiniAppBuilt(folder)).toBe(true)
  expect(isMiniAppBuilt(join(folder, 'assets'))).toBe(false)
})

test('the script that stands in the page may run there, and no other one', async () => {
  const hash = createHash('sha256').update(inline).digest('base64')
  const allowed = `default-src 'self';script-src 'self' 'sha256-${hash}';img-src data:`
  for (const path of ['/', '/work/results', '/index.html']) {
    expect((await ask(path)).headers.get('content-security-policy')).toBe(allowed)
  }
  const file = await ask('/assets/main-4f7k.js')
  expect(file.headers.get('content-security-policy')).not.toContain('sha256')
})
