/** Bodies that are being received or worked on: their bytes are bounded, by person and in total, and so is their pace. */
import type { Socket } from 'node:net'
import { Gauge } from 'prom-client'
import { clock } from '../clock.ts'
import { refuse, Refusal } from '../errors.ts'

/** Bytes. */
interface Bounds {
  ofAll: number
  /** Of one person; of one address where nobody is signed in. */
  ofOne: number
}

const mebibyte = 1024 * 1024
/** Seconds after which another try may find room: most bodies are through by then. */
const soon = 3

export interface Intake {
  /**
   * Makes room for a body before any of it is read.
   * @param bytes its length, or the longest that is taken where it is not told
   * @returns what gives the room back, when the body is not needed any more
   * @throws Refusal `sending_too_much` when this person has too much on its way, `too_busy` when everybody together has
   */
  hold(whose: string, bytes: number): () => void
}

const held = new Gauge({
  name: 'http_held_bytes',
  help: 'Lengths of the bodies that are being received or worked on',
  labelNames: ['kind'],
})

function createIntake(kind: string, { ofAll, ofOne }: Bounds): Intake {
  let ofEverybody = 0
  const heldBy = new Map<string, number>()
  const add = (bytes: number) => {
    ofEverybody += bytes
    held.set({ kind }, ofEverybody)
  }
  add(0)
  return {
    hold(whose, bytes) {
      const theirs = heldBy.get(whose) ?? 0
      // one body alone is always let in: its own limit bounds it
      if (theirs && theirs + bytes > ofOne) refuse('sending_too_much', { retryAfter: soon })
      if (ofEverybody && ofEverybody + bytes > ofAll) refuse('too_busy', { retryAfter: soon })
      add(bytes)
      heldBy.set(whose, theirs + bytes)
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        add(-bytes)
        const rest = (heldBy.get(whose) ?? 0) - bytes
        if (rest > 0) heldBy.set(whose, rest)
        else heldBy.delete(whose)
      }
    },
  }
}

/** Photos and spreadsheets; two photos of the largest kind at once for one person, hundreds as phones send them. */
export const files = createIntake('files', { ofAll: 96 * mebibyte, ofOne: 32 * mebibyte })
/** JSON, apart from files so that neither keeps the other out; as objects it takes several times its length. */
export const documents = createIntake('documents', { ofAll: 32 * mebibyte, ofOne: 4 * mebibyte })

/** Slower than the slowest network that photos are sent over: 16 kB in 4 seconds, and pauses of a tunnel. */
const slowest = { bytes: 80 * 1024, milliseconds: 20_000 }
/** Milliseconds. */
const lookEvery = 1_000

interface Watched {
  socket: Socket
  /** Where the present span of time began. */
  since: { time: number; bytes: number }
  /** Too slow at the last look; what had come but was not read yet counts at the next. */
  isLate: boolean
  end(refusal: Refusal): void
}

const watched = new Set<Watched>()
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
      if (one.isLate) one.end(new Refusal('too_slow', { retryAfter: soon }))
      one.isLate = true
    }
  }
}

/**
 * Waits for a body as long as it comes at least at the slowest pace.
 * @throws Refusal `too_slow`
 */
export async function atPace<T>(socket: Socket, received: Promise<T>): Promise<T> {
  timer ??= setInterval(look, lookEvery).unref()
  const tooSlow = Promise.withResolvers<never>()
  const since = { time: clock.time(), bytes: socket.bytesRead }
  const one: Watched = { socket, since, isLate: false, end: tooSlow.reject }
  watched.add(one)
  try {
    return await Promise.race([received, tooSlow.promise])
  } finally {
    watched.delete(one)
  }
}
