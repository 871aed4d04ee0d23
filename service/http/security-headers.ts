/** Security headers: a content policy that lets DingTalk frame the app and nothing else do anything. */
import helmet from 'koa-helmet'
import { config } from '../config.ts'

/** DingTalk's desktop client and web pages that show our screens inside theirs. */
const dingtalkFrames = ['https://*.dingtalk.com', 'https://*.dingtalk.io']

export function securityHeaders() {
  const secure = config().publicUrl.startsWith('https://')
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
