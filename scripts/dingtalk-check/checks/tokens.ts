/** Signs in with the app's credentials in both families, and compares clocks by the way. */
import { blame, saidBy, type Answered, type DingTalk } from '../dingtalk.ts'
import { ok, wrong, type Finding } from '../findings.ts'

/** Seconds; codes live five minutes, and what is posted to us is refused when it is an hour old. */
const mostSkew = 60

function tokenFinding(subject: string, answered: Answered, token: unknown): Finding {
  if (typeof token === 'string' && token) return ok(subject, 'token granted')
  return (
    blame(subject, answered) ?? wrong(subject, `answered with ${saidBy(answered)}`, 'credentials')
  )
}

function clockFinding({ date }: Answered): Finding[] {
  if (Number.isNaN(date)) return []
  const seconds = Math.round((Date.now() - date) / 1_000)
  const seen = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} DingTalk`
  const subject = 'Clock'
  return [Math.abs(seconds) > mostSkew ? wrong(subject, seen, 'clock') : ok(subject, seen)]
}

/** Keeps both tokens for the checks that follow. */
export async function checkTokens(dingtalk: DingTalk): Promise<Finding[]> {
  const { clientId, clientSecret } = dingtalk.config.dingtalk
  const older = await dingtalk.askOld('/gettoken', undefined, {
    appkey: clientId,
    appsecret: clientSecret,
  })
  const newer = await dingtalk.askNew('POST', '/v1.0/oauth2/accessToken', {
    appKey: clientId,
    appSecret: clientSecret,
  })
  const { access_token: oldToken } = older.body
  const { accessToken: newToken } = newer.body
  if (typeof oldToken === 'string') dingtalk.tokens.old = oldToken
  if (typeof newToken === 'string') dingtalk.tokens.new = newToken
  return [
    tokenFinding('Token, old API', older, oldToken),
    tokenFinding('Token, new API', newer, newToken),
    ...clockFinding(newer),
  ]
}
