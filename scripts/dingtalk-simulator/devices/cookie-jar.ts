/** The cookies of one device, kept on the server's side. */
import type { StoredCookie } from '../state/shapes/people.ts'

/** Takes the `Set-Cookie` lines of an answer into the jar; an expired one removes its cookie. */
export function storeCookies(jar: StoredCookie[], lines: string[], requestPath: string) {
  let cookies = jar
  for (const line of lines) {
    const cookie = parseSetCookie(line, requestPath)
    if (!cookie) continue
    cookies = cookies.filter((one) => one.name !== cookie.name || one.path !== cookie.path)
    if (cookie.expiresAt === undefined || cookie.expiresAt > Date.now())
      cookies = [...cookies, cookie]
  }
  return cookies
}

/** The `Cookie` header for a path, `undefined` when there is none to send. Longest path first. */
export function cookieHeader(jar: StoredCookie[], path: string) {
  const now = Date.now()
  const sent = jar
    .filter(
      (cookie) =>
        (cookie.expiresAt === undefined || cookie.expiresAt > now) && covers(cookie.path, path),
    )
    .toSorted((a, b) => b.path.length - a.path.length)
  return sent.length > 0 ? sent.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined
}

/** RFC 6265, 5.1.4. */
const covers = (cookiePath: string, path: string) =>
  path === cookiePath ||
  (path.startsWith(cookiePath) && (cookiePath.endsWith('/') || path[cookiePath.length] === '/'))

function parseSetCookie(line: string, requestPath: string): StoredCookie | undefined {
  const [pair = '', ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  if (equals < 1) return undefined
  const cookie: StoredCookie = {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    path: requestPath.slice(0, Math.max(1, requestPath.lastIndexOf('/'))),
  }
  let maxAge: number | undefined
  let secure = false
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.trim().split(/=(.*)/s)
    switch (name.toLowerCase()) {
      case 'secure':
        secure = true
        break
      case 'path':
        if (value.startsWith('/')) cookie.path = value
        break
      case 'max-age':
        if (/^-?\d+$/.test(value)) maxAge = Number(value)
        break
      case 'expires': {
        const at = Date.parse(value)
        if (!Number.isNaN(at)) cookie.expiresAt = at
        break
      }
    }
  }
  // browsers take no cookie with such a name that says less
  if (/^__(Secure|Host)-/i.test(cookie.name) && !secure) return undefined
  if (maxAge !== undefined) cookie.expiresAt = Date.now() + maxAge * 1000
  return cookie
}
