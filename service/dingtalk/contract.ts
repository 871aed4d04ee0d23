/** What a page inside DingTalk needs to know of the app before anybody is signed in. */
import * as z from 'zod/mini'
import { endpoint } from '../http/contract.ts'

export const dingtalkApp = endpoint('GET /api/v1/dingtalk/app', {
  name: 'dingtalkApp',
  summary: 'Ids for requesting an auth code',
  answer: z.object({ corpId: z.string(), clientId: z.string() }),
})

export const jsapiSignature = endpoint('GET /api/v1/dingtalk/jsapi-signature', {
  name: 'jsapiSignature',
  summary: 'Signature for dd.config, for a page of ours',
  query: z.object({ url: z.url().check(z.maxLength(2000)) }),
  answer: z.object({
    corpId: z.string(),
    agentId: z.string(),
    timeStamp: z.string(),
    nonceStr: z.string(),
    signature: z.string(),
  }),
  errors: ['dingtalk_unavailable', 'bad_input'],
})
