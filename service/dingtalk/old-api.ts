/** The old API (oapi.dingtalk.com), which the SDK does not have: one request, one answer or a DingTalkError. */
import { config } from '../config.ts'
import { objectOf, wholeNumber, type Answer } from './answers.ts'
import {
  banTime,
  banned,
  DingTalkError,
  isBan,
  networkError,
  newError,
  oldError,
  unpromised,
} from './errors.ts'
import { withinLimit } from './limits.ts'
import { countError } from './metrics.ts'

/** Milliseconds until a call without an answer is given up. */
const patience = 5_000

function unreadable(status: number, text: string): DingTalkError {
  if (status === 429) return new DingTalkError('old', 'http_429', 'throttled')
  const isPage = text.trimStart().startsWith('<')
  if (status >= 500) {
    return new DingTalkError('old', `http_${status}`, 'unavailable', { uncertain: true })
  }
  if (isPage) return new DingTalkError('old', 'html', 'throttled', { retryAfter: banTime })
  const code = text.trim() ? 'not_json' : 'empty'
  return new DingTalkError('old', code, 'unavailable', { uncertain: true })
}

/** @throws DingTalkError for whatever is not a JSON object, and for the one that tells of a ban. */
function parse(status: number, text: string): Answer {
  const answer = objectOf(text)
  if (!answer) throw unreadable(status, text)
  if (isBan(answer)) throw banned('old')
  return answer
}

async function exchange(url: URL, init: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    // the cause can hold the URL, and with it the token: only its class goes on
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      throw new DingTalkError('old', 'timeout', 'unavailable', { uncertain: true })
    }
    throw networkError('old', (error as { cause?: { code?: unknown } }).cause?.code)
  }
}

async function ask(path: string, query: Record<string, string>, body?: Answer): Promise<Answer> {
  const url = new URL(config().dingtalk.oapiUrl + path)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const { status, text } = await exchange(
    url,
    body
      ? {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(body),
        }
      : { method: 'GET' },
  )
  const answer = parse(status, text)
  // some answers write it as text; one without it says nothing of what was done
  const errcode = wholeNumber(answer['errcode'])
  if (errcode === undefined && status < 400) throw unpromised('old')
  if (errcode === undefined) {
    const { code } = answer
    const { kind, uncertain } = newError(status, typeof code === 'string' ? code : undefined)
    throw new DingTalkError('old', `http_${status}`, kind, { uncertain })
  }
  if (errcode !== 0) throw oldError(errcode, answer['sub_code'])
  return answer
}

async function counted(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DingTalkError) countError(error.family, error.code)
    throw error
  }
}

/** GET of the old API, within its limit. @throws DingTalkError */
export function getOld(path: string, query: Record<string, string>): Promise<Answer> {
  return withinLimit('old', path, () => counted(ask(path, query)))
}

/** POST of the old API, within its limit. @returns the whole answer, whose errcode is 0. @throws DingTalkError */
export function postOld(path: string, accessToken: string, body: Answer): Promise<Answer> {
  return withinLimit('old', path, () => counted(ask(path, { access_token: accessToken }, body)))
}
