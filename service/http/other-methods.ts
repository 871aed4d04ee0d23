/** What is not an endpoint of the API is refused in the same way for a method that it does not take. */
import type Router from '@koa/router'
import type { Context, Middleware } from 'koa'
import { refuse } from '../errors.ts'

/**
 * Answers `OPTIONS` with what an address takes, and refuses the rest.
 * @throws Refusal `method_not_allowed`
 */
export function refuseMethod(ctx: Context, allowed: Iterable<string>): void {
  ctx.set('allow', [...new Set(allowed)].join(', '))
  if (ctx.req.method !== 'OPTIONS') refuse('method_not_allowed')
  ctx.status = 204
}

/** Before the routes of a router: methods that none of its routes at this address takes. */
export function refuseOtherMethods(router: Router): Middleware {
  return (ctx, next) => {
    const method = ctx.req.method ?? ''
    const routes = router.match(ctx.path, method).path.filter(({ methods }) => methods.length)
    const allowed = routes.flatMap(({ methods }) => methods)
    if (!allowed.length || allowed.includes(method)) return next()
    refuseMethod(ctx, allowed)
    return undefined
  }
}
