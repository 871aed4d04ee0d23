/** Security headers: a content policy that lets DingTalk frame the pages and nothing else do anything. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Context, Middleware } from 'koa'
import helmet from 'koa-helmet'
import { config } from '../config.ts'

/** DingTalk's desktop client and web pages that show our screens inside theirs. */
const dingtalkFrames = ['https://*.dingtalk.com', 'https://*.dingtalk.io']

function helmetOf(secure: boolean): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd and antd-mobile write style elements
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...dingtalkFrames],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // frame-ancestors says it better
    xFrameOptions: false,
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // DingTalk's clients open us without this header on older web views
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
}

/**
 * What matters for answers that are no page: they are what they say they are, load nothing, are not shown in a
 * frame and not given to another site's page. The rest of helmet's is about documents, and costs a twelfth of a short
 * answer.
 */
const forData = new Set([
  'x-content-type-options',
  'strict-transport-security',
  'cross-origin-resource-policy',
])
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/** The headers are the same for every request, so helmet is asked once, with a request made up for it. */
export function securityHeaders(): Middleware {
  const secure = config().publicUrl.startsWith('https://')
  const req = new IncomingMessage(new Socket())
  const res = new ServerResponse(req)
  void helmetOf(secure)({ req, res, request: { secure } } as Context, async () => undefined)
  const headers = Object.entries(res.getHeaders()) as [string, string][]
  if (!headers.some(([name]) => name === 'content-security-policy')) {
    throw new Error('helmet has not set its headers at once')
  }
  const ofData: typeof headers = [
    ['content-security-policy', dataPolicy],
    ...headers.filter(([name]) => forData.has(name)),
  ]
  return (ctx, next) => {
    const wanted = ctx.req.url?.startsWith('/api/') ? ofData : headers
    for (const [name, value] of wanted) ctx.res.setHeader(name, value)
    return next()
  }
}
