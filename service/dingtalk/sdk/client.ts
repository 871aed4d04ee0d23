/** The only file that loads DingTalk's SDK: its clients over https, one call at a time, with our errors. */
import { createRequire } from 'node:module'
import { config } from '../../config.ts'
import {
  banned,
  DingTalkError,
  isBan,
  networkError,
  newError,
  pauseAfterPage,
  unpromised,
} from '../errors.ts'
import { withinLimit } from '../limits.ts'
import { countError } from '../metrics.ts'

type OpenApi = typeof import('@alicloud/openapi-client', { with: { 'resolution-mode': 'require' } })
type Util = typeof import('@alicloud/tea-util', { with: { 'resolution-mode': 'require' } })
interface Modules {
  oauth2_1_0: typeof import('@alicloud/dingtalk/dist/oauth2_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  robot_1_0: typeof import('@alicloud/dingtalk/dist/robot_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  card_1_0: typeof import('@alicloud/dingtalk/dist/card_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  contact_1_0: typeof import('@alicloud/dingtalk/dist/contact_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
  gateway_1_0: typeof import('@alicloud/dingtalk/dist/gateway_1_0/client.js', {
    with: { 'resolution-mode': 'require' },
  })
}

/** Milliseconds for the connection, and for the answer. */
const connectTimeout = 3_000
const readTimeout = 5_000

// Loading costs 25 MB and 90 ms a module: done when the first call needs it. The package is CommonJS whose
// classes are not visible to an import, and its index would load all 115 modules.
const require = createRequire(import.meta.url)

export function load<N extends keyof Modules>(name: N): Modules[N] {
  const loaded = require(`@alicloud/dingtalk/dist/${name}/client.js`) as Modules[N]
  watchForBans(loaded.default.prototype as unknown as Executing)
  return loaded
}

interface Executing {
  execute(...given: unknown[]): Promise<Record<string, unknown>>
}

/** The SDK drops fields that it does not know, so a ban, which comes with status 200, is looked for before that. */
function watchForBans(prototype: Executing): void {
  if (Object.hasOwn(prototype, 'execute')) return
  const { execute } = prototype
  prototype.execute = async function executeUnlessBanned(this: Executing, ...given) {
    const answer = await execute.apply(this, given)
    if (isBan(answer['body'])) throw banned('new')
    return answer
  }
}

/**
 * Settings of a client. Every operation of the SDK says HTTP by itself, which would send the app secret in
 * clear text: the protocol is always given.
 */
export function settings() {
  const { Config } = require('@alicloud/openapi-client') as OpenApi
  const { protocol, host } = new URL(config().dingtalk.apiUrl)
  return new Config({ protocol: protocol.slice(0, -1), endpoint: host, regionId: 'central' })
}

export function runtime() {
  const { RuntimeOptions } = require('@alicloud/tea-util') as Util
  return new RuntimeOptions({
    autoretry: false,
    connectTimeout,
    readTimeout,
  })
}

/** The SDK's error in our words. It is known by shape: its classes are not exported. */
function mapped(error: unknown): DingTalkError {
  if (error instanceof DingTalkError) return error
  // the SDK tells what it could not read by the words of JSON.parse alone, and not with what status it came
  if (error instanceof SyntaxError) {
    const isPage = error.message.includes("'<'")
    return new DingTalkError('new', isPage ? 'html' : 'not_json', 'unavailable', {
      ...(isPage ? { retryAfter: pauseAfterPage } : {}),
      uncertain: true,
    })
  }
  const { name, code, statusCode, data } = error as {
    name?: unknown
    code?: unknown
    statusCode?: unknown
    data?: unknown
  }
  if (isBan(data)) return banned('new')
  if (name === 'RequestTimeoutError') {
    return new DingTalkError('new', 'timeout', 'unavailable', { uncertain: true })
  }
  if (typeof statusCode === 'number') {
    const named = typeof code === 'string' && code !== 'undefined' ? code : undefined
    return newError(statusCode, named)
  }
  // Node's own errors have a code; without one the SDK could not make sense of the answer
  if (typeof code === 'string') return networkError('new', code)
  return new DingTalkError('new', 'unreadable', 'unavailable', { uncertain: true })
}

/**
 * One call of an operation, within the limit of its API.
 * @param isPromised whether the body holds what the API promises; without it, what was done is unknown. Left out
 *   where the caller tells apart what is missing.
 * @throws DingTalkError
 */
export function call<B>(
  api: string,
  work: () => Promise<{ body?: B }>,
  isPromised: (body: B) => unknown = () => true,
): Promise<B> {
  return withinLimit('new', api, () => bodyOf(work, isPromised))
}

async function bodyOf<B>(
  work: () => Promise<{ body?: B }>,
  isPromised: (body: B) => unknown,
): Promise<B> {
  try {
    const { body } = await work()
    if (!body) throw new DingTalkError('new', 'empty', 'unavailable', { uncertain: true })
    if (!isPromised(body)) throw unpromised('new')
    return body
  } catch (error) {
    const known = mapped(error)
    countError(known.family, known.code)
    throw known
  }
}
