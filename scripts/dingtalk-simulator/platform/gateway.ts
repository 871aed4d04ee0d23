/** The call that opens a Stream connection: checks the credentials of the app and gives a ticket. */
import type { Subscription } from '../events/stream-gateway.ts'
import { isDingTalkHost } from '../tls/certificate.ts'
import { NewError, newText, type Endpoint, type Platform, type PlatformCall } from './platform.ts'

function subscriptionsOf(call: PlatformCall): Subscription[] {
  const given = Array.isArray(call.body.subscriptions) ? call.body.subscriptions : []
  const found = given.filter(
    (one): one is Subscription => typeof one?.type === 'string' && typeof one?.topic === 'string',
  )
  if (found.length === 0)
    throw new NewError(400, 'param.subscriptionsEmpty', 'subscriptions is mandatory')
  return found
}

/**
 * Where the gateway listens: over TLS for clients that asked over TLS, and for all when it is set
 * so. A client that came through the proxy gets an address that needs none: few WebSocket libraries know them.
 */
function gatewayUrl({ addresses, store }: Platform, call: PlatformCall) {
  const { secureApi } = addresses
  const isProxied = isDingTalkHost(call.host.replace(/:\d+$/, ''))
  if (call.secure && !isProxied) return `wss://${call.host}/connect`
  if ((isProxied || store.state.knobs.streamOverTls) && secureApi)
    return `${secureApi.replace('https:', 'wss:')}/connect`
  return `ws://${call.host}/connect`
}

export const gatewayEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/v1.0/gateway/connections/open',
    token: 'none',
    handle(platform, call) {
      const { clientId, clientSecret } = platform.settings
      // other words than those of the token calls: recorded answers say authFailed, with status 401
      if (newText(call, 'clientId') !== clientId || newText(call, 'clientSecret') !== clientSecret)
        throw new NewError(401, 'authFailed', '鉴权失败')
      const ticket = platform.gateway.openTicket(subscriptionsOf(call))
      return { endpoint: gatewayUrl(platform, call), ticket }
    },
  },
]
