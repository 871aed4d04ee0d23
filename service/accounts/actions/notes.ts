/** Signed notes that a browser carries, in a cookie out of reach of scripts, from one step of signing in to the next. */
import { createSecretKey } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import type * as z from 'zod/mini'
import { clock } from '../../clock.ts'
import { config } from '../../config.ts'
import type { Http } from '../../http/serve.ts'

/** Where notes are sent, unless they say another place, and nowhere else. */
const usualPath = '/api/v1/sessions/operator/dingtalk'

export interface Note<S> {
  name: string
  /** That it counts. */
  seconds: number
  content: S
  path?: string
}

const cookieOf = (name: string) => `pw_${name}`
const audienceOf = (name: string) => `note:${name}`

/** Seconds longer that the browser keeps it: so that a note that is over can be told from none. */
const kept = 3_600

export function handOver<S extends z.ZodMiniType>(
  http: Http,
  { name, seconds, path = usualPath }: Note<S>,
  content: z.output<S> & object,
): void {
  const [{ id, key }] = config().sessionKeys
  const iat = Math.floor(clock.time() / 1000)
  const token = jsonwebtoken.sign(
    { note: content, aud: audienceOf(name), iat },
    createSecretKey(key),
    { algorithm: 'HS256', keyid: id, expiresIn: seconds },
  )
  http.setCookie(cookieOf(name), token, { path, seconds: seconds + kept })
}

/** The note that the browser carries: its content, `over` when it counts no longer, `none` when it is not ours. */
export function readNote<S extends z.ZodMiniType>(
  http: Http,
  { name, content }: Note<S>,
): z.output<S> | 'over' | 'none' {
  const token = http.cookie(cookieOf(name)) ?? ''
  for (const { key } of config().sessionKeys) {
    try {
      const found = jsonwebtoken.verify(token, createSecretKey(key), {
        algorithms: ['HS256'],
        audience: audienceOf(name),
        clockTimestamp: Math.floor(clock.time() / 1000),
      }) as jsonwebtoken.JwtPayload
      const parsed = content.safeParse(found['note'])
      return parsed.success ? parsed.data : 'none'
    } catch (error) {
      if (error instanceof jsonwebtoken.TokenExpiredError) return 'over'
      // nonsense makes the library throw what JSON.parse throws; another key of the ring may fit
      const forged = error instanceof jsonwebtoken.JsonWebTokenError || error instanceof SyntaxError
      if (!forged) throw error
    }
  }
  return 'none'
}

export function takeBack(
  http: Http,
  { name, path = usualPath }: Pick<Note<unknown>, 'name' | 'path'>,
): void {
  http.setCookie(cookieOf(name), '', { path, seconds: 0 })
}
