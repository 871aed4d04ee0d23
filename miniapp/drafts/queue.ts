/** Sends what the phone keeps, one thing at a time, until the service has it all. */
import { useSyncExternalStore } from 'react'
import { OfflineError, ProblemError } from '../api/problem-error.ts'
import { isOnline, onNetworkChange } from '../dingtalk/network.ts'
import { alone, isHeld, queueLock, sendingLock } from './locks.ts'
import {
  backOff,
  dueAt,
  nextDue,
  nextJob,
  pauseAfter,
  putOffAs,
  verdictOn,
  type Job,
} from './queue-rules.ts'
import { perform } from './sends.ts'
import type { Sending } from './shapes.ts'
import { readPhone } from './memory.ts'
import { changeEntry, changePhoto } from './store.ts'

/** After so many refusals for missing photos it is the person's turn. */
const mostPhotoRounds = 5
/** Looks again at least this often while something waits, in milliseconds. */
const longestSleep = 60_000
const shortestSleep = 500

export interface QueueState {
  /** Id of the photo or entry that is being sent. */
  going: string | null
  /** Sending is not possible: the person has to sign in again. */
  stopped: boolean
}

let state: QueueState = { going: null, stopped: false }
const listeners = new Set<() => void>()
const putOff = new Map<string, number>()
let failures = 0
let pausedUntil = 0
/** Only while the workspace is open for the person whose entries these are. */
let awake = false
let working = false
let calledAgain = false
let timer: ReturnType<typeof setTimeout> | undefined

function become(change: Partial<QueueState>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

function onQueueChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useQueue(): QueueState {
  return useSyncExternalStore(onQueueChange, () => state)
}

/** Photos that the service says it lacks are sent again; without a list, all that the phone still has. */
async function sendPhotosAgain(entryId: string, about: unknown): Promise<void> {
  const named = (about as { photos?: unknown } | undefined)?.photos
  const missing = Array.isArray(named) ? new Set(named.map(String)) : undefined
  for (const photo of readPhone().photos.values()) {
    if (photo.visit === entryId && photo.blob && (missing?.has(photo.id) ?? true)) {
      await changePhoto(photo.id, (known) => ({ ...known, state: 'waiting', nextTry: 0 }))
    }
  }
}

async function noteFailure(job: Job, error: ProblemError): Promise<void> {
  const { problem } = error
  const verdict = verdictOn(problem)
  if (verdict === 'stop') {
    become({ stopped: true })
    return
  }
  pausedUntil = Math.max(pausedUntil, Date.now() + pauseAfter(problem))
  const wait = (attempts: number) =>
    Date.now() + backOff(attempts, (problem.retryAfter ?? 0) * 1000)
  const afterFailure = (sending: Sending | null): Sending | null => {
    if (!sending) return null
    const attempts = sending.attempts + 1
    const own = verdict === 'own' || (verdict === 'photos' && attempts >= mostPhotoRounds)
    return { ...sending, attempts, nextTry: wait(attempts), ...(own ? { problem } : {}) }
  }
  if (job.what === 'photo') {
    await changePhoto(job.photo.id, (photo) => {
      const attempts = photo.attempts + 1
      return verdict === 'own'
        ? { ...photo, attempts, state: 'failed', problem }
        : { ...photo, attempts, nextTry: wait(attempts) }
    })
  } else if (job.what === 'entry') {
    const { kind, entry } = job
    if (verdict === 'photos') await sendPhotosAgain(entry.id, problem.about)
    await changeEntry(kind, entry.id, (known) => ({
      ...(kind.afterRefusal?.(known, problem) ?? known),
      sending: afterFailure(known.sending),
    }))
  } else {
    // what is not taken stays on the phone; it is tried again, but seldom
    putOff.set(putOffAs(job), wait(verdict === 'own' ? 20 : 4))
  }
}

/** The service may have taken it all the same: only its answer was not heard. */
async function noteUnsure(job: Job): Promise<void> {
  if (job.what !== 'entry') return
  await changeEntry(job.kind, job.entry.id, (known) => ({
    ...known,
    sending: known.sending && { ...known.sending, unsure: true },
  }))
}

function goingIn(job: Job): string | null {
  if (job.what === 'photo') return job.photo.id
  return job.what === 'entry' ? job.entry.id : null
}

/** @returns whether to go on with the next */
async function attempt(job: Job, owner: string): Promise<boolean> {
  const going = goingIn(job)
  if (going) become({ going })
  try {
    await perform(job, owner)
    failures = 0
    return true
  } catch (error) {
    if (error instanceof OfflineError) {
      failures += 1
      await noteUnsure(job)
      pausedUntil = Date.now() + Math.min(backOff(failures), longestSleep)
      return false
    }
    if (!(error instanceof ProblemError)) throw error
    await noteFailure(job, error)
    return !state.stopped
  } finally {
    if (going) become({ going: null })
  }
}

async function round(): Promise<void> {
  while (awake && isOnline() && !state.stopped && dueAt(pausedUntil, Date.now()) <= Date.now()) {
    const phone = readPhone()
    const job = nextJob({ ...phone, putOff }, Date.now())
    if (!job || !(await attempt(job, phone.owner))) return
  }
}

/** Whether this tab sends something at this moment. */
export const isSending = (): boolean => state.going !== null

/** Whether an entry is on its way at this moment, from any tab. */
export async function isBeingSent(id: string): Promise<boolean> {
  return state.going === id || isHeld(sendingLock(id))
}

/** When there will be something to do again, in milliseconds from now; undefined when nothing waits. */
function sleepTime(now: number): number | undefined {
  const due = nextDue({ ...readPhone(), putOff }, now)
  if (due === undefined) return undefined
  const pause = dueAt(pausedUntil, now) - now
  return Math.min(Math.max(due - now, pause, shortestSleep), longestSleep)
}

async function run(): Promise<void> {
  working = true
  clearTimeout(timer)
  try {
    do {
      calledAgain = false
      await alone(queueLock, round)
    } while (calledAgain && awake)
  } finally {
    working = false
    const sleep = state.stopped || !awake || !isOnline() ? undefined : sleepTime(Date.now())
    if (sleep !== undefined) timer = setTimeout(wakeQueue, sleep)
  }
}

/** Something may be there to send. */
export function wakeQueue(): void {
  if (!awake) return
  calledAgain = true
  if (!working) void run()
}

/** Its person is signed in (again), or asked to try now: waiting times are over. */
export function restartQueue(): void {
  failures = 0
  pausedUntil = 0
  putOff.clear()
  become({ stopped: false })
  wakeQueue()
}

/** Keeps the queue awake as long as the workspace is open for its person; answers how to stop it. */
export function keepQueueAwake(): () => void {
  const wake = () => {
    if (isOnline()) restartQueue()
  }
  const seen = () => {
    if (document.visibilityState === 'visible') wakeQueue()
  }
  const deaf = onNetworkChange(wake)
  document.addEventListener('visibilitychange', seen)
  awake = true
  restartQueue()
  return () => {
    awake = false
    deaf()
    document.removeEventListener('visibilitychange', seen)
    clearTimeout(timer)
  }
}
