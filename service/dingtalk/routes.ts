/** What pages inside DingTalk ask for before a person is signed in, and the state of the connection to DingTalk. */
import { config } from '../config.ts'
import { serve, type Route } from '../http/serve.ts'
import { dingtalkApp, dingtalkState, jsapiSignature, type DingtalkState } from './contract.ts'
import { asRefusal } from './errors.ts'
import { signPage } from './jsapi.ts'
import { usageOfMonth, type ApiUsage } from './usage.ts'

function viewApi({ usedUpUntil, refusal, ...api }: ApiUsage): DingtalkState['apis'][number] {
  return {
    ...api,
    usedUpUntil: usedUpUntil?.toISOString() ?? null,
    refusal: refusal
      ? { code: refusal.code, since: refusal.since.toISOString(), at: refusal.at.toISOString() }
      : null,
  }
}

export const dingtalkRoutes: Route[] = [
  serve(dingtalkApp, async () => {
    const { corpId, clientId } = config().dingtalk
    return { corpId, clientId }
  }),
  serve(dingtalkState, async () => {
    const { ends, budget, apis, ...usage } = await usageOfMonth()
    return {
      ...usage,
      ends: ends.toISOString(),
      budget: budget ?? null,
      apis: apis.map(viewApi),
    }
  }),
  serve(
    jsapiSignature,
    async ({ query }) => {
      try {
        return await signPage(query.url)
      } catch (error) {
        throw asRefusal(error)
      }
    },
    { limit: { name: 'jsapi-signature', points: 120, seconds: 60 } },
  ),
]
