/** Access tokens of both API families and the JSAPI ticket: one of each per app, renewed early and one at a time. */
import { clock } from '../clock.ts'
import { config } from '../config.ts'
import { DingTalkError, unpromised, type Family } from './errors.ts'
import { getOld } from './old-api.ts'
import { withRetries } from './retries.ts'
import { requestAccessToken, requestJsapiTicket } from './sdk/tokens.ts'

interface Granted {
  value: string
  seconds: number
}

interface Kept {
  value: string
  /** Milliseconds since 1970. */
  renewAt: number
  endsAt: number
}

/** Seconds. DingTalk says 7200; zero or nonsense must neither cause a loop nor be trusted without end. */
const shortest = 60
const longest = 7_200

const kept = new Map<string, Kept>()
const pending = new Map<string, Promise<string>>()

function keyOf(what: string, baseUrl: string): string {
  return `${what} ${config().dingtalk.clientId} ${baseUrl}`
}

function keep(key: string, { value, seconds }: Granted): string {
  const life = Math.min(Math.max(Number.isFinite(seconds) ? seconds : 0, shortest), longest) * 1_000
  const now = clock.time()
  kept.set(key, { value, renewAt: now + life * 0.9, endsAt: now + life })
  return value
}

/** The value that is kept, or a new one; all callers that need it at that time wait for the same renewal. */
async function current(key: string, request: () => Promise<Granted>): Promise<string> {
  const known = kept.get(key)
  const now = clock.time()
  if (known && now < known.renewAt) return known.value
  const running = pending.get(key)
  if (running) return running
  const renewal = withRetries(request).then(
    (granted) => keep(key, granted),
    (error: unknown) => {
      // the old one still holds for a while: a renewal that fails early does no harm
      if (known && clock.time() < known.endsAt && kept.get(key) === known) return known.value
      throw error
    },
  )
  pending.set(key, renewal)
  try {
    return await renewal
  } finally {
    pending.delete(key)
  }
}

async function requestOldToken(): Promise<Granted> {
  const { clientId, clientSecret } = config().dingtalk
  const answer = await getOld('/gettoken', { appkey: clientId, appsecret: clientSecret })
  const token = answer['access_token']
  if (typeof token !== 'string' || !token) throw unpromised('old')
  return { value: token, seconds: Number(answer['expires_in']) }
}

async function requestNewToken(): Promise<Granted> {
  const { token, seconds } = await requestAccessToken()
  return { value: token, seconds }
}

function tokenKey(family: Family): string {
  const { apiUrl, oapiUrl } = config().dingtalk
  return keyOf(family, family === 'old' ? oapiUrl : apiUrl)
}

/** Only if it is still the one that was refused: another caller may have renewed it already. */
function drop(key: string, refused: string): void {
  if (kept.get(key)?.value === refused) kept.delete(key)
}

/**
 * Runs a call with the access token of a family; a token that DingTalk no longer takes is renewed once and the
 * call repeated.
 * @throws DingTalkError
 */
export async function withToken<T>(
  family: Family,
  work: (token: string) => Promise<T>,
): Promise<T> {
  const key = tokenKey(family)
  const request = family === 'old' ? requestOldToken : requestNewToken
  const token = await current(key, request)
  try {
    return await work(token)
  } catch (error) {
    if (!(error instanceof DingTalkError) || error.kind !== 'auth') throw error
    drop(key, token)
    return work(await current(key, request))
  }
}

/** Ticket for signing pages. @throws DingTalkError */
export function jsapiTicket(): Promise<string> {
  return current(keyOf('jsapi', config().dingtalk.apiUrl), async () => {
    const { ticket, seconds } = await withToken('new', requestJsapiTicket)
    return { value: ticket, seconds }
  })
}

/** Forgets all tokens: after the app's credentials changed. */
export function forgetTokens(): void {
  kept.clear()
}
