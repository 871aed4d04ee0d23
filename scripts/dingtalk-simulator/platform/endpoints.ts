/** All paths that are served, and which of them a call is for. */
import type { Context } from 'koa'
import { callBackEndpoints } from './call-backs.ts'
import { cardEndpoints } from './cards/endpoints.ts'
import { contactEndpoints } from './contacts.ts'
import { customRobotEndpoints } from './custom-robots.ts'
import { departmentEndpoints } from './departments.ts'
import { gatewayEndpoints } from './gateway.ts'
import { mediaEndpoints } from './media.ts'
import { notificationEndpoints } from './notifications.ts'
import { oauthEndpoints } from './oauth.ts'
import { robotEndpoints } from './robot.ts'
import { sessionEndpoints } from './sessions.ts'
import { tokenEndpoints } from './tokens.ts'
import { isBehindGateway } from './failures.ts'
import { NewError, OldError, type Endpoint } from './platform.ts'

/** All that is served; `docs/simulator-sources.md` names the source of each. */
export const endpoints: Endpoint[] = [
  ...tokenEndpoints,
  ...contactEndpoints,
  ...departmentEndpoints,
  ...notificationEndpoints,
  ...mediaEndpoints,
  ...callBackEndpoints,
  ...customRobotEndpoints,
  ...robotEndpoints,
  ...sessionEndpoints,
  ...cardEndpoints,
  ...oauthEndpoints,
  ...gatewayEndpoints,
]

export const platformPaths =
  /^\/(gettoken$|get_jsapi_ticket$|topapi\/|call_back\/|v\d+\.\d+\/|robot\/|media\/|auth\/|user\/|department\/)/
export const isNew = (path: string) => /^\/v\d+\.\d+\//.test(path)

/** Which endpoint a call is for. Throws what the family says of a path that it does not know, or of a wrong method. */
export function endpointOf(ctx: Context): { endpoint: Endpoint; params: Record<string, string> } {
  const { path, method } = ctx
  const named = endpoints
    .map((endpoint) => ({ endpoint, params: paramsOf(endpoint.path, path) }))
    .filter((one): one is { endpoint: Endpoint; params: Record<string, string> } => !!one.params)
  const found = named.find(({ endpoint }) => endpoint.method === method)
  if (found) return found
  const [other] = named
  // the gateway of the old family takes both methods, and so does `/gettoken`
  if (other && (isBehindGateway(path) || path === '/gettoken')) return other
  if (!other || isNew(path)) throw notFound(path)
  throw other.endpoint.method === 'POST'
    ? new OldError(43_002, '需要POST请求')
    : new OldError(43_001, '需要GET请求')
}

/** What the named parts of a pattern stand for in a path; undefined when they do not match. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  if (!pattern.includes('{')) return pattern === path ? {} : undefined
  const found = new RegExp(`^${pattern.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path)
  return found ? { ...found.groups } : undefined
}

/** What DingTalk says of a path that neither family has. */
export const unknownPath = () => new OldError(404, '请求的URI地址不存在')

function notFound(path: string) {
  if (isNew(path)) {
    const message = 'Specified api is not found, please check your url and method.'
    return new NewError(404, 'InvalidAction.NotFound', message)
  }
  if (!path.startsWith('/topapi/')) return unknownPath()
  const api = path.replace('/topapi/', 'dingtalk.oapi.').replaceAll('/', '.')
  return new OldError(22, `不合法ApiName，ApiName = ${api}`)
}
