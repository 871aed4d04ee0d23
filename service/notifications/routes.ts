/**
 * Live screens, by one stream of server-sent events for each person who looks (ids only; they ask again for the rest);
 * what the bot has sent; and what people want to hear from it.
 */
import { PassThrough } from 'node:stream'
import { refuse } from '../errors.ts'
import { operator, signedIn, staff, type Caller } from '../http/callers.ts'
import { serve, serveRaw, type Route } from '../http/serve.ts'
import type { Watch } from '../outbox/watch.ts'
import { mustBeAbleTo } from '../team/policy.ts'
import { startAgain } from './actions/deliver/deliver.ts'
import { findMessage, isoNames, pageOfMessages } from './actions/find.ts'
import { changePreferences, myPreferences } from './actions/preferences.ts'
import * as contract from './contract.ts'
import { concerns } from './rules/screens.ts'
import { viewMessage, viewPreferences } from './view/messages.ts'

/** Milliseconds between signs of life; proxies cut what is silent for a minute. */
const heartbeat = 20_000
/** A stream ends after this long, so that rights taken away cannot outlive it; the browser comes back by itself. */
const longest = 5 * 60_000

/** Streams that one person may have at a time: a window each, and then some. */
const mostOfOne = 8
/** Milliseconds after which a browser may come back whose stream made room for another: not at once, to take its place. */
const longPause = 60_000

/** Open streams, oldest first, and whose each is. */
const open = new Map<PassThrough, string>()
let watch: Watch | undefined

export function streamChangesFrom(source: Watch | undefined): void {
  watch = source
}

/** After a gap anything may have changed. */
export function tellEverybody(): void {
  for (const stream of open.keys()) stream.write(message({ kind: 'everything', id: '' }))
}

export function closeStreams(): void {
  for (const stream of open.keys()) stream.end()
}

const message = (data: { kind: string; id: string }) =>
  `event: change\ndata: ${JSON.stringify(data)}\n\n`

/** Ends the oldest of somebody's streams when there are too many. */
function makeRoomFor(person: string): void {
  const theirs = [...open].flatMap(([stream, whose]) => (whose === person ? [stream] : []))
  for (const stream of theirs.slice(0, Math.max(0, theirs.length - mostOfOne + 1))) {
    open.delete(stream)
    stream.end(`retry: ${longPause}\n\n`)
  }
}

function follow(me: Caller): PassThrough {
  const person = me.kind === 'staff' ? me.dingtalkUserId : me.id
  makeRoomFor(person)
  const stream = new PassThrough()
  const stopListening = watch?.listen((event) => {
    if (concerns(me, event)) {
      stream.write(message({ kind: event.subject.kind, id: event.subject.id }))
    }
  })
  const beat = setInterval(() => stream.write(': alive\n\n'), heartbeat)
  const end = setTimeout(() => stream.end(), longest)
  open.set(stream, person)
  stream.once('close', () => {
    stopListening?.()
    clearInterval(beat)
    clearTimeout(end)
    open.delete(stream)
  })
  stream.write('retry: 2000\n\n')
  return stream
}

export const notificationRoutes: Route[] = [
  serveRaw(
    contract.changes,
    // a browser can hold both sessions: which one looks is in the query
    (found) => (signedIn(found), found),
    async ({ me: found, query }, ctx) => {
      const me = query.as === 'staff' ? staff(found) : operator(found)
      ctx.set('cache-control', 'no-store')
      ctx.set('x-accel-buffering', 'no')
      ctx.type = 'text/event-stream'
      ctx.body = follow(me)
    },
  ),

  serve(contract.listMessages, operator, async ({ me, query }) => {
    mustBeAbleTo(me, 'messages.view')
    const { items, next } = await pageOfMessages(me.scope, query)
    const names = await isoNames(items)
    return { items: items.map((message) => viewMessage(message, me, names)), next }
  }),

  serve(contract.sendAgain, operator, async ({ me, params }) => {
    mustBeAbleTo(me, 'messages.view')
    const message = await findMessage(me.scope, params.messageId)
    mustBeAbleTo(me, 'messages.send')
    if (!(await startAgain(message))) refuse('wrong_state', { about: { status: message.status } })
    const now = await findMessage(me.scope, message._id)
    return viewMessage(now, me, await isoNames([now]))
  }),

  serve(contract.staffPreferences, staff, async ({ me }) =>
    viewPreferences(me, await myPreferences(me)),
  ),

  serve(contract.setStaffPreferences, staff, async ({ me, body }) =>
    viewPreferences(me, await changePreferences(me, body)),
  ),

  serve(contract.operatorPreferences, operator, async ({ me }) =>
    viewPreferences(me, await myPreferences(me)),
  ),

  serve(contract.setOperatorPreferences, operator, async ({ me, body }) =>
    viewPreferences(me, await changePreferences(me, body)),
  ),
]
