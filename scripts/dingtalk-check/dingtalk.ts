/** Asks DingTalk directly, without the service's queue and database, and keeps what the answer says besides its content. */
import type { Config } from '../../service/config.ts'
import { isBan, type Family } from '../../service/dingtalk/errors.ts'
import { kindOfNew, kindOfOld, type Kind } from '../../service/dingtalk/error-codes.ts'
import { wrong, type Finding } from './findings.ts'

/** Milliseconds. */
const patience = 10_000

type Json = Record<string, unknown>

export interface Answered {
  /** `ok`, DingTalk's code (the inner one where it is wrapped), or ours: `unreachable`, `late`, `page`, `unreadable`. */
  code: string
  /** What the code means to the service; undefined where DingTalk did what was asked, or did not answer. */
  kind?: Kind
  family?: Family
  body: Json
  /** Permissions that DingTalk says are missing. */
  requiredScopes: string[]
  /** DingTalk's time, milliseconds since 1970; NaN when it said none. */
  date: number
}

const asObject = (value: unknown): Json =>
  value && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {}

const nothing = (code: string): Answered => ({
  code,
  body: {},
  requiredScopes: [],
  date: Number.NaN,
})

async function exchange(family: Family, url: URL, init: RequestInit): Promise<Answered> {
  let response: Response
  let text: string
  try {
    const signal = AbortSignal.timeout(patience)
    response = await fetch(url, { ...init, redirect: 'manual', signal })
    text = await response.text()
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError'
    return nothing(isLate ? 'late' : 'unreachable')
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  let body: Json
  try {
    body = asObject(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const isPage = text.trimStart().startsWith('<')
    return { ...nothing(isPage ? 'page' : 'unreadable'), date }
  }
  // a ban in JSON belongs to neither family
  if (isBan(body)) return { ...nothing('page'), date }
  const code = codeOf(response.status, body)
  const kind = family === 'old' ? kindOfOld(code) : kindOfNew(response.status, code)
  return {
    code,
    ...(code === 'ok' ? {} : { kind }),
    family,
    body,
    requiredScopes: scopesOf(body),
    date,
  }
}

function codeOf(status: number, body: Json): string {
  const errcode = body['errcode']
  if (errcode !== undefined) {
    if (Number(errcode) === 0) return 'ok'
    return String(Number(errcode) === 88 ? (body['sub_code'] ?? errcode) : errcode)
  }
  if (status < 400) return 'ok'
  return String(body['code'] ?? `http_${status}`)
}

function scopesOf(body: Json): string[] {
  const detail = asObject(body['accessdenieddetail'] ?? body['accessDeniedDetail'])
  const scopes = detail['requiredScopes']
  return Array.isArray(scopes) ? scopes.map(String) : []
}

/** Codes of both families for what is wrong with the app and not with the call. */
const general: Record<string, (subject: string) => Finding> = {
  unreachable: (subject) => wrong(subject, 'DingTalk cannot be reached from here', 'environment'),
  late: (subject) => wrong(subject, 'DingTalk does not answer', 'environment'),
  page: (subject) =>
    wrong(subject, 'DingTalk answers nothing but a ban of this address, for 5 minutes', 'quota'),
  unreadable: (subject) => wrong(subject, 'what answers is not DingTalk', 'environment'),
  '40096': (subject) => wrong(subject, 'client id or secret is not right', 'credentials'),
  '40089': (subject) => wrong(subject, 'client id or secret is not right', 'credentials'),
  '40001': (subject) => wrong(subject, 'client id or secret is not right', 'credentials'),
  invalidClientIdOrSecret: (subject) =>
    wrong(subject, 'client id or secret is not right', 'credentials'),
  authFailed: (subject) => wrong(subject, 'client id or secret is not right', 'credentials'),
  '60020': (subject) => wrong(subject, 'this address may not call', 'egress'),
  'Forbidden.AccessDenied.IpNotInWhiteList': (subject) =>
    wrong(subject, 'this address may not call', 'egress'),
  '90020': (subject) => wrong(subject, 'the calls of this month are used up', 'quota'),
  'Forbidden.AccessDenied.ApiCountLimitForOrg': (subject) =>
    wrong(subject, 'the calls of this month are used up', 'quota'),
  '40014': (subject) => wrong(subject, 'the token is not taken', 'credentials'),
  '42001': (subject) => wrong(subject, 'the token is not taken', 'credentials'),
  '50002': (subject) => wrong(subject, 'outside what the app may see', 'contactScope'),
  '50004': (subject) => wrong(subject, 'outside what the app may see', 'contactScope'),
}

const permissionDenied = ['60011', 'Forbidden.AccessDenied.AccessTokenPermissionDenied']

/**
 * What an answer says about the app itself.
 * @returns undefined when the app is not to blame; the call may have been refused for what it asked
 */
export function blame(
  subject: string,
  { code, kind, requiredScopes }: Answered,
): Finding | undefined {
  if (permissionDenied.includes(code)) {
    const named = requiredScopes.length ? `: ${requiredScopes.join(', ')}` : ''
    return wrong(subject, `the permission is missing${named}`, 'permissions')
  }
  const blamed = general[code]?.(subject)
  if (blamed || kind !== 'throttled') return blamed
  return wrong(subject, `too many calls at the moment (${code})`, 'quota')
}

const troubles = new Set([
  '-1',
  // time-outs behind its gateway
  '15',
  '88',
  '404',
  // a call of the old family that it does not know
  '22',
  'unknownError',
  'ServiceUnavailable',
  'InvalidAction.NotFound',
])

/** DingTalk has trouble of its own, or does not know the call: its answer proves nothing about the app. */
export const provesNothing = ({ code, kind }: Answered) =>
  troubles.has(code) || kind === 'unavailable'

/**
 * DingTalk refuses the app, and not what it asked for. In the new API a robot or a template that is not there is
 * refused by its own name; what the app may not do, with status 403.
 */
export const isNotAllowed = ({ family, kind, code }: Answered) =>
  kind === 'denied' && (family === 'old' || code.startsWith('Forbidden'))

/** For the table: the code, or that there was none and nothing of what the API promises. */
export const saidBy = ({ code }: Answered) =>
  code === 'ok' ? 'status 200, and nothing that says what was done' : code

export interface DingTalk {
  config: Config
  /** Old family; adds the token when there is one. GET without a body. */
  askOld(path: string, body?: Json, query?: Record<string, string>): Promise<Answered>
  askNew(method: 'GET' | 'POST' | 'PUT', path: string, body?: Json): Promise<Answered>
  tokens: { old?: string; new?: string }
}

export function askDingTalk(config: Config): DingTalk {
  const { apiUrl, oapiUrl } = config.dingtalk
  const tokens: DingTalk['tokens'] = {}
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const post = (body: Json) => ({ method: 'POST', headers, body: JSON.stringify(body) })
  return {
    config,
    tokens,
    async askOld(path, body, query = {}) {
      const url = new URL(oapiUrl + path)
      const asked = { ...(tokens.old && { access_token: tokens.old }), ...query }
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
      const answered = await exchange('old', url, body ? post(body) : {})
      // 200 alone is no answer of this family
      const isNone = answered.code === 'ok' && answered.body['errcode'] === undefined
      return isNone ? { ...nothing('unreadable'), date: answered.date } : answered
    },
    askNew(method, path, body) {
      const token = { 'x-acs-dingtalk-access-token': tokens.new ?? '' }
      const init = body ? { ...post(body), method } : { method }
      return exchange('new', new URL(apiUrl + path), { ...init, headers: { ...headers, ...token } })
    },
  }
}
