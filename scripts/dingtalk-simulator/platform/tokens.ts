/** Access tokens of the app, one for both families; the same one again while it is valid. */
import { randomBytes } from 'node:crypto'
import type { Token } from '../state/shapes.ts'
import { NewError, OldError, oldText, newText, type Endpoint, type Platform } from './platform.ts'

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

/** Ends every token at once, as DingTalk does when the secret is renewed. */
export function expireTokens(platform: Platform) {
  for (const token of platform.store.state.accessTokens) token.expiresAt = 0
  platform.store.changed()
}

export const tokenEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/gettoken',
    token: 'none',
    handle(platform, call) {
      const { clientId, clientSecret } = platform.settings
      if (oldText(call, 'appkey') !== clientId || oldText(call, 'appsecret') !== clientSecret)
        throw new OldError(40_089, '不合法的corpid或corpsecret')
      const { token } = currentToken(platform)
      return { access_token: token, expires_in: platform.store.state.knobs.tokenSeconds }
    },
  },
  {
    method: 'POST',
    path: '/v1.0/oauth2/accessToken',
    token: 'none',
    handle(platform, call) {
      const { clientId, clientSecret } = platform.settings
      if (newText(call, 'appKey') !== clientId || newText(call, 'appSecret') !== clientSecret)
        throw new NewError(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
      const { token } = currentToken(platform)
      return { accessToken: token, expireIn: platform.store.state.knobs.tokenSeconds }
    },
  },
]
