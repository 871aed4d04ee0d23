/** Cookies: their names and attributes, over https and without it. */
import type { Context } from 'koa'
import { config } from '../config.ts'

const overTls = () => config().publicUrl.startsWith('https://')

/**
 * As the browser knows it. It takes the prefix only from us over TLS: neither a page that was tampered with on plain
 * http nor a machine in between can plant such a cookie.
 */
export const cookieName = (name: string) => (overTls() ? `__Secure-${name}` : name)

/**
 * Over https also under the name without the prefix, which is all that a browser has from an earlier release. It counts
 * only where the prefixed one is missing.
 */
export function readCookie(ctx: Context, name: string): string | undefined {
  const value = ctx.cookies.get(cookieName(name))
  return value === undefined && overTls() ? ctx.cookies.get(name) : value
}

/**
 * Of a cookie that is there under both names the one without the prefix: an instance of an earlier release may have
 * written it later. Any site on the domain can plant it, so it must prove by itself that it belongs to the other one.
 */
export function readUnprefixed(ctx: Context, name: string): string | undefined {
  return overTls() ? ctx.cookies.get(name) : undefined
}

interface Options {
  path: string
  /** 0 takes it out of the browser. */
  seconds: number
}

/**
 * Sets or takes out a cookie out of reach of scripts. Over https also under the name without the prefix,
 * so that a browser may reach an instance of an earlier release, which reads no other.
 */
export function writeCookie(
  ctx: Context,
  name: string,
  value: string,
  { path, seconds }: Options,
): void {
  const { cookies } = ctx
  const secure = overTls()
  // TLS often ends before us, where the library would refuse to send a secure cookie
  cookies.secure = secure
  const options = {
    path,
    httpOnly: true,
    // DingTalk's desktop client shows us in a frame of its own site (decision 008)
    ...(secure
      ? { sameSite: 'none' as const, secure, partitioned: true }
      : { sameSite: 'lax' as const }),
    overwrite: true,
  }
  for (const one of new Set([cookieName(name), name])) {
    cookies.set(one, value, { ...options, maxAge: seconds * 1000 })
  }
}
