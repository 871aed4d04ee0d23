/**
 * Serves the built mini-app: hashed files cached permanently, its page always fresh, that page for every address of a
 * screen.
 */
import { existsSync, type Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { send } from '@koa/send'
import type { Context, Middleware } from 'koa'
import { allowScripts, scriptSourcesOf } from './inline-scripts.ts'
import { refuseMethod } from './other-methods.ts'

const built = join(import.meta.dirname, '../../dist/miniapp')
const year = 365 * 86_400_000

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Partner Workspace</title>
<p>The mini-app has not been built. Run <code>npm run build</code> and reload.</p>`

/** Whether `npm run build` has made the mini-app. */
export const isMiniAppBuilt = (root = built) => existsSync(join(root, 'index.html'))

/** Addresses that belong to the service; everything else without a dot is a screen. */
const ours = /^\/(api|dingtalk|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/

/** A file, compressed beforehand if it was (`.br` beside it), or 304 to a browser that has it as it is. */
async function sendFile(ctx: Context, path: string, root: string): Promise<void> {
  const hashed = path.startsWith('/assets/')
  // the page and the service worker always have the same name: a browser must ask each time
  if (!hashed) ctx.set('cache-control', 'no-cache')
  await send(ctx, path, {
    root,
    maxage: year,
    immutable: true,
    setHeaders(res, _path, { size, mtimeMs }: Stats) {
      res.setHeader('etag', `W/"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`)
    },
  })
  if (!ctx.fresh) return
  if (ctx.body instanceof Readable) ctx.body.destroy()
  ctx.body = null
  ctx.status = 304
}

/** The page with the one script that stands in it. */
async function sendPage(ctx: Context, root: string): Promise<void> {
  const path = join(root, 'index.html')
  const { size, mtimeMs } = await stat(path)
  const policy = ctx.response.get('content-security-policy')
  const sources = await scriptSourcesOf(path, `${size}-${mtimeMs}`)
  if (policy) ctx.set('content-security-policy', allowScripts(policy, sources))
  return sendFile(ctx, '/index.html', root)
}

const methods = ['GET', 'HEAD']

/** Whether something stands at this address; a path that leads elsewhere is not looked up. */
const isThere = (path: string, root: string) =>
  !isFile.test(path) || (!/%|\.\./.test(path) && existsSync(join(root, path)))

const isFile = /\.\w+$/

export function staticFiles(root = built): Middleware {
  return async (ctx, next) => {
    if (ours.test(ctx.path)) return next()
    if (!methods.includes(ctx.method)) {
      return isThere(ctx.path, root) ? refuseMethod(ctx, methods) : next()
    }
    if (isFile.test(ctx.path) && ctx.path !== '/index.html') return sendFile(ctx, ctx.path, root)
    if (isMiniAppBuilt(root)) return sendPage(ctx, root)
    ctx.set('cache-control', 'no-cache')
    ctx.type = 'html'
    ctx.status = 503
    ctx.body = notBuilt
  }
}
