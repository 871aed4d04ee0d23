/** Batches of field activity come in. */
import { take, type Limit } from '../http/limits.ts'
import { serve, type Route } from '../http/serve.ts'
import { receiveActivity } from './actions/receive.ts'
import { sendActivity } from './contract.ts'

/** A phone that was without network for long sends several at once. */
const perPerson: Limit = { name: 'activity', points: 60, seconds: 600 }

export const activityRoutes: Route[] = [
  serve(sendActivity, async ({ me, params, body }) => {
    await take(perPerson, me.id)
    const entries = body.entries.map(({ kind, at }) => ({ kind, at: new Date(at) }))
    const sent = { phoneAt: new Date(body.phoneAt), entries }
    const batch = await receiveActivity(params.batchId, sent, me)
    return { taken: batch.entries.length, dropped: batch.dropped }
  }),
]
