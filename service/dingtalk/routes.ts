/** What pages inside DingTalk ask for before anybody is signed in. */
import { config } from '../config.ts'
import { anyone } from '../http/callers.ts'
import { serve, type Route } from '../http/serve.ts'
import { dingtalkApp, jsapiSignature } from './contract.ts'
import { asRefusal } from './errors.ts'
import { signPage } from './jsapi.ts'

export const dingtalkRoutes: Route[] = [
  serve(dingtalkApp, anyone, async () => {
    const { corpId, clientId } = config().dingtalk
    return { corpId, clientId }
  }),
  serve(
    jsapiSignature,
    anyone,
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
