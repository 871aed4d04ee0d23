/** What staff ask of Marketing Codes. */
import { config } from '../config.ts'
import { serve, type Route } from '../http/serve.ts'
import { verdictOn } from './actions/codes.ts'
import { checkCode } from './contract.ts'
import { codeFromQr } from './shared.ts'

export const marketingCodeRoutes: Route[] = [
  serve(checkCode, async ({ me, query }) => {
    const code = codeFromQr(query.text, new URL(config().publicUrl).origin)
    if (!code) return { code: null, verdict: 'unknown' as const }
    return verdictOn(code, me.iso.id, query.submission)
  }),
]
