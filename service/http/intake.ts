/** Bodies that are being received or worked on: their bytes are bounded, by person and in total, and so is their pace. */
import type { Socket } from 'node:net'
import { Gauge } from '@prometheus-io/client'
import { clock } from '../clock.ts'
import { PassingSet } from '../database/passing-set.ts'
import { refuse, Refusal } from '../errors.ts'

/** Bytes. */
interface Bounds {
  ofAll: number
  /** Beyond that, for a person who has nothing else on its way, when no other body can be ended. */
  reserve: number
  /** Of one person. */
  ofOne: number
}

const mebibyte = 1024 * 1024
/** Seconds after which another try may find room: most bodies are through by then. */
const soon = 3
/** Milliseconds. */
const lookEvery = 1_000
/** Slower than the slowest network that photos are sent over: 16 kB in 4 seconds, and pauses of a tunnel. */
const slowest = { bytes: 80 * 1024, milliseconds: 20_000 }
/** A body that comes slower may be ended when a newcomer needs its room; bytes a millisecond (64 kB/s). */
const slow = { pace: 64, milliseconds: 1_000 }

interface Watched {
  socket: Socket
  /** Where the present span of time began. */
  since: { time: number; bytes: number }
  /** Too slow at the last look; what had come but was not read yet counts at the next. */
  isLate: boolean
  end(refusal: Refusal): void
}

/** One for each body; a `Set` would be dear (see `passing-set.ts`). */
const watched = new PassingSet<Watched>()
let timer: NodeJS.Timeout | undefined

function look(): void {
  const now = clock.time()
  for (const one of watched) {
    const { since, socket } = one
    const bytes = socket.bytesRead - since.bytes
    if (bytes >= slowest.bytes) {
      one.since = { time: now, bytes: socket.bytesRead }
      one.isLate = false
    } else if (now - since.time >= slowest.milliseconds) {
      if (one.isLate) one.end(new Refusal('too_slow', { retryAfter: soon, breaksOff: true }))
      one.isLate = true
    }
  }
}

const startOf = (socket: Socket) => ({
  socket,
  since: { time: clock.time(), bytes: socket.bytesRead },
  isLate: false,
})

function isSlow({ socket, since }: Watched): boolean {
  const span = clock.time() - since.time
  return span >= slow.milliseconds && socket.bytesRead - since.bytes < span * slow.pace
}

function watch(one: Watched): void {
  timer ??= setInterval(look, lookEvery).unref()
  watched.add(one)
}

/**
 * Waits for a short body as long as it comes at least at the slowest pace.
 * @throws Refusal `too_slow`
 */
export function waitAtMinimumRate<T>(socket: Socket, received: Promise<T>): Promise<T> {
  // without an async function and a race, which every small body would pay for
  return new Promise<T>((resolve, reject) => {
    const one: Watched = { ...startOf(socket), end: reject }
    watch(one)
    received.then(
      (body) => {
        watched.delete(one)
        resolve(body)
      },
      (error: unknown) => {
        watched.delete(one)
        reject(error)
      },
    )
  })
}

export interface HeldBody {
  /** Aborted when the client has hung up, or the body was ended to make room. */
  signal: AbortSignal
  /**
   * Counts what has come of a body whose length was not told.
   * @throws Refusal as `hold`
   */
  grow(bytes: number): void
  /** Waits for all of it, at the slowest pace at least. @throws Refusal `too_slow`, `too_busy` */
  received<T>(body: Promise<T>): Promise<T>
  /** The body is not needed any more. */
  giveBack(): void
}

export interface Intake {
  /**
   * Makes room for a body before any of it is read. A person who has nothing on its way gets in as long as bodies that
   * come slowly, or one of many of another person, can be ended for it.
   * @param bytes its length; the longest that is taken, or what has come by now, where it is not told
   * @throws Refusal `sending_too_much` when this person has too much on its way, `too_busy` when all people together
   *   have
   */
  hold(whose: string, bytes: number, socket: Socket): HeldBody
}

interface Body extends Watched {
  whose: string
  bytes: number
  isComing: boolean
}

const held = new Gauge({
  name: 'http_held_bytes',
  help: 'Lengths of the bodies that are being received or worked on',
  labelNames: ['kind'],
})

function createIntake(kind: string, { ofAll, reserve, ofOne }: Bounds): Intake {
  let heldInAll = 0
  /** Oldest first. */
  const bodies = new Set<Body>()
  const heldBy = new Map<string, number>()
  const count = (body: Body, bytes: number) => {
    body.bytes += bytes
    heldInAll += bytes
    held.set({ kind }, heldInAll)
    const theirs = (heldBy.get(body.whose) ?? 0) + bytes
    if (theirs > 0) heldBy.set(body.whose, theirs)
    else heldBy.delete(body.whose)
  }
  held.set({ kind }, 0)

  const release = (body: Body) => {
    if (bodies.delete(body)) count(body, -body.bytes)
  }

  /** The oldest slow body of the person with the most; otherwise the oldest of a person with several. */
  function dispensable(newcomer: Body, bytes: number): Body | undefined {
    const coming = [...bodies].filter((body) => body.isComing && body !== newcomer)
    const several = ({ whose, bytes: one }: Body) => {
      const theirs = heldBy.get(whose) ?? 0
      return theirs > one && theirs > bytes
    }
    const slowOnes = coming.filter(isSlow)
    const found = slowOnes.length ? slowOnes : coming.filter(several)
    return found.toSorted((a, b) => (heldBy.get(b.whose) ?? 0) - (heldBy.get(a.whose) ?? 0))[0]
  }

  function makeRoom(newcomer: Body, bytes: number): void {
    while (heldInAll + bytes > ofAll) {
      const body = dispensable(newcomer, bytes)
      if (!body) return
      release(body)
      body.end(new Refusal('too_busy', { retryAfter: soon, breaksOff: true }))
    }
  }

  function admit(body: Body, bytes: number, breaksOff = false): void {
    const detail = { retryAfter: soon, breaksOff }
    const theirs = heldBy.get(body.whose) ?? 0
    // one body alone is always let in: its own limit bounds it
    const isAlone = theirs === body.bytes
    if (!isAlone && theirs + bytes > ofOne) refuse('sending_too_much', detail)
    if (isAlone && bytes) makeRoom(body, bytes)
    const most = isAlone ? ofAll + reserve : ofAll
    if (heldInAll && heldInAll + bytes > most) refuse('too_busy', detail)
    bodies.add(body)
    count(body, bytes)
  }

  return {
    hold(whose, bytes, socket) {
      const stop = new AbortController()
      const ended = Promise.withResolvers<never>()
      // the request may have ended already, and then nothing handles the rejection
      ended.promise.catch(() => undefined)
      const end = (refusal: Refusal) => {
        stop.abort(refusal)
        ended.reject(refusal)
      }
      const body: Body = { ...startOf(socket), whose, bytes: 0, isComing: true, end }
      admit(body, bytes)
      const hangUp = () => end(new Refusal('bad_input', { field: 'body' }))
      socket.once('close', hangUp)
      return {
        signal: stop.signal,
        grow(come) {
          if (bodies.has(body) && come > body.bytes) admit(body, come - body.bytes, true)
        },
        async received(whole) {
          try {
            watch(body)
            return await Promise.race([whole, ended.promise])
          } finally {
            watched.delete(body)
            body.isComing = false
          }
        },
        giveBack() {
          socket.off('close', hangUp)
          release(body)
        },
      }
    },
  }
}

/** Photos and spreadsheets; two photos of the largest kind at once for one person, dozens as phones send them. */
export const files = createIntake('files', {
  ofAll: 80 * mebibyte,
  reserve: 16 * mebibyte,
  ofOne: 32 * mebibyte,
})
/** JSON of people who are signed in, apart from files so that neither keeps the other out. */
export const documents = createIntake('documents', {
  ofAll: 28 * mebibyte,
  reserve: 4 * mebibyte,
  ofOne: 4 * mebibyte,
})
/** What DingTalk posts, by address: strangers can post there too, and must not keep out people. */
export const callbacks = createIntake('callbacks', {
  ofAll: 3 * mebibyte,
  reserve: 1 * mebibyte,
  ofOne: 2 * mebibyte,
})
