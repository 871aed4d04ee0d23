/** Live screens: one stream of server-sent events for each person who looks (ids only; they ask again for the rest). */
import { PassThrough } from 'node:stream'
import { operator, signedIn, staff, type Caller } from '../http/callers.ts'
import { serveRaw, type Route } from '../http/serve.ts'
import type { Watch } from '../outbox/watch.ts'
import * as contract from './contract.ts'
import { concerns } from './rules.ts'

/** Milliseconds between signs of life; proxies cut what is silent for a minute. */
const heartbeat = 20_000
/** A stream ends after this long, so that rights taken away cannot outlive it; the browser comes back by itself. */
const longest = 5 * 60_000

const open = new Set<PassThrough>()
let watch: Watch | undefined

export function streamChangesFrom(source: Watch | undefined): void {
  watch = source
}

/** After a gap anything may have changed. */
export function tellEverybody(): void {
  for (const stream of open) stream.write(message({ kind: 'everything', id: '' }))
}

export function closeStreams(): void {
  for (const stream of open) stream.end()
}

const message = (data: { kind: string; id: string }) =>
  `event: change\ndata: ${JSON.stringify(data)}\n\n`

function follow(me: Caller): PassThrough {
  const stream = new PassThrough()
  const stopListening = watch?.listen((event) => {
    if (concerns(me, event)) {
      stream.write(message({ kind: event.subject.kind, id: event.subject.id }))
    }
  })
  const beat = setInterval(() => stream.write(': alive\n\n'), heartbeat)
  const end = setTimeout(() => stream.end(), longest)
  open.add(stream)
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
]
