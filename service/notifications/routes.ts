/** Live screens, what the bot has sent, and what people want to hear from it. */
import { viewRows } from '../http/damaged.ts'
import { refuse } from '../errors.ts'
import { accessEnds } from '../http/authentication.ts'
import { callerAs } from '../http/callers.ts'
import { allow } from '../http/policy.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import { startAgain } from './actions/deliver/deliver.ts'
import { findMessage, isoNames, pageOfMessages } from './actions/find.ts'
import { changePreferences, myPreferences } from './actions/preferences.ts'
import { openStream } from './actions/streams.ts'
import * as contract from './contract.ts'
import { messagePolicy } from './policy.ts'
import { viewMessage, viewPreferences } from './view/messages.ts'

export const notificationRoutes: Route[] = [
  serveRaw(contract.changes, async ({ sessions, query }, ctx) => {
    // a browser can hold both sessions: which one looks is in the query
    const me = callerAs(query.as, sessions)
    ctx.set('cache-control', 'no-store')
    ctx.set('x-accel-buffering', 'no')
    ctx.type = 'text/event-stream'
    ctx.body = openStream(me, accessEnds(ctx, me.kind))
  }),

  serve(contract.listMessages, async ({ me, query }) => {
    const { items, next } = await pageOfMessages(me.scope, query)
    const names = await isoNames(items)
    return {
      items: viewRows('messages', items, (message) => viewMessage(message, me, names)),
      next,
    }
  }),

  serve(contract.sendAgain, async ({ me, params }) => {
    const message = await findMessage(me.scope, params.messageId)
    allow(me, messagePolicy, 'send_again', message)
    if (!(await startAgain(message))) refuse('wrong_state', { about: { status: message.status } })
    const now = await findMessage(me.scope, message._id)
    return viewMessage(now, me, await isoNames([now]))
  }),

  serve(contract.staffPreferences, async ({ me }) => viewPreferences(me, await myPreferences(me))),

  serve(contract.setStaffPreferences, async ({ me, body }) =>
    viewPreferences(me, await changePreferences(me, body)),
  ),

  serve(contract.operatorPreferences, async ({ me }) =>
    viewPreferences(me, await myPreferences(me)),
  ),

  serve(contract.setOperatorPreferences, async ({ me, body }) =>
    viewPreferences(me, await changePreferences(me, body)),
  ),
]
