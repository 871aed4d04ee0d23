/** What one device does with a request of its web view: on to the service with the device's own cookies, back with the bridge in front. */
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib'
import type { SimulatorSettings } from '../settings.ts'
import type { StoredPerson } from '../state/shapes/people.ts'
import type { Store } from '../state/store.ts'
import { cookieHeader, storeCookies } from './cookie-jar.ts'
import { choosesLanguage, guideStepOf, readLanguage } from './guide-steps.ts'
import { userAgentOf } from './user-agent.ts'
import { answerUnreachable } from './unreachable.ts'

const bridgeTag = '<script src="/__simulator/bridge.js"></script>'

/** Headers that belong to one connection and are not handed on. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

export interface ProxyParts {
  settings: SimulatorSettings
  store: Store
  person: () => StoredPerson
  /** Origins that may show the device in a frame. */
  frameAncestors: (request: IncomingMessage) => string
}

/** Sends the request on and the answer back. */
export function forward(parts: ProxyParts, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { settings, store } = parts
  const target = new URL(settings.targetUrl)
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  const path = incoming.url ?? '/'
  const chosen = choosesLanguage(incoming.method, path) ? readLanguage(incoming) : undefined
  const upstream = send(
    {
      protocol: target.protocol,
      hostname: target.hostname,
      port: target.port,
      method: incoming.method,
      path: target.pathname.replace(/\/$/, '') + path,
      headers: requestHeaders(parts, incoming),
    },
    (answer) => {
      const person = parts.person()
      const lines = answer.headers['set-cookie']
      if (lines) {
        person.cookies = storeCookies(person.cookies, lines, path.split('?')[0] ?? '/')
        store.changed()
      }
      if (answer.statusCode === 200) void chosen?.then((language) => speak(parts, language))
      const step = guideStepOf(incoming.method, path, answer.statusCode)
      if (step && !person.deeds?.includes(step)) {
        person.deeds = [...(person.deeds ?? []), step]
        store.changed()
      }
      void respond(parts, incoming, answer, outgoing)
    },
  )
  upstream.on('error', () => {
    if (outgoing.headersSent) outgoing.destroy()
    else answerUnreachable(incoming, outgoing)
  })
  outgoing.on('close', () => upstream.destroy())
  incoming.pipe(upstream)
}

/** What a person chooses in the app holds for the whole device: one person reads one language. */
function speak({ store, person }: ProxyParts, language: string | undefined): void {
  if (!language || person().language === language) return
  person().language = language
  store.changed()
}

function requestHeaders(parts: ProxyParts, incoming: IncomingMessage) {
  const { settings } = parts
  const person = parts.person()
  const publicUrl = new URL(settings.publicUrl)
  const own = `http://${incoming.headers.host ?? ''}`
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined && !hopByHop.has(name) && name !== 'cookie') headers[name] = value
  headers.host = publicUrl.host
  // A foreign origin stays what it is, so that the service can refuse it.
  if (headers.origin === own) headers.origin = publicUrl.origin
  const referer = incoming.headers.referer
  if (referer?.startsWith(`${own}/`)) headers.referer = publicUrl.origin + referer.slice(own.length)
  headers['user-agent'] = userAgentOf(person)
  headers['accept-language'] = acceptLanguage(person.language)
  const cookie = cookieHeader(person.cookies, (incoming.url ?? '/').split('?')[0] ?? '/')
  if (cookie) headers.cookie = cookie
  if (wantsPage(incoming)) headers['accept-encoding'] = 'identity'
  return headers
}

const wantsPage = (incoming: IncomingMessage) =>
  incoming.headers.accept?.includes('text/html') ?? false

const acceptLanguage = (language: string) =>
  language === 'en' ? 'en' : `${language},${language.split('-')[0]};q=0.9,en;q=0.5`

async function respond(
  parts: ProxyParts,
  incoming: IncomingMessage,
  answer: IncomingMessage,
  outgoing: ServerResponse,
) {
  const { settings } = parts
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined && !hopByHop.has(name) && name !== 'set-cookie') headers[name] = value
  const own = `http://${incoming.headers.host ?? ''}`
  if (typeof headers.location === 'string' && isPublic(settings, headers.location))
    headers.location = own + headers.location.slice(settings.publicUrl.length)
  for (const name of ['content-security-policy', 'content-security-policy-report-only']) {
    const policy = headers[name]
    if (typeof policy === 'string')
      headers[name] = allowFrame(policy, parts.frameAncestors(incoming))
  }
  const status = answer.statusCode ?? 502
  const isPage = /^text\/html\b/i.test(String(answer.headers['content-type'] ?? ''))
  if (!isPage || incoming.method === 'HEAD' || status === 304) {
    outgoing.writeHead(status, headers)
    // Server-sent events must not wait for a buffer to fill.
    outgoing.flushHeaders()
    answer.pipe(outgoing)
    answer.on('error', () => outgoing.destroy())
    return
  }
  try {
    const html = injectBridge(await readText(answer))
    delete headers['content-encoding']
    headers['content-length'] = String(Buffer.byteLength(html))
    outgoing.writeHead(status, headers)
    outgoing.end(html)
  } catch {
    // The service broke off in the middle of a page: so does the device.
    outgoing.destroy()
  }
}

export const isPublic = (settings: SimulatorSettings, url: string) =>
  url === settings.publicUrl ||
  ['/', '?', '#'].some((next) => url.startsWith(settings.publicUrl + next))

/** The policy with only its `frame-ancestors` replaced; a policy that has none is left alone. */
export function allowFrame(policy: string, ancestors: string) {
  return policy
    .split(';')
    .map((directive) =>
      /^\s*frame-ancestors(\s|$)/i.test(directive)
        ? `${/^\s*/.exec(directive)?.[0] ?? ''}frame-ancestors ${ancestors}`
        : directive,
    )
    .join(';')
}

/** The page with the bridge as the first thing in its head. */
export function injectBridge(html: string) {
  const head = /<head(\s[^>]*)?>/i.exec(html)
  if (head) {
    const end = head.index + head[0].length
    return html.slice(0, end) + bridgeTag + html.slice(end)
  }
  const start = /^\s*(<!doctype[^>]*>)?\s*(<html[^>]*>)?/i.exec(html)?.[0].length ?? 0
  return `${html.slice(0, start)}<head>${bridgeTag}</head>${html.slice(start)}`
}

async function readText(answer: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  const raw = Buffer.concat(chunks)
  switch (answer.headers['content-encoding']) {
    case 'gzip':
      return (await promisify(gunzip)(raw)).toString('utf8')
    case 'br':
      return (await promisify(brotliDecompress)(raw)).toString('utf8')
    case 'deflate':
      return (await promisify(inflate)(raw)).toString('utf8')
    case 'zstd':
      return (await promisify(zstdDecompress)(raw)).toString('utf8')
    case undefined:
    case 'identity':
      return raw.toString('utf8')
    default:
      throw new Error('a page in an encoding that this device cannot read')
  }
}
