/** A person's device between the browser and the service: bridge first, cookies kept, framing allowed, nothing else touched. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { createTransport } from 'nodemailer'
import { simulated } from './simulated.ts'

const policy =
  "default-src 'self'; script-src 'self'; frame-ancestors 'none'; connect-src 'self' https://x.example"
const page =
  '<!doctype html><html lang="en"><head data-x="1"><script src="/first.js"></script></head><body>Hi</body></html>'

const encoders: Record<string, (text: Buffer) => Buffer> = {
  gzip: gzipSync,
  br: brotliCompressSync,
  deflate: deflateSync,
  zstd: zstdCompressSync,
}

/** A tiny service that tells what it was asked. */
async function service() {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: first\n\n')
      return
    }
    const encoding = /^\/as\/(\w+)$/.exec(request.url ?? '')?.[1]
    const encode = encoding && encoders[encoding]
    if (encode) {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': encoding })
      response.end(encode(Buffer.from(page)))
      return
    }
    response.writeHead(200, {
      'content-type': request.url === '/data' ? 'application/json' : 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'set-cookie': [
        'session=one; Path=/; HttpOnly; Secure',
        'gone=1; Path=/; Max-Age=0',
        '__Secure-good=1; Path=/; Secure; Partitioned',
        '__Secure-bad=1; Path=/; HttpOnly',
      ],
    })
    response.end(request.url === '/data' ? '{"head":"<head>"}' : page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, seen }
}

async function deviceOf(person: string) {
  const target = await service()
  const simulator = await simulated({ targetUrl: target.url, publicUrl: 'https://work.example' })
  const url = simulator.devices[person]
  if (!url) throw new Error('no device')
  return { url, seen: target.seen, simulator }
}

test('the bridge is the first thing in the head, and only frame-ancestors changes', async () => {
  const { url, simulator } = await deviceOf('mei')
  const response = await fetch(`${url}/`, { headers: { accept: 'text/html' } })
  expect(await response.text()).toBe(
    page.replace(
      '<head data-x="1">',
      '<head data-x="1"><script src="/__simulator/bridge.js"></script>',
    ),
  )
  const csp = response.headers.get('content-security-policy') ?? ''
  expect(csp.replace(/frame-ancestors [^;]+/, "frame-ancestors 'none'")).toBe(policy)
  expect(csp).toContain(simulator.url)
  expect(response.headers.get('set-cookie')).toBeNull()

  const script = await fetch(`${url}/__simulator/bridge.js`)
  expect(script.headers.get('content-type')).toContain('javascript')
  expect(await script.text()).toContain('nuva')

  const data = await fetch(`${url}/data`)
  expect(await data.text()).toBe('{"head":"<head>"}')
})

test.each(['gzip', 'br', 'deflate', 'zstd'])(
  'a page that comes as %s, as a service worker asks for it, is read and gets the bridge',
  async (encoding) => {
    const { url } = await deviceOf('mei')
    const response = await fetch(`${url}/as/${encoding}`, { headers: { accept: '*/*' } })
    expect(response.headers.get('content-encoding')).toBeNull()
    const text = await response.text()
    expect(text).toContain('<script src="/__simulator/bridge.js"></script>')
    expect(text).toContain('Hi')
  },
)

test('cookies stay in the device, and each person has their own', async () => {
  const { url, seen, simulator } = await deviceOf('mei')
  await fetch(`${url}/`, { headers: { cookie: 'planted=1' } })
  await fetch(`${url}/`, { headers: { cookie: 'planted=1', origin: url, referer: `${url}/a?b` } })
  await fetch(`${simulator.devices.olivia}/`)
  const [first, second, other] = seen.map(({ headers }) => headers)
  expect(first?.cookie).toBeUndefined()
  expect(second?.cookie).toBe('session=one; __Secure-good=1')
  expect(other?.cookie).toBeUndefined()
  expect(second).toMatchObject({
    host: 'work.example',
    origin: 'https://work.example',
    referer: 'https://work.example/a?b',
  })
  expect(second?.['user-agent']).toContain('AliApp(DingTalk/')
  expect(other?.['user-agent']).toContain('DingTalk(')
})

test('going offline breaks what is under way and everything after', async () => {
  const { url, simulator } = await deviceOf('mei')
  const device = '/simulator/api/people/mei/device'
  const stream = await fetch(`${url}/events`)
  const reader = stream.body?.getReader()
  const first = await reader?.read()
  expect(new TextDecoder().decode(first?.value as Uint8Array)).toBe('data: first\n\n')
  await simulator.ask('PATCH', device, { online: false })
  await expect(reader?.read()).rejects.toThrow(TypeError)
  await expect(fetch(`${url}/`)).rejects.toThrow(TypeError)
  await simulator.ask('PATCH', device, { online: true })
  expect((await fetch(`${url}/`)).status).toBe(200)
})

test('a photo taken on a device carries its time and place, an album photo its own', async () => {
  const { url } = await deviceOf('mei')
  const exifOf = async (id: string) => {
    const response = await fetch(`${url}/__simulator/photos/${id}.jpg`)
    const { exif } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    return exif?.toString('latin1') ?? ''
  }
  const today = new Date().toISOString().slice(0, 10).replaceAll('-', ':')
  expect(await exifOf('storefront-day')).toContain(today)
  expect(await exifOf('storefront-old')).toContain('2025:09:14')
})

test('a mail that the service sends can be read', async () => {
  const simulator = await simulated()
  const transport = createTransport(simulator.smtpUrl)
  await transport.sendMail({
    from: 'Partner Workspace <no-reply@example.com>',
    to: 'olivia@harbourpay.example',
    subject: '验证码 482913',
    text: 'Your code is 482913',
  })
  const mails = await simulator.ask('GET', '/simulator/api/mails')
  expect(mails.body).toMatchObject([
    { to: 'olivia@harbourpay.example', subject: '验证码 482913', text: 'Your code is 482913\n' },
  ])
  expect((await simulator.state()).mailCount).toBe(1)
})
