/** What a page inside DingTalk needs to know of the app before a person is signed in. */
import * as z from 'zod/mini'
import { endpoint } from '../http/contract.ts'

export const dingtalkApp = endpoint('GET /api/v1/dingtalk/app', {
  name: 'dingtalkApp',
  by: 'anyone',
  summary: 'Get the ids that a request for an auth code needs',
  answer: z.object({ corpId: z.string(), clientId: z.string() }),
})

const time = z.iso.datetime()

/** The state of the connection to DingTalk, for platform operators. */
export const dingtalkState = endpoint('GET /api/v1/dingtalk/state', {
  name: 'dingtalkState',
  by: 'platform',
  may: 'events.retry',
  summary: 'Get the calls to DingTalk of the month, and the APIs that DingTalk refuses to the app',
  answer: z.object({
    /** DingTalk's month, Beijing time. */
    month: z.string().check(z.regex(/^\d{4}-\d{2}$/)),
    ends: time,
    /** Those that count towards the budget. */
    calls: z.number(),
    /** Null: as many as one likes. */
    budget: z.nullable(z.number()),
    /** `near`: from 80 % on. */
    level: z.enum(['fine', 'near', 'used_up']),
    apis: z.array(
      z.object({
        api: z.string(),
        calls: z.number(),
        callsBefore: z.number(),
        counts: z.boolean(),
        usedUpUntil: z.nullable(time),
        /** Why DingTalk refuses it until it is set up. */
        refusal: z.nullable(z.object({ code: z.string(), since: time, at: time })),
      }),
    ),
  }),
})
export type DingtalkState = z.output<typeof dingtalkState.answer>

export const jsapiSignature = endpoint('GET /api/v1/dingtalk/jsapi-signature', {
  name: 'jsapiSignature',
  by: 'anyone',
  summary: 'Get a signature for dd.config, for a page of the app',
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
