/** Security headers: a content policy that lets DingTalk frame the pages and nothing else do anything. */
import helmet from 'helmet'
import type { Middleware } from 'koa'
import { config } from '../config.ts'

/** DingTalk's desktop client and web pages that show our screens inside theirs. */
const dingtalkFrames = ['https://*.dingtalk.com', 'https://*.dingtalk.io']

/** Seconds. */
const year = 31_536_000

function helmetOf(secure: boolean): ReturnType<typeof helmet> {
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
    strictTransportSecurity: secure ? { maxAge: year, includeSubDomains: true } : false,
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
const dataHeaders = (secure: boolean): Record<string, string> => ({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  ...(secure ? { 'strict-transport-security': `max-age=${year}; includeSubDomains` } : {}),
})

export function securityHeaders(): Middleware {
  const secure = config().publicUrl.startsWith('https://')
  const ofPages = helmetOf(secure)
  const ofData = Object.entries(dataHeaders(secure))
  return (ctx, next) => {
    if (ctx.req.url?.startsWith('/api/')) {
      for (const [name, value] of ofData) ctx.res.setHeader(name, value)
    } else {
      ofPages(ctx.req, ctx.res, mustNotFail)
    }
    return next()
  }
}

/** Helmet answers at once. */
function mustNotFail(error?: unknown): void {
  if (error) throw error
}
