/** Compresses text that is worth it, for callers that take it. */
import type { Context, Next } from 'koa'
import compress from 'koa-compress'

const squeeze = compress({
  threshold: 1024,
  filter: (type) => /json|text\/(?!event)|javascript|svg/.test(type),
})

export function compression(ctx: Context, next: Next): Promise<void> {
  return ctx.req.headers['accept-encoding'] === undefined ? next() : squeeze(ctx, next)
}
