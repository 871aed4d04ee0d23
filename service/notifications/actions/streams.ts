/**
 * Live screens: one stream of server-sent events for each window (ids only; the screen asks again for the rest). It
 * lasts no longer than the right with which it was opened.
 */
import { PassThrough } from 'node:stream'
import { clock } from '../../clock.ts'
import { findAgain } from '../../http/authentication.ts'
import { standsBehind, type Caller } from '../../http/callers.ts'
import { createSemaphore } from '../../http/semaphore.ts'
import { describeError, log } from '../../log.ts'
import type { Listener as Hear, Watch } from '../../outbox/watch.ts'
import { hasLostRights, changedKindsFor, type Readers } from '../rules/screens.ts'

/** Milliseconds between signs of life; proxies cut what is silent for a minute. */
const heartbeat = 20_000
/** A stream ends after this long; the browser comes back by itself. */
const longest = 5 * 60_000

/** Streams that one person may have at a time: a window each, and then some. */
const maxPerPerson = 8
/** Milliseconds after which a browser may come back whose stream made room for another: not at once, to take its place. */
const longPause = 60_000

interface Open {
  person: string
  /** Ends the stream if the right with which it was opened is gone. */
  check(): void
  /** Ends it now, after these last words. */
  end(last?: string): void
}

/** Open streams, oldest first. */
const open = new Map<PassThrough, Open>()
let watch: Watch | undefined
let readers: Readers = new Map()

/** @param shown which endpoints show each kind of record: a person who may call one is told */
export function streamChangesFrom(source: Watch | undefined, shown: Readers = readers): void {
  watch = source
  readers = shown
}

const message = (data: { kind: string; id: string }) =>
  `event: change\ndata: ${JSON.stringify(data)}\n\n`

/** After a gap anything may have changed, rights too. */
export function reloadAllScreens(): void {
  for (const [stream, { check }] of open) {
    stream.write(message({ kind: 'everything', id: '' }))
    check()
  }
}

export function closeStreams(): void {
  for (const { end } of open.values()) end()
}

/** Ends a person's oldest stream when there are too many. */
function makeRoomFor(person: string): void {
  const theirs = [...open.values()].filter((one) => one.person === person)
  for (const { end } of theirs.slice(0, Math.max(0, theirs.length - maxPerPerson + 1))) {
    end(`retry: ${longPause}\n\n`)
  }
}

/** The caller as they are now; undefined when they have lost something of what the stream was opened with. */
async function asTheyAre(me: Caller): Promise<Caller | undefined> {
  const now = await findAgain(me)
  return now && !hasLostRights(me, now) ? now : undefined
}

/**
 * Rights of all streams are read again after a gap, and those of a whole ISO when it is suspended: a few at a time, so
 * that requests do not wait behind them. Until its turn a stream holds what it hears.
 */
const looks = createSemaphore({ permits: 8, permitsOfOne: 1 })

/** Tells one stream of events, under the rights of its caller at that moment. */
class Listener {
  #me: Caller
  readonly #tell: (kind: string, id: string) => void
  readonly #end: () => void
  /** Events that came while the rights are looked at: told under the new ones. */
  #held: Parameters<Hear>[] | undefined
  /** The rights may have changed again since the look began. */
  #again = false

  constructor(me: Caller, tell: (kind: string, id: string) => void, end: () => void) {
    this.#me = me
    this.#tell = tell
    this.#end = end
  }

  hear(...[event, ids]: Parameters<Hear>): void {
    if (this.#held) {
      this.#held.push([event, ids])
      this.#again ||= standsBehind(this.#me, ids)
      return
    }
    for (const kind of changedKindsFor(this.#me, event, readers)) this.#tell(kind, event.subject.id)
    // the screen hears of what took the right away, and of nothing after it
    if (standsBehind(this.#me, ids)) this.check()
  }

  check(): void {
    if (this.#held) this.#again = true
    else void this.#check()
  }

  async #check(): Promise<void> {
    this.#held = []
    try {
      do {
        this.#again = false
        const now = await looks.withPermit(this.#me.sessionId, () => asTheyAre(this.#me))
        if (!now) {
          this.#end()
          return
        }
        this.#me = now
      } while (this.#again)
    } catch (error) {
      // without the database there is nothing to hear either; the next look comes by itself
      log.warn({ error: describeError(error) }, 'the rights of a live stream could not be read')
    }
    const held = this.#held
    this.#held = undefined
    for (const one of held) this.hear(...one)
  }
}

/**
 * Opens a stream for a caller.
 * @param until when the access token ends with which it was opened, in ms since 1970
 */
export function openStream(me: Caller, until: number): PassThrough {
  const person = me.kind === 'staff' ? me.dingtalkUserId : me.id
  makeRoomFor(person)
  const stream = new PassThrough()
  const close = () => {
    stopListening?.()
    clearInterval(beat)
    clearTimeout(limit)
    open.delete(stream)
  }
  const end = (last?: string) => {
    // first of all: what has ended must not be written to, though its reader may still take what is there
    close()
    stream.end(last)
  }
  const listener = new Listener(me, (kind, id) => stream.write(message({ kind, id })), end)
  const check = () => listener.check()
  const stopListening = watch?.listen((event, ids) => listener.hear(event, ids))
  const beat = setInterval(() => stream.write(': alive\n\n'), heartbeat)
  const limit = setTimeout(end, Math.min(longest, until - clock.time()))
  open.set(stream, { person, check, end })
  stream.once('close', close)
  stream.write('retry: 2000\n\n')
  // the right may have ended between the look at the request and the first event heard
  check()
  return stream
}
