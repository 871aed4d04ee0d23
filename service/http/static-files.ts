/** Serves the built mini-app: hashed files for ever, its page always fresh, that page for every address of a screen. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { send } from '@koa/send'
import type { Context, Next } from 'koa'

const built = join(import.meta.dirname, '../../dist/miniapp')
const year = 365 * 86_400_000

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Partner Workspace</title>
<p>The mini-app has not been built. Run <code>npm run build</code> and reload.</p>`

/** Addresses that belong to the service; everything else without a dot is a screen. */
const ours = /^\/(api|dingtalk|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/

export async function staticFiles(ctx: Context, next: Next): Promise<void> {
  if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || ours.test(ctx.path)) return next()
  const isFile = /\.\w+$/.test(ctx.path)
  if (isFile) {
    const hashed = ctx.path.startsWith('/assets/')
    await send(ctx, ctx.path, { root: built, maxage: hashed ? year : 0, immutable: hashed })
    return
  }
  ctx.set('cache-control', 'no-cache')
  ctx.type = 'html'
  if (existsSync(join(built, 'index.html'))) await send(ctx, 'index.html', { root: built })
  else {
    ctx.status = 503
    ctx.body = notBuilt
  }
}
