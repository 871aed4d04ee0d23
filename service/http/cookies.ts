/** Cookies: their names and attributes, over https and without it. */
import type { Context } from 'koa'
import { config } from '../config.ts'

const overTls = () => config().publicUrl.startsWith('https://')

/**
 * As the browser knows it. It takes the prefix only from us over TLS: neither a page that was tampered with on plain
 * http nor, on a machine in between, anybody else can plant such a cookie.
 */
export const cookieName = (name: string) => (overTls() ? `__Secure-${name}` : name)

/** Over https also under the name without the prefix, which the release before this one has set: until the next release. */
export function readCookie(ctx: Context, name: string): string | undefined {
  const value = ctx.cookies.get(cookieName(name))
  return value === undefined && overTls() ? ctx.cookies.get(name) : value
}

interface Options {
  path: string
  /** 0 takes it out of the browser. */
  seconds: number
}

/** Sets or takes out a cookie out of reach of scripts; the one of the release before goes at the same time. */
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
  cookies.set(cookieName(name), value, { ...options, maxAge: seconds * 1000 })
  // the browser may hold one that it does not send here, so whoever takes a cookie out takes both
  const old = secure && (seconds === 0 || cookies.get(name) !== undefined)
  if (old) cookies.set(name, '', { ...options, maxAge: 0 })
}
