/** Access tokens of the app, one for both families; the same one again while it is valid. */
import { randomBytes } from 'node:crypto'
import type { Token } from '../state/shapes/state.ts'
import {
  NewError,
  OldError,
  newText,
  type Endpoint,
  type Platform,
  type PlatformCall,
} from './platform.ts'

const keptTokens = 20

/** The valid token, prolonged, or a new one. */
function currentToken({ store }: Platform): Token {
  const { accessTokens, knobs } = store.state
  const expiresAt = Date.now() + knobs.tokenSeconds * 1000
  const last = accessTokens.at(-1)
  store.changed()
  if (last && last.expiresAt > Date.now()) {
    // Asking again inside the validity answers the same token and prolongs it.
    last.expiresAt = expiresAt
    return last
  }
  const token = { token: randomBytes(16).toString('hex'), expiresAt }
  accessTokens.push(token)
  if (accessTokens.length > keptTokens) accessTokens.shift()
  return token
}

/** Is the token good for the app? */
export function checkAppToken({ store }: Platform, token: string | undefined) {
  const known = store.state.accessTokens.find((one) => one.token === token)
  if (!known) return 'unknown'
  return known.expiresAt > Date.now() ? 'valid' : 'expired'
}

/** Ends every token at once, of the app and of people. */
export function expireTokens(platform: Platform) {
  const { accessTokens, userTokens } = platform.store.state
  for (const token of [...accessTokens, ...userTokens]) token.expiresAt = 0
  platform.store.changed()
}

function grant(platform: Platform) {
  return { token: currentToken(platform).token, seconds: platform.store.state.knobs.tokenSeconds }
}

/** `/gettoken` looks at the query only, and answers outside the gateway. */
function oldToken(platform: Platform, { query }: PlatformCall) {
  const { clientId, clientSecret } = platform.settings
  if (query.get('corpid') && !query.get('appkey'))
    throw new OldError(40_089, '不合法的corpId或corpSecret')
  if (!query.get('appkey')) throw new OldError(40_035, '缺少参数 corpid or appkey')
  if (!query.get('appsecret')) throw new OldError(40_035, '缺少参数 corpsecret or appsecret')
  if (query.get('appkey') !== clientId || query.get('appsecret') !== clientSecret)
    throw new OldError(40_096, '不合法的appKey或appSecret')
  const { token, seconds } = grant(platform)
  return { access_token: token, expires_in: seconds }
}

export const tokenEndpoints: Endpoint[] = [
  { method: 'GET', path: '/gettoken', token: 'none', handle: oldToken },
  {
    method: 'POST',
    path: '/v1.0/oauth2/accessToken',
    token: 'none',
    handle(platform, call) {
      const { clientId, clientSecret } = platform.settings
      if (newText(call, 'appKey') !== clientId || newText(call, 'appSecret') !== clientSecret)
        throw new NewError(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
      const { token, seconds } = grant(platform)
      return { accessToken: token, expireIn: seconds }
    },
  },
  {
    // one for internal apps and those of other companies, in the words of OAuth
    method: 'POST',
    path: '/v1.0/oauth2/{corpId}/token',
    token: 'none',
    handle(platform, { params, body }) {
      const { clientId, clientSecret, corpId } = platform.settings
      if (params.corpId !== corpId) throw new NewError(500, 'unknownError', '未知错误')
      if (body.client_id !== clientId || body.client_secret !== clientSecret)
        throw new NewError(400, 'invalid.client', 'invalid.client')
      if (body.grant_type !== 'client_credentials')
        throw new NewError(400, 'unsupported.grant.type', 'unsupported.grant.type')
      const { token, seconds } = grant(platform)
      return { access_token: token, expires_in: seconds }
    },
  },
]
