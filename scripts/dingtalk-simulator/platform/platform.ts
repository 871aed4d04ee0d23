/** What the endpoints of the simulated platform work with, and how they are declared. */
import type { Callbacks } from '../events/callbacks.ts'
import type { Push } from '../events/push.ts'
import type { StreamGateway } from '../events/stream-gateway.ts'
import type { Misbehaviour } from '../misbehaviour.ts'
import type { SimulatorSettings } from '../settings.ts'
import type { Store } from '../state/store.ts'
import type { CallLimits } from './limits.ts'

export interface Platform {
  settings: SimulatorSettings
  store: Store
  push: Push
  callbacks: Callbacks
  gateway: StreamGateway
  misbehaviour: Misbehaviour
  limits: CallLimits
  /** Where it can be reached, known once it listens; without a slash at the end. */
  addresses: { api: string; secureApi?: string }
}

/** A file of a multipart body. */
export interface UploadedFile {
  name: string
  bytes: Buffer
  /** There was more of it than the platform reads. */
  isCut: boolean
}

export interface PlatformCall {
  path: string
  /** Parts of the path that the endpoint names, such as `{corpId}`. */
  params: Record<string, string>
  query: URLSearchParams
  body: Record<string, unknown>
  /** Of the body, without its parameters: `application/json`. */
  contentType: string
  file?: UploadedFile
  /** Address of the caller. */
  from: string
  /** The token that came with the call, if any. */
  token: string | undefined
  /** `host:port` that the caller used. */
  host: string
  /** It came over TLS. */
  secure: boolean
}

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT'
  /** `{name}` in it stands for one part of the path. */
  path: string
  /** `app`: needs an access token of the app; `user`: one of a person; `none`: needs none. */
  token: 'app' | 'user' | 'none'
  /** The documentation's example of the answer writes `"errcode":"0"`: so it comes while `documentedTexts` is on. */
  exampleHasTexts?: true
  /** Returns what goes under `result` for some, beside `errcode` for others: see the family's `answer`. */
  handle: (platform: Platform, call: PlatformCall) => unknown
}

/** An error of the old family: HTTP 200 with a number. */
export class OldError extends Error {
  override name = 'OldError'
  readonly errcode: number
  readonly subCode: string | undefined

  constructor(errcode: number, message: string, subCode?: string) {
    super(message)
    this.errcode = errcode
    this.subCode = subCode
  }
}

/** An error of the new family: an HTTP status with a code in words. */
export class NewError extends Error {
  override name = 'NewError'
  readonly status: number
  readonly code: string
  readonly accessDeniedDetail: Record<string, unknown> | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    accessDeniedDetail?: Record<string, unknown>,
  ) {
    super(message)
    this.status = status
    this.code = code
    this.accessDeniedDetail = accessDeniedDetail
  }
}

/** A text of the body or the query; throws 400002 when it is required and missing. */
export function oldText(call: PlatformCall, name: string): string {
  const value = oldOptional(call, name)
  if (value === undefined || value === '') throw new OldError(400_002, `缺少参数 ${name}`)
  return value
}

/** The same, `undefined` when missing. Throws 400002 when it is no text. */
export function oldOptional(call: PlatformCall, name: string): string | undefined {
  const value = call.body[name] ?? call.query.get(name) ?? undefined
  if (value === undefined) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new OldError(400_002, `参数 ${name} 类型不正确`)
}

/** A whole number of the body or the query; throws 400002 when it is none. */
export function oldNumber(call: PlatformCall, name: string, otherwise?: number): number {
  const text = oldOptional(call, name)
  if (text === undefined && otherwise !== undefined) return otherwise
  const number = Number(text)
  if (text === undefined || text === '' || !Number.isInteger(number))
    throw new OldError(400_002, `参数 ${name} 不正确`)
  return number
}

/** What the new family says before an API has looked: a parameter that it needs is not there at all. */
export const missing = (name: string) =>
  new NewError(400, `Missing${name}`, `${name} is mandatory for this action.`)

/** A text of the body; throws 400 when it is missing, and the error of the API, if it has one, when it is empty. */
export function newText(
  { body }: Pick<PlatformCall, 'body'>,
  name: string,
  empty: NewError = missing(name),
): string {
  const value = body[name]
  if (value === undefined || value === null) throw missing(name)
  if (typeof value === 'string' && value !== '') return value
  throw empty
}
