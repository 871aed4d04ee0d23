/** Holds every refusal that a test meets against what its endpoint declares: what is not declared no client expects. */
import { routes } from '../../service/app.ts'
import { refusalsOf } from '../../service/http/openapi.ts'

const known = routes.map((route) => ({
  method: route.endpoint.method,
  path: new RegExp(`^${route.endpoint.path.replace(/:\w+/g, '[^/]+')}/?$`),
  name: route.endpoint.name,
  refusals: refusalsOf(route),
}))

/** @throws Error naming an endpoint that refused with a code that it does not declare */
export function mustBeDeclared(method: string, path: string, body: unknown): void {
  const { code } = (body ?? {}) as { code?: unknown }
  const [plain = ''] = path.split('?')
  const route = known.find((one) => one.method === method && one.path.test(plain))
  if (typeof code !== 'string' || !route) return
  if (route.refusals.has(code as never)) return
  throw new Error(`${route.name} answers ${code}, which it does not declare`)
}
